'use client'

import type { Toggle } from '@/components/states/toggle'
import { ToggleProblem } from '@/components/states/toggle-problem'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ZoneDetail } from '@/lib/schemas/zone'
import { retentionNeed } from './words'

/** Below the facts: why the switch could not be moved, or what it means that it is off. */
export function RetentionNotices({
  zone,
  toggle,
  lacks,
  jobs,
}: {
  zone: ZoneDetail | undefined
  toggle: Toggle
  /** What the person seems to lack to turn it on. */
  lacks: string | false
  jobs: number | undefined
}) {
  if (toggle.error) {
    return (
      <ToggleProblem
        toggle={toggle}
        what={(on) => `log retention was turned ${on ? 'on' : 'off'}`}
        notDone={() => 'Log retention was not changed.'}
        className="mt-3"
      />
    )
  }
  if (zone?.retention.enabled !== false || toggle.wanted !== null) return null
  return (
    <Notice
      tone="warn"
      className="mt-3"
      title="Log retention is off."
      actions={
        <Button lacks={lacks} onClick={() => toggle.set(true)}>
          Turn on
        </Button>
      }
    >
      {retentionNeed(jobs)}
    </Notice>
  )
}
