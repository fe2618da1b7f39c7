import 'server-only'
import { type Bits, blockOf, blockSize, noBits, setBit, setNumbers } from './audit-bits'
import { spanSize } from './audit-index'
import type { Db } from './client'

/** Attempts of a time. Outside of `first` to `last` there are none; without any, `last` is below `first`. */
export type TimeSet = { first: number; last: number; bitsOf: (block: number) => Bits }

/**
 * The attempts from one time to another (epoch ms, both included). Numbers follow the order of writing, and clocks of several
 * processes differ, so each span of numbers has its earliest and latest time: only spans at the edges are looked through.
 */
export async function timeSet(db: Db, time: { from?: number; to?: number }): Promise<TimeSet> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = time
  const spans = await db
    .selectFrom('audit_spans')
    .selectAll()
    .where('max_at', '>=', from)
    .where('min_at', '<=', to)
    .orderBy('span')
    .execute()
  const ranges: [first: number, last: number][] = []
  const singles: number[] = []
  for (const { span, min_at, max_at } of spans) {
    const first = span * spanSize
    const last = first + spanSize - 1
    if (min_at >= from && max_at <= to) {
      const before = ranges.at(-1)
      if (before && before[1] + 1 === first) before[1] = last
      else ranges.push([first, last])
      continue
    }
    const rows = await db
      .selectFrom('audit_entries')
      .select('seq')
      .where('seq', '>=', first)
      .where('seq', '<=', last)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .execute()
    singles.push(...rows.map(({ seq }) => seq))
  }
  const ends = [...ranges.flat(), ...singles]
  return {
    first: ends.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER),
    last: ends.reduce((a, b) => Math.max(a, b), 0),
    bitsOf(block) {
      const bits = noBits()
      for (const [first, last] of ranges) setNumbers(bits, block, first, last)
      for (const seq of singles) {
        if (blockOf(seq) === block) setBit(bits, seq - block * blockSize)
      }
      return bits
    },
  }
}
