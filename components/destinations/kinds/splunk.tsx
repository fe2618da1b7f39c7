'use client'

import { FormSecretField, FormSwitch, FormTextField } from '@/components/form/fields'
import { readyChunk } from '@/components/ui/chunk'
import { checkSplunk } from '@/lib/destinations/checks/splunk'
import { splunkInput } from '@/lib/destinations/splunk'
import type { JobDraft } from '@/lib/jobs/draft'
import { SideSection } from '../side-section'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ keepsSecret, test }: KindFieldsProps) {
  return (
    <>
      <FormTextField<JobDraft>
        name="splunk.endpoint"
        label="HEC endpoint"
        placeholder="splunk.example:8088"
        help="Host and port of the HTTP Event Collector. IBM sends to its raw endpoint, over HTTPS."
      />
      <FormSecretField<JobDraft>
        name="splunk.token"
        label="HEC token"
        placeholder={keepsSecret ? 'Set (hidden); enter a new token to replace it' : undefined}
        help={keepsSecret && 'Leave empty to keep the current token.'}
      />
      <FormTextField<JobDraft>
        name="splunk.sourceType"
        label="Source type"
        optional
        placeholder="cloudflare:json"
      />
      <FormTextField<JobDraft>
        name="splunk.channelId"
        label="Channel"
        optional
        help="A GUID. One is made for you if it is left empty."
      />
      <FormSwitch<JobDraft> name="splunk.skipVerify" label="Skip the certificate check" />
      {test}
    </>
  )
}

function Notes() {
  return (
    <SideSection title="Notes">
      <p className="text-table text-ink-2">IBM can send to ports 443 and 8088.</p>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  input: splunkInput,
  check: readyChunk(checkSplunk),
}
