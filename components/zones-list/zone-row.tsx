import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import { Marked } from '@/components/ui/marked'
import { ShortId } from '@/components/ui/middle-cut'
import { StateGlyph } from '@/components/ui/state-glyph'
import type { Searchable } from '@/lib/match-words'
import { routes } from '@/lib/routes'
import type { Zone } from '@/lib/schemas/zone'
import { zoneState } from './words'

type Row = { zone: Zone; name: Searchable; words: readonly string[] }

export const ZoneRow = memo(function ZoneRow({ instanceId, ...row }: Row & { instanceId: string }) {
  return (
    <a href={routes.zone(instanceId, row.zone.id)} className="block focus-row hover:bg-hover">
      <ZoneRowFace {...row} />
    </a>
  )
})

/** Name as IBM gives it, in both forms where it has two, state in words, id for comparing with other tools. */
export function ZoneRowFace({ zone, name, words }: Row) {
  const { text, glyph } = zoneState(zone)
  return (
    <span className="grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_auto] items-baseline gap-x-4 px-3 py-1.5 text-table max-md:grid-cols-1 max-md:px-0 touch:min-h-11 touch:content-center">
      <span className={cx('wrap-anywhere', words.length === 0 && 'font-medium')}>
        <Marked text={name} words={words} />
      </span>
      <span
        className={cx(
          // By the baseline of the word, not of the glyph: every row is as high as the sample.
          'flex items-baseline gap-1.5 max-md:text-second',
          glyph ? 'text-ink-2' : 'text-ink-3',
        )}
      >
        {glyph && <StateGlyph glyph={glyph} size={14} className="self-center" />}
        {text}
      </span>
      <ShortId id={zone.id} className="leading-4.5 text-ink-3 max-md:hidden" />
    </span>
  )
}
