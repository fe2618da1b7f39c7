'use client'

import { FormTextField } from '@/components/form/fields'
import { readyChunk } from '@/components/ui/chunk'
import { checkQradar } from '@/lib/destinations/checks/qradar'
import { qradarInput } from '@/lib/destinations/qradar'
import type { JobDraft } from '@/lib/jobs/draft'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ test }: KindFieldsProps) {
  return (
    <>
      <FormTextField<JobDraft> name="qradar.host" label="Host" placeholder="qradar.example" />
      <FormTextField<JobDraft>
        name="qradar.port"
        label="Port"
        placeholder="8088"
        inputMode="numeric"
        className="md:w-[9.375rem]"
      />
      {test}
    </>
  )
}

const Notes = () => null

export const parts: KindParts = {
  Fields,
  Notes,
  input: qradarInput,
  check: readyChunk(checkQradar),
}
