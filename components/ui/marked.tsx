const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The words somebody typed, in any order. */
export const wordsOf = (typed: string) => typed.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether every typed word is somewhere in `text`. */
export const hasWords = (text: string, typed: string) => {
  const lower = text.toLowerCase()
  return wordsOf(typed).every((word) => lower.includes(word))
}

/** `text` with the typed words set off. */
export function Marked({
  text,
  words,
  className = 'font-semibold',
}: {
  text: string
  words: string
  className?: string
}) {
  const wanted = wordsOf(words).map(escaped)
  if (wanted.length === 0) return text
  return text.split(new RegExp(`(${wanted.join('|')})`, 'gi')).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <strong key={index} className={className}>
        {part}
      </strong>
    ) : (
      part
    ),
  )
}
