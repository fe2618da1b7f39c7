import type { CodePart } from '@/components/ui/code-block'
import type { ExportedText } from '@/lib/export/pieces'

const shownNames = 2

/** Whether so many fields are shown in part only. */
export const shortensNames = (names: readonly string[] = []) => names.length > shownNames + 1

/** An exported text for the eye: placeholders set off, and of a long list of fields the first two. */
export function exportParts(
  { text, spans }: ExportedText,
  names: readonly string[] = [],
): CodePart[] {
  const marks: { start: number; end: number; part: CodePart }[] = spans.map(({ start, end }) => ({
    start,
    end,
    part: { text: text.slice(start, end), as: 'placeholder' },
  }))
  const list = names.join(',')
  const at = shortensNames(names) ? text.indexOf(list) : -1
  if (at >= 0) {
    marks.push({
      start: at + names.slice(0, shownNames).join(',').length + 1,
      end: at + list.length,
      part: { text: `… ${names.length - shownNames} more`, as: 'quiet' },
    })
  }
  const parts: CodePart[] = []
  let done = 0
  for (const { start, end, part } of marks.sort((a, b) => a.start - b.start)) {
    if (start > done) parts.push(text.slice(done, start))
    parts.push(part)
    done = end
  }
  parts.push(text.slice(done))
  return parts
}
