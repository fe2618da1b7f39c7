import type { CodePart } from '@/components/ui/code-block'

const quiet = (text: string): CodePart => ({ text, as: 'quiet' })

/** A record as JSON on lines, names quiet, at most `max` members of it, and how many there are besides. */
export function sampleLines(record: Record<string, unknown>, max: number): CodePart[] {
  const members = Object.entries(record)
  // "1 more" would take the line that the member itself fits on.
  const shown = members.length <= max + 1 ? members : members.slice(0, max)
  const left = members.length - shown.length
  return [
    '{',
    ...shown.flatMap(([name, value], index): CodePart[] => [
      quiet(`\n ${JSON.stringify(name)}:`),
      ` ${JSON.stringify(value)}${index < members.length - 1 ? ',' : ''}`,
    ]),
    ...(left > 0 ? [quiet(`\n … ${left} more`)] : []),
    '\n}',
  ]
}

/** "0.9 KB", "640 bytes": about how much one record takes. */
export function sizeWords(bytes: number): string {
  return bytes < 700 ? `${Math.round(bytes / 10) * 10} bytes` : `${(bytes / 1000).toFixed(1)} KB`
}
