import { matchPieces, type Searchable, searchable, wordsOf } from '@/lib/match-words'

/** `text` with the typed words set off. A list that searches at every keystroke gives both made ready. */
export function Marked({
  text,
  words,
  className = 'font-semibold',
}: {
  text: string | Searchable
  words: string | readonly string[]
  className?: string
}) {
  const wanted = typeof words === 'string' ? wordsOf(words) : words
  if (wanted.length === 0) return typeof text === 'string' ? text : text.text
  const pieces = matchPieces(typeof text === 'string' ? searchable(text) : text, wanted)
  return pieces.map((piece, index) =>
    piece.isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
      <strong key={index} className={className}>
        {piece.text}
      </strong>
    ) : (
      piece.text
    ),
  )
}
