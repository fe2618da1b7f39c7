import { type KeyboardEvent, memo, type ReactNode, useId } from 'react'
import { CheckboxMark } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import { Marked } from '@/components/ui/marked'
import type { PickerField } from './picker-rows'

type OnTick = (names: readonly string[], on: boolean) => void

/**
 * The row is the box: one target, one tab stop among all rows, named by what stands in it. Not an input with a
 * label: a field called `ClientRequestPath` must not answer to the label "Path" of another field of the page.
 */
function TickRow({
  checked,
  onToggle,
  isStop,
  describedBy,
  className,
  children,
}: {
  checked: boolean | 'some'
  onToggle: () => void
  isStop: boolean
  describedBy?: string
  className: string
  children: ReactNode
}) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== ' ') return
    event.preventDefault()
    onToggle()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input with a label would answer to the labels of other fields, see above.
    <div
      role="checkbox"
      aria-checked={checked === 'some' ? 'mixed' : checked}
      aria-describedby={describedBy}
      tabIndex={isStop ? 0 : -1}
      onClick={onToggle}
      onKeyDown={onKeyDown}
      className={cx(
        'flex cursor-pointer items-center gap-2 px-3 text-table select-none focus-row md:h-7.5 touch:min-h-12 touch:gap-3',
        className,
      )}
    >
      <CheckboxMark checked={checked} />
      {children}
    </div>
  )
}

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
  onTick: OnTick
  isStop: boolean
}) {
  const id = useId()
  return (
    <TickRow
      checked={checked}
      onToggle={() => onTick(names, checked !== true)}
      isStop={isStop}
      describedBy={id}
      className="bg-sunken"
    >
      <strong className="font-semibold">
        <span className="sr-only">All of </span>
        {label}
      </strong>
      <span id={id} aria-hidden="true" className="text-ink-3">
        {count} of {names.length}
      </span>
    </TickRow>
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
  onTick: OnTick
  isStop: boolean
}) {
  const id = useId()
  const { name, type, description, isPersonal, isGone } = field
  return (
    <TickRow
      checked={checked}
      onToggle={() => onTick([name], !checked)}
      isStop={isStop}
      describedBy={id}
      className="hover:bg-hover max-md:items-start max-md:py-2.5"
    >
      <span className="grid min-w-0 flex-1 items-baseline gap-x-3 md:grid-cols-[minmax(0,13rem)_5.5rem_minmax(0,1fr)]">
        <span className="text-code-field max-md:wrap-anywhere md:truncate" title={name}>
          <Marked text={name} words={words} className="font-medium underline underline-offset-3" />
        </span>
        <span id={id} aria-hidden="true" className="contents">
          <span className="truncate text-second text-ink-3 max-md:hidden" title={type}>
            {type}
          </span>
          <span className="flex min-w-0 items-baseline justify-between gap-3 max-md:flex-wrap">
            <span
              className={cx('min-w-0 md:truncate', isGone ? 'text-warn' : 'text-ink-2')}
              title={description}
            >
              {type && <span className="text-ink-3 md:hidden">{type} · </span>}
              {description}
            </span>
            {isPersonal && <span className="shrink-0 text-second text-warn">personal data</span>}
          </span>
        </span>
      </span>
    </TickRow>
  )
})
