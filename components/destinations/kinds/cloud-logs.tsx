'use client'

import { readyChunk } from '@/components/ui/chunk'
import { checkCloudLogs } from '@/lib/destinations/checks/cloud-logs'
import { CloudLogsNames, CloudLogsPlace } from '../cloud-logs-fields'
import { KeyField } from '../key-field'
import { SideSection } from '../side-section'
import { cloudLogsBegin } from './cloud-logs-begin'
import type { KindFieldsProps, KindParts } from './parts'

function Fields({ draft, jobs, keepsSecret, check, ways, test }: KindFieldsProps) {
  return (
    <>
      <CloudLogsPlace draft={draft} check={check} ways={ways} />
      <div className="flex flex-col gap-3">
        <KeyField kind="cloudLogs" check={check} keepsKey={keepsSecret} />
        {test}
      </div>
      <CloudLogsNames draft={draft} jobs={jobs} />
    </>
  )
}

function Notes() {
  return (
    <SideSection title="Notes">
      <div className="flex flex-col gap-2 text-table text-ink-2">
        <p>
          Edge logs arrive with severity <em>Debug</em>, because IBM sends none. A parsing rule in
          Cloud Logs can raise it; a TCO policy may otherwise drop them.
        </p>
        <p>Each upload is at most 2 MB.</p>
      </div>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  check: readyChunk(checkCloudLogs),
  begin: readyChunk(cloudLogsBegin),
}
