'use client'

import { FormTextField } from '@/components/form/fields'
import { httpsInput } from '@/lib/destinations/https'
import type { JobDraft } from '@/lib/jobs/draft'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ test }: KindFieldsProps) {
  return (
    <>
      <FormTextField<JobDraft>
        name="https.url"
        label="Address"
        placeholder="https://logs.example/ingest"
      />
      {test}
    </>
  )
}

const Notes = () => null

export const parts: KindParts = { Fields, Notes, input: httpsInput }
