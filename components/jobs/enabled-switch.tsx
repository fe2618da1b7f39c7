'use client'

import { Switch } from '@/components/ui/switch'
import type { Job } from '@/lib/schemas/job'
import { jobLabel } from './job-label'
import type { JobSwitch } from './use-job-switch'

/** The verb while IBM has not confirmed; false at rest. */
export function switchVerb({ wanted }: Pick<JobSwitch, 'wanted'>): string | false {
  if (wanted === null) return false
  return wanted ? 'Resuming…' : 'Pausing…'
}

/** On at once where the person put it, and back where IBM leaves it. `wordless`: the state beside it tells. */
export function EnabledSwitch({
  job,
  toggle,
  wordless = false,
  text,
}: {
  job: Pick<Job, 'id' | 'name' | 'enabled'>
  toggle: JobSwitch
  wordless?: boolean
  /** Beside the switch while it rests, as "On". */
  text?: string
}) {
  return (
    <Switch
      label={`Enabled: ${jobLabel(job)}`}
      labelHidden
      text={text}
      checked={toggle.wanted ?? job.enabled}
      busy={switchVerb(toggle)}
      onChange={toggle.set}
      className={wordless ? '[&>div]:sr-only' : undefined}
    />
  )
}
