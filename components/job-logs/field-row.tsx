import { memo, useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import { Marked } from '@/components/ui/marked'
import type { PickerField } from './picker-rows'

type Tick = (names: readonly string[], on: boolean) => void

/** The box gives its focus to the whole row, and its text the rest of the width. */
const look =
  'flex w-full cursor-pointer px-3 text-table [&_input]:outline-none [&>span:last-child]:flex-1 has-[:focus-visible]:bg-accent-soft has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-accent md:h-7.5 touch:gap-3'

export const GroupRow = memo(function GroupRow({
  label,
  names,
  checked,
  count,
  onTick,
  isStop,
}: {
  label: string
  names: readonly string[]
  checked: boolean | 'some'
  count: number
  onTick: Tick
  isStop: boolean
}) {
  return (
    <Checkbox
      checked={checked}
      onChange={(on) => onTick(names, on)}
      tabIndex={isStop ? 0 : -1}
      aria-label={`All of ${label}`}
      className={cx(look, 'bg-sunken touch:min-h-12')}
      label={
        <>
          <strong className="font-semibold">{label}</strong>{' '}
          <span className="ms-1.5 text-ink-3">
            {count} of {names.length}
          </span>
        </>
      }
    />
  )
})

export const FieldRow = memo(function FieldRow({
  field,
  checked,
  words,
  onTick,
  isStop,
}: {
  field: PickerField
  checked: boolean
  words: string
  onTick: Tick
  isStop: boolean
}) {
  const id = useId()
  const { name, type, description, isPersonal, isGone } = field
  return (
    <Checkbox
      checked={checked}
      onChange={(on) => onTick([name], on)}
      tabIndex={isStop ? 0 : -1}
      aria-label={name}
      aria-describedby={id}
      className={cx(look, 'hover:bg-hover max-md:items-start max-md:py-2.5 max-md:touch:min-h-12')}
      label={
        <span className="grid min-w-0 items-baseline gap-x-3 md:grid-cols-[minmax(0,13rem)_5.5rem_minmax(0,1fr)]">
          <span className="text-code-field max-md:wrap-anywhere md:truncate" title={name}>
            <Marked
              text={name}
              words={words}
              className="font-medium underline underline-offset-3"
            />
          </span>
          <span id={id} className="contents">
            <span className="truncate text-second text-ink-3 max-md:hidden" title={type}>
              {type}
            </span>
            <span className="flex min-w-0 items-baseline justify-between gap-3 max-md:flex-wrap">
              <span
                className={cx('min-w-0 md:truncate', isGone ? 'text-warn' : 'text-ink-2')}
                title={description}
              >
                <span className="text-ink-3 md:hidden">{type} · </span>
                {description}
              </span>
              {isPersonal && <span className="shrink-0 text-second text-warn">personal data</span>}
            </span>
          </span>
        </span>
      }
    />
  )
})
