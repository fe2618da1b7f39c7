'use client'

import { Fragment, type ReactNode, type Ref } from 'react'
import { Loading } from '@/components/states/loading'
import { DraftAge } from '../draft-kept'
import { DraftElsewhere } from './draft-elsewhere'
import { StepFocus } from './step-focus'
import { type StepId, stepLabels } from './steps'
import { WizardLayout } from './wizard-layout'
import { type RailNote, WizardRail } from './wizard-rail'

/** What is around a step, of whichever wizard: the rail, what is kept of the draft, and the step once it has come. */
export function WizardFrame({
  label,
  step,
  isFirst,
  notes,
  goTo,
  savedAt,
  onDiscard,
  onTakeOver,
  contentRef,
  side,
  above,
  children,
  foot,
}: {
  /** Of the rail. */
  label?: string
  step: StepId
  /** The step that the page was opened at. */
  isFirst: boolean
  /** Of the steps that there are. */
  notes: Partial<Record<StepId, RailNote>>
  goTo: (step: StepId) => void
  /** null: nothing is kept of the draft. */
  savedAt: string | null
  onDiscard: () => void
  /** Another tab keeps the draft; this makes it this one. */
  onTakeOver: (() => void) | null
  contentRef: Ref<HTMLDivElement>
  side: ReactNode
  /** What is to be said before the step. */
  above: ReactNode
  /** The step; null while its parts are on their way. */
  children: ReactNode
  foot: ReactNode
}) {
  const age = savedAt !== null && (
    <span className="md:hidden">
      <DraftAge savedAt={savedAt} />
    </span>
  )
  return (
    <WizardLayout
      contentRef={contentRef}
      rail={
        <WizardRail {...(label && { label })} step={step} notes={notes} goTo={goTo} aside={age} />
      }
      side={side}
    >
      {onTakeOver && <DraftElsewhere className="mb-6" onTakeOver={onTakeOver} />}
      {above}
      {children ? (
        <Fragment key={step}>
          {children}
          <StepFocus isFirst={isFirst} />
        </Fragment>
      ) : (
        <Loading key={step} what={`the step ${stepLabels[step]}`} rows={5} />
      )}
      {foot}
      {savedAt !== null && (
        <p className="mt-6 md:hidden">
          <button type="button" className="link min-h-11" onClick={onDiscard}>
            Discard draft
          </button>
        </p>
      )}
    </WizardLayout>
  )
}
