'use client'

import { useFormContext } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import { readyChunk } from '@/components/ui/chunk'
import { checkQradar } from '@/lib/destinations/checks/qradar'
import type { JobDraft } from '@/lib/jobs/draft'
import { tidyPaste } from '../paste'
import { SideSection } from '../side-section'
import type { KindFieldsProps, KindParts } from './parts'
import { qradarBegin } from './qradar-begin'
import { splitAddress } from './qradar-paste'

function Fields({ test }: KindFieldsProps) {
  const { setValue, clearErrors } = useFormContext<JobDraft>()
  function putPasted(host: string, port: string | undefined) {
    setValue('qradar.host', host, { shouldDirty: true })
    if (port) setValue('qradar.port', port, { shouldDirty: true })
    clearErrors(['qradar.host', 'qradar.port'])
  }
  return (
    <>
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_9.375rem] md:gap-4">
        <FormTextField<JobDraft>
          name="qradar.host"
          label="Host"
          mono
          placeholder="qradar.example"
          help="Of the event collector with the log source, as its certificate names it."
          onPaste={(event) => {
            const found = splitAddress(event.clipboardData.getData('text/plain'))
            tidyPaste(
              (text) => splitAddress(text)?.host ?? text,
              (host) => putPasted(host, found?.port),
            )(event)
          }}
        />
        <FormTextField<JobDraft>
          name="qradar.port"
          label="Port"
          mono
          placeholder="12469"
          inputMode="numeric"
          help="The log source’s listen port."
        />
      </div>
      {test}
    </>
  )
}

function Notes() {
  return (
    <SideSection title="Notes">
      <div className="flex flex-col gap-2 text-table text-ink-2">
        <p>
          IBM stores no type for QRadar, only <code className="text-code">https://host:port</code>.
          The job is therefore listed as “HTTPS or QRadar”.
        </p>
        <p>There is no token: restrict the port to IBM’s addresses.</p>
        <p>IBM checks address, port and certificate whenever the job is created or changed.</p>
      </div>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  check: readyChunk(checkQradar),
  begin: readyChunk(qradarBegin),
}
