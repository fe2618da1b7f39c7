'use client'

import { useContext, useState } from 'react'
import { flushSync } from 'react-dom'
import { useFormContext } from 'react-hook-form'
import { FieldFindings } from '@/components/form/fields'
import { focusField } from '@/components/form/focus-field'
import { Breakable } from '@/components/ui/breakable'
import { Button } from '@/components/ui/button'
import { readyChunk } from '@/components/ui/chunk'
import { TextArea } from '@/components/ui/text-area'
import { checkOther } from '@/lib/destinations/checks/other'
import { explainConf } from '@/lib/destinations/explain-conf'
import { MASK } from '@/lib/destinations/placeholders'
import type { JobDraft } from '@/lib/jobs/draft'
import { ConfParts } from '../conf-parts'
import { SideSection } from '../side-section'
import { ConfField } from './conf-field'
import { otherBegin } from './other-begin'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ draft, held, test }: KindFieldsProps) {
  const { setValue } = useFormContext<JobDraft>()
  const finding = useContext(FieldFindings).get('other.conf')
  const { conf } = draft.other
  const current = held?.kind === 'other' ? held.conf : ''
  const isCurrent = current.includes(MASK) && conf === current
  // While somebody types, the end may be the beginning of anything.
  const [isTyping, setTyping] = useState(false)
  const { needsChallenge, parts } = explainConf(conf, { isWhole: !isTyping })

  function put(text: string) {
    // Another field takes the place of the one that stands there, under the same name.
    flushSync(() => setValue('other.conf', text, { shouldDirty: true }))
    focusField('other.conf')
  }

  return (
    <>
      <div className="flex flex-col gap-3">
        {isCurrent ? (
          <>
            <TextArea
              label="Destination string"
              mono
              readOnly
              rows={3}
              name="other.conf"
              value={conf}
              help="Its secrets are hidden here, so it can only be replaced as a whole."
            />
            <div>
              <Button onClick={() => put('')}>Replace</Button>
            </div>
          </>
        ) : (
          <ConfField
            onTyping={setTyping}
            finding={finding}
            help={
              current.includes(MASK) ? (
                <>
                  Secrets are masked as you type.{' '}
                  <button type="button" className="link" onClick={() => put(current)}>
                    Keep the current string
                  </button>
                </>
              ) : (
                'As IBM’s engine takes it. Secrets are masked as you type.'
              )
            }
          />
        )}
        {parts.length > 0 && <ConfParts parts={parts} />}
        {needsChallenge !== null && conf !== current && (
          <p className="text-table text-ink-2">
            {needsChallenge
              ? `IBM requires an ownership token for this destination. ${held ? 'The section Ownership below' : 'The step Ownership'} gets it.`
              : 'No ownership token is needed for this destination.'}
          </p>
        )}
      </div>
      {test}
    </>
  )
}

/** Source: the engine's pages on destinations. */
const forms: readonly [service: string, form: string][] = [
  ['Amazon S3', 's3://<bucket>/<folder>/{DATE}?region=<region>'],
  [
    'S3-compatible',
    's3://<bucket>/<folder>?region=<region>&access-key-id=<id>&secret-access-key=<secret>&endpoint=<host>',
  ],
  ['Google Cloud Storage', 'gs://<bucket>/<folder>/{DATE}'],
  ['Azure Blob Storage', 'azure://<container URL>/<folder>?<SAS token>'],
  [
    'Cloudflare R2',
    'r2://<bucket>/<folder>?account-id=<id>&access-key-id=<id>&secret-access-key=<secret>',
  ],
  [
    'Datadog',
    'datadog://<intake host>/api/v2/logs?header_DD-API-KEY=<key>&ddsource=cloudflare&service=<name>',
  ],
  ['Sumo Logic', 'sumo://<collection host>/receiver/v1/http/<code>'],
]

function Notes() {
  return (
    <SideSection title="Forms of common services">
      <dl className="flex flex-col gap-2 text-table">
        {forms.map(([service, form]) => (
          <div key={service}>
            <dt className="text-ink-2">{service}</dt>
            <dd className="text-code wrap-anywhere text-ink-3">
              <Breakable text={form} />
            </dd>
          </div>
        ))}
      </dl>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  check: readyChunk(checkOther),
  begin: readyChunk(otherBegin),
}
