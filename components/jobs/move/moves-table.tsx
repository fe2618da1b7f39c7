'use client'

import Link from 'next/link'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { errorFacts } from '@/components/states/error-facts'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { givenPlace } from '@/lib/destinations/given-place'
import { destinationPlace } from '@/lib/destinations/words'
import { datasetLabel } from '@/lib/jobs/dataset'
import { jobTitle } from '@/lib/jobs/label'
import type { LeftoverMove } from '@/lib/jobs/move-plan'
import { type Outcome, useOutcome } from '@/lib/queries/outcome'
import { routes } from '@/lib/routes'
import type { ZonePlace } from '@/lib/schemas/zone'
import { inNames, type Named } from '../instance-names'
import { movedLead } from './moved-words'
import type { RowState } from './use-move-many'

const cell =
  'px-2 pt-[7px] pb-2 text-start align-top first:ps-3 max-md:block max-md:p-0 max-md:first:ps-0'

/** What each job becomes, and once it is carried out how far each is. */
export function MovesTable({
  place,
  moves,
  instances,
  stateOf,
  onSettled,
  onRetry,
  isRunning,
}: {
  place: ZonePlace
  moves: readonly LeftoverMove[]
  instances: readonly Named[]
  stateOf: (jobId: string) => RowState
  /** What became of a move whose answer was lost. */
  onSettled: (jobId: string, state: RowState) => void
  onRetry: (move: LeftoverMove) => void
  isRunning: boolean
}) {
  return (
    <Table label="Jobs to move" className="max-md:block [&_tbody]:max-md:block">
      <TableHead>
        <HeadCell className="w-[26%] max-md:sr-only">Job</HeadCell>
        <HeadCell className="w-[42%] max-md:sr-only">New destination</HeadCell>
        <HeadCell className="max-md:sr-only">Progress</HeadCell>
      </TableHead>
      <tbody>
        {moves.map((move) => (
          <MoveRow
            key={move.job.id}
            place={place}
            move={move}
            instances={instances}
            state={stateOf(move.job.id)}
            onSettled={onSettled}
            onRetry={() => onRetry(move)}
            isRunning={isRunning}
          />
        ))}
      </tbody>
    </Table>
  )
}

function MoveRow({
  place,
  move: { job, destination, names },
  instances,
  state,
  onSettled,
  onRetry,
  isRunning,
}: {
  place: ZonePlace
  move: LeftoverMove
  instances: readonly Named[]
  state: RowState
  onSettled: (jobId: string, state: RowState) => void
  onRetry: () => void
  isRunning: boolean
}) {
  const outcome = useOutcome(state.phase === 'unknown' ? state.error : null)
  const onFound = useEffectEvent((found: Outcome) => {
    if (found.state === 'done') onSettled(job.id, { phase: 'moved', job: null })
    if (found.state === 'not_done' && state.phase === 'unknown') {
      onSettled(job.id, { phase: 'refused', error: state.error })
    }
  })
  useEffect(() => {
    if (outcome) onFound(outcome)
  }, [outcome])
  const target = inNames(givenPlace(destination), instances)
  return (
    <tr className="border-b border-line max-md:block max-md:py-3">
      <th scope="row" className={cx(cell, 'font-normal')}>
        <span className="font-medium wrap-anywhere">{jobTitle(job)}</span>
        <SecondLine>{datasetLabel(job.dataset)}</SecondLine>
      </th>
      <td className={cx(cell, 'max-md:mt-1')}>
        <span className="text-code wrap-anywhere">{target}</span>
        {state.phase === 'planned' && (
          <SecondLine className="wrap-anywhere">
            {destinationPlace(job.destination)} now; as {names.temporary} if a second job is needed
          </SecondLine>
        )}
      </td>
      <td className={cx(cell, 'pe-3 max-md:mt-2')}>
        <Progress state={state} outcome={outcome} place={place} />
        {state.phase === 'refused' && (
          <Button
            className="mt-2 ms-6"
            onClick={onRetry}
            notYet={isRunning && 'The others are being moved.'}
            reason="hidden"
          >
            Retry
          </Button>
        )}
      </td>
    </tr>
  )
}

function Progress({
  state,
  outcome,
  place: { instanceId, zoneId },
}: {
  state: RowState
  outcome: Outcome | null
  place: ZonePlace
}) {
  switch (state.phase) {
    case 'planned':
      return <span className="text-ink-3">ready</span>
    case 'waiting':
      return <Line glyph="dash">waiting for its turn</Line>
    case 'moving':
      return (
        <span role="status" className="flex items-start gap-2">
          <Icon name="spinner" className="mt-px text-ink-3" /> Moving…
        </span>
      )
    case 'unknown':
      return (
        <Line glyph="question">
          {outcome?.state === 'unknowable'
            ? `We can’t tell whether it was moved. ${outcome.why}`
            : 'We don’t know yet whether it was moved; checking.'}
        </Line>
      )
    case 'kept':
      return (
        <Line glyph="dashed-ring">
          Waiting for approval by an administrator.{' '}
          <Link
            href={routes.change(state.request.id)}
            prefetch={false}
            className="link relative touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
          >
            View request
          </Link>
        </Line>
      )
    case 'refused':
      return (
        <Line glyph="crossed-square">
          <span className="text-loss">Not moved.</span> {errorFacts(state.error).detail}
        </Line>
      )
    case 'moved': {
      const { job } = state
      const { endedAt, state: end } = job?.move ?? {}
      const ended = end === 'stopped' ? 'crossed-square' : 'check'
      return (
        <Line glyph={endedAt === null ? 'dashed-ring' : ended}>
          {job === null ? (
            'Moved.'
          ) : (
            <>
              {movedLead(job)}{' '}
              <Link
                href={routes.job(instanceId, zoneId, job.id)}
                prefetch={false}
                className="link relative wrap-anywhere touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
              >
                {jobTitle(job)}
              </Link>
            </>
          )}
        </Line>
      )
    }
  }
}

function Line({ glyph, children }: { glyph: Glyph; children: ReactNode }) {
  return (
    <span className="flex items-start gap-2">
      <StateGlyph glyph={glyph} className="mt-px" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </span>
  )
}
