import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useFormContext } from 'react-hook-form'
import { Age } from '@/components/ui/age'
import { Notice } from '@/components/ui/notice'
import { Segments } from '@/components/ui/segments'
import type { FieldChoice, JobDraft } from '@/lib/jobs/draft'
import { namedChoice } from '@/lib/jobs/from-job'
import { unlistedFields, unlistedNote } from '@/lib/jobs/log-notes'
import type { Job } from '@/lib/schemas/job'
import type { Field } from '@/lib/schemas/logs'
import {
  type Choice,
  choosePreset,
  followed,
  helpOf,
  labelOf,
  newSince,
  offers,
  sameNames,
  tick,
  tickedNames,
} from './choice'
import { FieldPicker } from './field-picker'
import { LiveList } from './live-list'
import { useVisit } from './use-logs'

type Props = {
  logs: JobDraft['logs']
  dataset: string
  fields: UseQueryResult<Field[]>
  job?: Job
}

const none: readonly string[] = []

/** Which fields: presets as segments, then the list itself, with whatever keeps it from being read. */
export function FieldsSection({ logs, dataset, fields, job }: Props) {
  const { setValue, formState } = useFormContext<JobDraft>()
  const { lists } = useVisit()
  const held = job?.logs.fields.names ?? none
  const listed = fields.data
  const live = useMemo(
    () => (listed && listed.length > 0 ? listed.map(({ name }) => name) : null),
    [listed],
  )
  const isHeld = job !== undefined && sameNames(logs.names, held)
  const isUntouched = isHeld && logs.choice === 'list'
  const shown = isUntouched && live ? namedChoice(job, live) : logs.choice
  // What the job of all fields has besides is not left out until somebody does so.
  const isHeldAll = isHeld && logs.choice === 'all'
  const ticked = useMemo(
    () => (isHeldAll ? logs.names : tickedNames(logs, dataset, live)),
    [isHeldAll, logs, dataset, live],
  )
  const unlisted = logs.choice === 'list' || isHeldAll ? unlistedFields(logs.names, live) : none

  function choose({ choice, names }: Choice) {
    setValue('logs.choice', choice, { shouldDirty: true })
    setValue('logs.names', names, { shouldDirty: true, shouldValidate: false })
  }

  // A preset chosen before the list came, or for another dataset, is spelt out now.
  const late = live && followed(logs, dataset, live)
  useEffect(() => {
    if (late) setValue('logs.names', late.names)
  }, [late, setValue])

  function onSegment(to: FieldChoice) {
    if (logs.choice === 'list') lists.set(dataset, { choice: 'list', names: logs.names })
    if (to !== 'list') choose(live ? choosePreset(to, dataset, live) : { choice: to, names: [] })
    else choose(lists.get(dataset) ?? { choice: 'list', names: [...ticked] })
  }

  const error = formState.errors.logs?.names?.message ?? formState.errors.logs?.choice?.message
  const added = job && isUntouched && shown === 'list' && live ? newSince(held, live) : []
  return (
    <section aria-labelledby="fields-heading" className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <h3 id="fields-heading" className="text-table font-medium">
          Fields
        </h3>
        {fields.data && (
          <span className="text-second text-ink-3">
            IBM’s list, updated <Age at={fields.dataUpdatedAt} />
          </span>
        )}
      </div>
      <div>
        <Segments
          label="Which fields"
          segments={offers(shown, ticked.length, dataset, live)}
          value={shown}
          onChange={onSegment}
        />
      </div>
      <p className="text-table text-ink-3">
        <Help choice={shown} />
        {live && shown !== 'list' && (
          <>
            {' '}
            Selecting or clearing a field makes it <em>Custom</em>.
          </>
        )}
      </p>
      {error && (
        <p role="alert" data-fault tabIndex={-1} className="text-table text-loss">
          {error}
        </p>
      )}
      {unlisted.length > 0 && live && (
        <Unlisted
          names={unlisted}
          onRemove={
            unlisted.length === ticked.length
              ? null
              : () =>
                  choose(
                    isHeldAll
                      ? choosePreset('all', dataset, live)
                      : tick(logs, { names: unlisted, on: false }, dataset, live),
                  )
          }
        />
      )}
      {added.length > 0 && live && (
        <Added names={added} onAdd={() => choose(choosePreset('all', dataset, live))} />
      )}
      <div className="mt-1">
        <LiveList fields={fields} dataset={dataset} mode={job ? 'edit' : 'create'} held={held}>
          {(items) => (
            <FieldPicker
              // Search and scroll are of one list.
              key={dataset}
              fields={items}
              named={held}
              ticked={ticked}
              isOwnSet={shown === 'default' && ticked.length === 0}
              onTick={(names, on) => {
                const now = isHeldAll ? { ...logs, choice: 'list' as const } : logs
                if (live) choose(tick(now, { names, on }, dataset, live))
              }}
            />
          )}
        </LiveList>
      </div>
    </section>
  )
}

function Help({ choice }: { choice: FieldChoice }) {
  const help = helpOf(choice)
  return (
    <>
      <strong className="font-semibold">{labelOf(choice)}:</strong>{' '}
      {help.charAt(0).toLowerCase() + help.slice(1)}
    </>
  )
}

function Unlisted({
  names,
  onRemove,
}: {
  names: readonly string[]
  /** null: nothing would be left. */
  onRemove: (() => void) | null
}) {
  return (
    <Notice tone="warn" className="mt-1">
      {unlistedNote(names).message}{' '}
      {onRemove && (
        <button type="button" className="link touch:-my-3.5 touch:py-3.5" onClick={onRemove}>
          {names.length === 1 ? 'Remove it' : 'Remove them'}
        </button>
      )}
    </Notice>
  )
}

function Added({ names, onAdd }: { names: readonly string[]; onAdd: () => void }) {
  const shown = names.slice(0, 4).join(', ')
  const more = names.length > 4 ? ` and ${names.length - 4} more` : ''
  return (
    <Notice className="mt-1">
      This job sends all of IBM’s fields except {names.length}:{' '}
      <code className="text-code">{shown}</code>
      {more}. IBM adds fields from time to time.{' '}
      <button type="button" className="link touch:-my-3.5 touch:py-3.5" onClick={onAdd}>
        {names.length === 1 ? 'Add it' : 'Add them'}
      </button>
    </Notice>
  )
}
