'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ZoneDetail } from '@/lib/schemas/zone'
import type { RetentionSwitch } from './use-retention'
import { retentionNeed } from './words'

/** Below the facts: why the switch could not be moved, or what it means that it is off. */
export function RetentionNotices({
  zone,
  toggle,
  jobs,
}: {
  zone: ZoneDetail | undefined
  toggle: RetentionSwitch
  jobs: number | undefined
}) {
  const { error, failedTo, wanted } = toggle
  if (error && failedTo !== null) {
    return (
      <ErrorNotice
        className="mt-3"
        error={error}
        onRetry={() => toggle.set(failedTo)}
        retrying={wanted !== null}
      />
    )
  }
  if (zone?.retention.enabled !== false || wanted !== null) return null
  return (
    <Notice
      tone="warn"
      className="mt-3"
      title="Log retention is off."
      actions={<Button onClick={() => toggle.set(true)}>Turn it on</Button>}
    >
      {retentionNeed(jobs)}
    </Notice>
  )
}
