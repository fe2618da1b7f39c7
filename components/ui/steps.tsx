import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './icon'

export type StepState = 'todo' | 'current' | 'done' | 'failed'
/** A rail also shows what is passed over. */
export type RailState = StepState | 'skipped'

const stateWords: Record<RailState, string> = {
  todo: 'to come',
  current: 'now',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
}

const markerLooks: Record<RailState, string> = {
  todo: 'rounded-full border border-edge text-ink-2',
  current: 'rounded-full border-2 border-accent text-accent',
  done: 'rounded-full border border-ink bg-ink text-on-ink',
  failed: 'rounded-control border border-loss bg-loss text-on-ink',
  // A thin line: nothing is there.
  skipped: 'rounded-full border border-dashed border-edge text-ink-3',
}

/** A circle for what goes as told, a square for what failed. */
function StepMarker({ state, number }: { state: RailState; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid size-6 shrink-0 place-items-center bg-canvas text-table font-medium',
        markerLooks[state],
      )}
    >
      {state === 'done' ? (
        <Icon name="check" />
      ) : state === 'failed' ? (
        <Icon name="close" />
      ) : state === 'skipped' ? (
        <Icon name="minus" />
      ) : (
        number
      )}
    </span>
  )
}

/** Things to be done one after the other, on one line; put `ThreadStep`s into it. */
export function Thread({ label, children }: { label: string; children: ReactNode }) {
  return <ol aria-label={label}>{children}</ol>
}

/** Open (current, failed) it holds whatever it needs; done or to come it shrinks to its title and a sentence. */
export function ThreadStep({
  number,
  state,
  title,
  aside,
  headingId,
  children,
}: {
  number: number
  state: StepState
  title: ReactNode
  aside?: ReactNode
  /** For moving the focus to the heading when the step opens. */
  headingId?: string
  children?: ReactNode
}) {
  return (
    <li
      aria-current={state === 'current' ? 'step' : undefined}
      {...((state === 'current' || state === 'failed') && { 'data-fault': '' })}
      className="group/step relative flex gap-4 pb-6 last:pb-0"
    >
      <span
        aria-hidden="true"
        className="absolute start-3 top-7 bottom-1 border-s border-line group-last/step:hidden"
      />
      <StepMarker state={state} number={number} />
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3
            id={headingId}
            tabIndex={-1}
            className={cx(state === 'todo' ? 'text-ink-2' : 'font-semibold')}
          >
            {title}
            <span className="sr-only">, {stateWords[state]}</span>
          </h3>
          {aside && <span className="text-second text-ink-3">{aside}</span>}
        </div>
        {children && <div className="mt-1.5">{children}</div>}
      </div>
    </li>
  )
}

export interface RailStep {
  id: string
  label: string
  state: RailState
  /** What was chosen there, or why it is not needed. */
  note?: ReactNode
  /** Given for the steps one may go to. */
  href?: string
}

const barLooks: Record<RailState, string> = {
  todo: 'bg-line',
  current: 'bg-accent',
  done: 'bg-ink',
  failed: 'bg-loss',
  skipped: 'border border-dashed border-edge',
}

/** The steps of a form: a rail from 1024 px on, above that narrowness a bar. */
export function StepRail({
  label,
  steps,
  aside,
}: {
  label: string
  steps: readonly RailStep[]
  /** At the right of the bar's line on narrow pages. */
  aside?: ReactNode
}) {
  const at = steps.findIndex((step) => step.state === 'current')
  return (
    <nav aria-label={label}>
      <div className="lg:hidden">
        <div aria-hidden="true" className="flex gap-1">
          {steps.map((step) => (
            <span
              key={step.id}
              className={cx('h-1 flex-1 rounded-skeleton', barLooks[step.state])}
            />
          ))}
        </div>
        <p className="mt-2 flex justify-between gap-3 text-table">
          <span className="font-semibold">
            Step {at + 1} of {steps.length}: {steps[at]?.label}
          </span>
          {aside && <span className="text-ink-3">{aside}</span>}
        </p>
      </div>
      <ol className="max-lg:hidden">
        {steps.map((step, index) => (
          <li key={step.id} className="group/step relative flex gap-3.5 pb-6 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute start-3 top-7 bottom-1 border-s border-line group-last/step:hidden"
            />
            <StepMarker state={step.state} number={index + 1} />
            <div className="min-w-0 pt-0.5">
              <RailLabel step={step} />
              {step.note && (
                <div className="mt-0.5 text-table wrap-anywhere text-ink-3">{step.note}</div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function RailLabel({ step }: { step: RailStep }) {
  const text = (
    <>
      {step.label}
      <span className="sr-only">, {stateWords[step.state]}</span>
    </>
  )
  if (step.state === 'current') {
    return (
      <span aria-current="step" className="font-semibold">
        {text}
      </span>
    )
  }
  const look = cx(
    'font-medium',
    step.state === 'todo' && 'text-ink-2',
    step.state === 'skipped' && 'text-ink-3 line-through',
  )
  return step.href ? (
    <Link href={step.href} className={cx(look, 'hover:underline')}>
      {text}
    </Link>
  ) : (
    <span className={look}>{text}</span>
  )
}
