'use client'

import { FormRadioRows } from '@/components/form/fields'
import { Breakable } from '@/components/ui/breakable'
import { chunk } from '@/components/ui/chunk'
import { useTicker } from '@/components/ui/use-ticker'
import type { JobDraft } from '@/lib/jobs/draft'
import { CosFields } from '../cos-fields'
import { firstFile } from '../first-file'
import { KeyField } from '../key-field'
import { SideSection } from '../side-section'
import type { KindFieldsProps, KindParts } from './parts'

const authentications = [
  {
    value: 'apiKey',
    label: 'API key',
    aside: 'Recommended',
    description:
      'An API key with the role Object Writer on the bucket. Recommended if you can create API keys.',
  },
  {
    value: 'challenge',
    label: 'Ownership challenge',
    aside: 'Legacy',
    description:
      'IBM writes a file to the bucket and you prove that you can read it. For accounts that don’t allow API keys; IBM has to accept an invitation first, which can take days.',
  },
] as const

function Fields({ draft, jobs, held, keepsSecret, check, ways, test }: KindFieldsProps) {
  return (
    <>
      <CosFields draft={draft} jobs={jobs} held={held} check={check} ways={ways} />
      <FormRadioRows<JobDraft, 'apiKey' | 'challenge'>
        name="cos.auth"
        label="Authentication"
        rows={authentications}
      />
      {draft.cos.auth === 'apiKey' && (
        <div className="flex flex-col gap-3">
          <KeyField kind="cos" check={check} keepsKey={keepsSecret} />
          {test}
        </div>
      )}
    </>
  )
}

function Notes({ draft: { cos } }: { draft: JobDraft }) {
  const name = useTicker((now) => firstFile(cos, now))
  return (
    <SideSection title="Name of the first file, roughly">
      <p className="text-code wrap-anywhere text-ink-2">
        <Breakable text={name} />
      </p>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  // Nothing of it is needed before a field was left.
  check: chunk(async () => (await import('@/lib/destinations/checks/cos')).checkCos),
  begin: chunk(async () => (await import('./cos-begin')).cosBegin),
}
