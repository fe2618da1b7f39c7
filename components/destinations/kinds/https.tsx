'use client'

import { FormTextField } from '@/components/form/fields'
import { readyChunk } from '@/components/ui/chunk'
import { checkHttps } from '@/lib/destinations/checks/https'
import { httpsInput } from '@/lib/destinations/https'
import type { JobDraft } from '@/lib/jobs/draft'
import { httpsBegin } from './https-begin'
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

export const parts: KindParts = {
  Fields,
  Notes,
  input: httpsInput,
  check: readyChunk(checkHttps),
  begin: httpsBegin,
}
