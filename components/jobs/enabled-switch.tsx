'use client'

import type { Toggle } from '@/components/states/toggle'
import { Switch } from '@/components/ui/switch'
import type { Job } from '@/lib/schemas/job'

/** The verb while IBM has not confirmed; false at rest. */
export function switchVerb({ wanted }: Pick<Toggle, 'wanted'>): string | false {
  if (wanted === null) return false
  return wanted ? 'Resuming…' : 'Pausing…'
}

/**
 * On at once where the person put it, and back where IBM leaves it. `describedBy`: the id of the job's name, where there
 * are several. `wordless`: the state beside it tells.
 */
export function EnabledSwitch({
  job,
  toggle,
  lacks,
  wordless = false,
  text,
  describedBy,
}: {
  job: Pick<Job, 'enabled'>
  toggle: Toggle
  /** What the person seems to lack for it. */
  lacks: string | false
  wordless?: boolean
  /** Beside the switch while it rests, as "On". */
  text?: string
  describedBy?: string
}) {
  return (
    <Switch
      label="Enabled"
      labelHidden
      text={text}
      checked={toggle.wanted ?? job.enabled}
      busy={switchVerb(toggle)}
      lacks={lacks}
      onChange={toggle.set}
      aria-describedby={describedBy}
      className={wordless ? '[&>div]:sr-only' : undefined}
    />
  )
}
