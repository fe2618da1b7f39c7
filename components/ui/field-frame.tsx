import type { ReactNode } from 'react'
import { cx } from './cx'
import { type Glyph, StateGlyph } from './state-glyph'

export type Found = { tone: 'good' | 'warn' | 'note'; text: ReactNode }

/** What every field has in common; fields spread it into `FieldFrame`. */
export interface FieldTexts {
  label: string
  /** The label is for those who don't see where the field stands, as in a row below a heading. */
  labelHidden?: boolean | undefined
  /** Marks the field as optional; all others are needed. */
  optional?: boolean
  /** At the right of the label: where the data comes from, how many. Takes the place of "optional". */
  note?: ReactNode
  help?: ReactNode
  /** Takes the place of the help, with what to do about it. */
  error?: ReactNode
  /** What a look-up found, good, worth heeding or merely worth knowing; stands before the help. */
  finding?: Found | readonly Found[] | false | undefined
}

const findingGlyph = { good: 'check', warn: 'triangle', note: 'info' } as const

export const fieldIds = (id: string) => ({ label: `${id}-label`, message: `${id}-message` })

export const describedBy = (id: string, texts: FieldTexts) =>
  texts.error || texts.help || foundOf(texts.finding).length > 0 ? fieldIds(id).message : undefined

function foundOf(finding: FieldTexts['finding']): readonly Found[] {
  return finding ? [finding].flat() : []
}

/** Border, height and focus of a control; `has-[:focus-visible]` because the box holds the input. */
export const boxClass = (invalid: boolean) =>
  cx(
    'flex min-h-9 w-full items-center rounded-control border bg-surface transition-colors touch:min-h-11',
    'has-[[data-control]:focus-visible]:outline-2 has-[[data-control]:focus-visible]:outline-offset-2 has-[[data-control]:focus-visible]:outline-accent',
    invalid ? 'border-loss inset-ring-1 inset-ring-loss' : 'border-edge',
  )

export const inputClass =
  'min-w-0 flex-1 self-stretch bg-transparent px-2.5 outline-none touch:text-[1rem]'

export function FieldFrame({
  id,
  label,
  labelHidden,
  optional,
  note,
  help,
  error,
  finding,
  as: Label = 'label',
  className,
  children,
}: FieldTexts & {
  id: string
  /** `span` for groups that are labelled by reference. */
  as?: 'label' | 'span'
  className?: string
  children: ReactNode
}) {
  const ids = fieldIds(id)
  const found = foundOf(finding)
  const aside = note ?? (optional ? 'optional' : null)
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div className={labelHidden ? 'sr-only' : 'flex items-baseline justify-between gap-3'}>
        <Label
          id={ids.label}
          {...(Label === 'label' ? { htmlFor: id } : {})}
          className="text-table font-medium"
        >
          {label}
        </Label>
        {aside && <span className="text-second text-ink-3">{aside}</span>}
      </div>
      {children}
      {(error || found.length > 0 || help) && (
        <div id={ids.message} className="flex flex-col gap-1 text-table">
          {error && (
            <Line glyph="crossed-square" className="text-loss">
              {error}
            </Line>
          )}
          {found.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: texts without a state of their own
            <Finding key={at} {...one} />
          ))}
          {!error && help && <div className="text-ink-3">{help}</div>}
        </div>
      )}
    </div>
  )
}

/** What was found about a control, below it. */
export function Finding({ tone, text }: Found) {
  return (
    <Line
      glyph={findingGlyph[tone]}
      className={cx('text-table', tone === 'warn' ? 'text-warn' : 'text-ink-2')}
    >
      {text}
    </Line>
  )
}

function Line({
  glyph,
  className,
  children,
}: {
  glyph: Glyph
  className: string
  children: ReactNode
}) {
  return (
    <div className={cx('flex items-start gap-1.5', className)}>
      <StateGlyph glyph={glyph} size={14} className="mt-0.5" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
