'use client'

import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { useFormContext, useFormState } from 'react-hook-form'
import { FormSecretField, FormSwitch, FormTextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { readyChunk } from '@/components/ui/chunk'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { checkSplunk } from '@/lib/destinations/checks/splunk'
import type { SplunkView } from '@/lib/destinations/splunk'
import { fullEndpoint, usualSourceType } from '@/lib/destinations/splunk-place'
import { destinationPlace } from '@/lib/destinations/words'
import type { JobDraft } from '@/lib/jobs/draft'
import { newGuid } from '../new-guid'
import { tidyPaste } from '../paste'
import { SideSection } from '../side-section'
import { useKeyAnchor } from '../use-key-anchor'
import type { KindFieldsProps, KindParts } from './parts'
import { splunkBegin } from './splunk-begin'
import { tidyEndpoint, tidyToken } from './splunk-paste'

function Fields({ draft, held, keepsSecret, test }: KindFieldsProps) {
  const { setValue, clearErrors } = useFormContext<JobDraft>()
  const { endpoint, skipVerify } = draft.splunk
  const put = (name: 'splunk.endpoint' | 'splunk.token') => (text: string) => {
    setValue(name, text, { shouldDirty: true })
    clearErrors(name)
  }
  return (
    <>
      <FormTextField<JobDraft>
        name="splunk.endpoint"
        label="HEC endpoint"
        mono
        placeholder="splunk.example:8088"
        help="Host and port of the HTTP Event Collector. IBM sends to its raw endpoint, over HTTPS."
        onPaste={tidyPaste(tidyEndpoint, put('splunk.endpoint'))}
      />
      <TokenField
        held={keepsSecret && held?.kind === 'splunk' ? held : null}
        endpoint={endpoint}
        onPasted={put('splunk.token')}
      />
      <FormTextField<JobDraft>
        name="splunk.sourceType"
        label="Source type"
        mono
        optional
        placeholder={usualSourceType}
        help={
          held?.kind === 'splunk' ? (
            'How Splunk parses the lines. If empty, none is sent, and the HEC token’s own is used.'
          ) : (
            <>
              How Splunk parses the lines; <code className="text-code">{usualSourceType}</code> if
              empty, as the Cloudflare App for Splunk expects.
            </>
          )
        }
      />
      <div className="flex flex-col gap-3">
        <FormSwitch<JobDraft>
          name="splunk.skipVerify"
          label="Skip the certificate check"
          help={!skipVerify && 'IBM delivers only to a server whose certificate it trusts.'}
        />
        {skipVerify && (
          <Notice tone="loss" title="IBM will not check who receives the logs.">
            Whoever can redirect the connection gets the logs and the HEC token. Use it only while
            HEC has a self-signed certificate, and replace that by one from a public CA.
          </Notice>
        )}
      </div>
      <More isNew={held?.kind !== 'splunk'} />
      {test}
    </>
  )
}

/** `held`: whose token stays where none is entered; null: there is none. */
function TokenField({
  held,
  endpoint,
  onPasted,
}: {
  held: SplunkView | null
  endpoint: string
  onPasted: (token: string) => void
}) {
  useKeyAnchor('splunk.token')
  const stays = held !== null && fullEndpoint(held.endpoint) === fullEndpoint(endpoint)
  return (
    <FormSecretField<JobDraft>
      name="splunk.token"
      label="HEC token"
      placeholder={stays ? 'Set (hidden); enter a new token to replace it' : undefined}
      onPaste={tidyPaste(tidyToken, onPasted)}
      finding={
        held !== null &&
        !stays && {
          tone: 'warn',
          text: (
            <>
              The current token is kept for{' '}
              <code className="text-code wrap-anywhere">{destinationPlace(held)}</code> only. Enter
              a token for the new endpoint.
            </>
          ),
        }
      }
      help={
        stays
          ? 'Leave empty to keep the current token.'
          : held === null && 'The token alone, without “Splunk” before it.'
      }
    />
  )
}

/** What hardly anybody has to touch. */
function More({ isNew }: { isNew: boolean }) {
  const name = 'splunk.channelId'
  const details = useRef<HTMLDetailsElement>(null)
  const { getValues, setValue, clearErrors, getFieldState } = useFormContext<JobDraft>()
  const isWrong = getFieldState(name, useFormState<JobDraft>({ name })).invalid
  const make = () => {
    setValue(name, newGuid(), { shouldDirty: true })
    clearErrors(name)
  }
  const onFirst = useEffectEvent(() => {
    if (isNew && getValues(name) === '') make()
  })
  useEffect(() => onFirst(), [])
  // What is folded away can't take the focus that leads to a fault. Before anybody looks for one.
  useLayoutEffect(() => {
    if (isWrong && details.current) details.current.open = true
  }, [isWrong])
  return (
    <details ref={details} className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-control text-table font-medium touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="-ms-1 text-ink-3 group-open:rotate-90" />
        More
      </summary>
      <div className="mt-3 flex items-start gap-2 max-md:flex-col">
        <FormTextField<JobDraft>
          name={name}
          label="Channel"
          mono
          optional
          className="w-full flex-1"
          help={`A GUID that tells Splunk the senders apart. It is no secret.${isNew ? '' : ' If empty, the current one stays.'}`}
        />
        <Button className="md:mt-5.5 md:h-9" onClick={make}>
          New channel
        </Button>
      </div>
    </details>
  )
}

function Notes() {
  return (
    <SideSection title="Notes">
      <div className="flex flex-col gap-2 text-table text-ink-2">
        <p>IBM delivers to HEC on ports 443 and 8088 only.</p>
        <p>
          Splunk Cloud takes events at a host that starts with{' '}
          <code className="text-code">http-inputs-</code>, not at its web address.
        </p>
        <p>IBM sends a test event whenever the job is created or changed.</p>
      </div>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  check: readyChunk(checkSplunk),
  begin: readyChunk(splunkBegin),
  // It never goes to another place than it was given for.
  keepsSecret: (draft, before) =>
    fullEndpoint(draft.splunk.endpoint) === fullEndpoint(before.splunk.endpoint),
}
