'use client'

import { FormSecretField } from '@/components/form/fields'
import { readyChunk } from '@/components/ui/chunk'
import { checkOther } from '@/lib/destinations/checks/other'
import { otherInput } from '@/lib/destinations/other'
import type { JobDraft } from '@/lib/jobs/draft'
import { otherBegin } from './other-begin'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ test }: KindFieldsProps) {
  return (
    <>
      <FormSecretField<JobDraft> name="other.conf" label="Destination string" />
      {test}
    </>
  )
}

const Notes = () => null

export const parts: KindParts = {
  Fields,
  Notes,
  input: otherInput,
  check: readyChunk(checkOther),
  begin: otherBegin,
}
