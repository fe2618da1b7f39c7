'use client'

import { Switch } from '@/components/ui/switch'
import type { Job } from '@/lib/schemas/job'
import type { JobSwitch } from './use-job-switch'

/** The verb while IBM has not confirmed; false at rest. */
export function switchVerb({ wanted }: Pick<JobSwitch, 'wanted'>): string | false {
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
  wordless = false,
  text,
  describedBy,
}: {
  job: Pick<Job, 'enabled'>
  toggle: JobSwitch
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
      onChange={toggle.set}
      aria-describedby={describedBy}
      className={wordless ? '[&>div]:sr-only' : undefined}
    />
  )
}
