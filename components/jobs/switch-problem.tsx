'use client'

import type { Toggle } from '@/components/states/toggle'
import { ToggleProblem } from '@/components/states/toggle-problem'

const deed = (enabled: boolean) => (enabled ? 'resumed' : 'paused')

/** Why a job was not paused or resumed, at the job. */
export function SwitchProblem({ toggle, className }: { toggle: Toggle; className: string }) {
  return (
    <ToggleProblem
      toggle={toggle}
      what={(enabled) => `the job was ${deed(enabled)}`}
      notDone={(enabled) => `Not ${deed(enabled)}; nothing was changed.`}
      className={className}
    />
  )
}
