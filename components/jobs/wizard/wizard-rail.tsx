'use client'

import type { MouseEvent, ReactNode } from 'react'
import { type RailStep, StepRail } from '@/components/ui/steps'
import { type StepId, stepIds, stepLabels, stepOf } from './steps'

/** What the rail says of one step. */
export type RailNote = { isDone: boolean; isSkipped?: boolean; note?: ReactNode }

/** The steps with what was chosen in each; those that are done, or lie behind, can be gone to. */
export function WizardRail({
  label = 'Steps of the new job',
  step,
  notes,
  aside,
  goTo,
}: {
  label?: string
  step: StepId
  /** Of the steps that there are. */
  notes: Partial<Record<StepId, RailNote>>
  aside?: ReactNode
  goTo: (step: StepId) => void
}) {
  const at = stepIds.indexOf(step)
  const steps = stepIds.flatMap((id, index): RailStep[] => {
    const said = notes[id]
    if (!said) return []
    const { isDone, isSkipped = false, note } = said
    const isCurrent = id === step
    const own: RailStep = {
      id,
      label: stepLabels[id],
      state: isCurrent ? 'current' : isSkipped ? 'skipped' : isDone ? 'done' : 'todo',
      note,
      ...((isDone || index < at) && !isCurrent && !isSkipped && { href: `?step=${id}` }),
    }
    return [own]
  })

  /** A link, so that it can be opened beside; followed here, it changes the step without asking the server. */
  function onClickCapture(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(stepOf(new URL(link.href).searchParams.get('step')))
  }

  return (
    <div onClickCapture={onClickCapture}>
      <StepRail label={label} steps={steps} aside={aside} />
    </div>
  )
}
