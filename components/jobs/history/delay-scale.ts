import type { JobHistory } from '@/lib/schemas/history'
import { formatLength } from '@/lib/time'

export const width = 1_080
export const height = 96

/** From ten seconds at the bottom to a day at the top. */
const least = Math.log10(10)
const most = Math.log10(86_400)

export function yOf(seconds: number): number {
  const place = (Math.log10(Math.max(10, seconds)) - least) / (most - least)
  return Math.round((1 - Math.min(1, place)) * height * 10) / 10
}

/** Points further apart than this have a stretch between them in which nothing was read: no line is drawn through it. */
const breakMs = 5 * 3_600_000

export function chartOf(
  { from, to, delays, gaps }: Pick<JobHistory, 'from' | 'to' | 'delays' | 'gaps'>,
  limitMinutes: number,
) {
  const fromMs = Date.parse(from)
  const span = Date.parse(to) - fromMs
  const xOf = (ms: number) => Math.round(((ms - fromMs) / span) * width * 10) / 10
  let lastMs = Number.NEGATIVE_INFINITY
  const path = delays
    .map(({ at, seconds }) => {
      const ms = Math.max(fromMs, Date.parse(at))
      const command = ms - lastMs > breakMs ? 'M' : 'L'
      lastMs = ms
      return `${command}${xOf(ms)} ${yOf(seconds)}`
    })
    .join('')
  return {
    path,
    gaps: gaps.map((gap) => {
      const x = Math.max(0, xOf(Date.parse(gap.from)))
      const end = gap.to === null ? width : xOf(Date.parse(gap.to))
      return { x, w: Math.max(1, end - x) }
    }),
    limitY: yOf(limitMinutes * 60),
    lines: [
      { y: yOf(60), label: '1 min' },
      { y: yOf(3_600), label: '1 h' },
    ],
    worst: formatLength(Math.max(...delays.map(({ seconds }) => seconds)) * 1_000),
  }
}
