import { type ReactNode, type Ref, useState } from 'react'
import { cx } from './cx'
import { Icon } from './icon'
import { Marked } from './marked'

export interface ComboboxOption {
  value: string
  label: string
  /** Second column, short and machine-like, as a region. */
  hint?: string
  /** Last column: what it is. */
  description?: ReactNode
  /** Below the description, in amber: what to think of before choosing it. */
  heed?: ReactNode
  /** More words it can be found by. */
  keywords?: string
  /** Why it can't be chosen; it is listed all the same. */
  notYet?: string | false
}

/** Rows are added in portions of this many, as one walks or scrolls towards the end. */
export const portion = 200

const columns = (options: readonly ComboboxOption[]) =>
  options.some((option) => option.hint)
    ? 'grid-cols-[1rem_minmax(0,5fr)_4.5rem_minmax(0,4fr)]'
    : 'grid-cols-[1rem_minmax(0,1fr)_auto]'

export function ComboboxList({
  ref,
  id,
  options,
  words,
  chosen,
  active,
  mono,
  onPoint,
  onChoose,
}: {
  ref: Ref<HTMLDivElement>
  id: string
  options: readonly ComboboxOption[]
  /** What was typed, to be set off in the labels. */
  words: string
  chosen: string
  active: number
  mono: boolean
  onPoint: (index: number) => void
  onChoose: (option: ComboboxOption) => void
}) {
  const [scrolled, setScrolled] = useState(portion)
  const shown = options.slice(0, Math.max(scrolled, active + portion / 2))
  const grid = columns(options)
  return (
    <div
      ref={ref}
      id={id}
      role="listbox"
      // Not the field's own name: whoever looks for that means the field.
      aria-label="Choices"
      // Browsers make what scrolls a stop of Tab; here the field has the keys, and Tab goes to the footer.
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      onScroll={({ currentTarget: list }) => {
        const left = list.scrollHeight - list.scrollTop - list.clientHeight
        if (left < 400 && shown.length < options.length) setScrolled(shown.length + portion)
      }}
    >
      {shown.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, as the pattern wants
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={option.value === chosen}
          aria-disabled={option.notYet ? true : undefined}
          aria-setsize={options.length}
          aria-posinset={index + 1}
          onPointerMove={() => onPoint(index)}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          className={cx(
            'grid items-start gap-x-3 border-line px-3 py-2 not-last:border-b touch:min-h-11',
            grid,
            index === active &&
              'bg-accent-soft forced-colors:outline-2 forced-colors:-outline-offset-2',
          )}
        >
          <span className="pt-0.5">{option.value === chosen && <Icon name="check" />}</span>
          <span
            className={cx(
              'min-w-0 wrap-anywhere',
              mono && 'text-code-field',
              option.notYet && 'text-ink-3',
            )}
          >
            <Marked
              text={option.label}
              words={words}
              className={cx(mono ? 'font-medium' : 'font-semibold', 'underline underline-offset-3')}
            />
          </span>
          {option.hint && <span className="text-code text-ink-3">{option.hint}</span>}
          <span className="col-end-[-1] min-w-0 text-table text-ink-3">
            {option.notYet || option.description}
            {option.heed && <span className="block text-warn">{option.heed}</span>}
          </span>
        </div>
      ))}
    </div>
  )
}
