import { cx } from '@/components/ui/cx'
import { Marked } from '@/components/ui/marked'
import type { GoToItem } from './go-to'

export type GoToListProps = {
  items: readonly GoToItem[]
  /** What was typed, to be set off in what was found. */
  words: string
  /** Index of the item that Enter goes to. */
  at: number
  /** Of an option, by its index; the field names the active one. */
  optionId: (index: number) => string
  onPoint: (index: number) => void
  onChoose: (item: GoToItem, newTab: boolean) => void
}

/** What was found, under the headings of its groups. */
export function GoToList({ items, words, at, optionId, onPoint, onChoose }: GoToListProps) {
  const groups = [...new Set(items.map((item) => item.group))]
  return groups.map((group) => (
    // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
    <div key={group} role="group" aria-label={group} className="pb-1">
      <div aria-hidden="true" className="px-4 pt-3 pb-1 text-caption text-ink-3">
        {group}
      </div>
      {items.map(
        (item, index) =>
          item.group === group && (
            <Option
              key={item.id}
              id={optionId(index)}
              item={item}
              words={words}
              active={index === at}
              onPoint={() => onPoint(index)}
              onChoose={(newTab) => onChoose(item, newTab)}
            />
          ),
      )}
    </div>
  ))
}

function Option({
  id,
  item,
  words,
  active,
  onPoint,
  onChoose,
}: {
  id: string
  item: GoToItem
  words: string
  active: boolean
  onPoint: () => void
  onChoose: (newTab: boolean) => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, as the pattern wants
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={(event) => onChoose(event.metaKey || event.ctrlKey)}
      className={cx(
        'flex min-h-10 items-center gap-3 border-s-2 px-4 py-2 touch:min-h-11',
        active
          ? 'border-accent bg-accent-soft'
          : 'border-transparent forced-colors:border-[Canvas]',
      )}
    >
      <span className="w-4 shrink-0">{item.glyph}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        <Marked text={item.label} words={words} />{' '}
        {item.hint && <span className="text-ink-3">{item.hint}</span>}
      </span>
      {item.note && <span className="text-table text-ink-3">{item.note}</span>}
    </div>
  )
}
