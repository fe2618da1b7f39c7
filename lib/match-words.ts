/** A text made ready for searching once, so that a thousand names can be searched at every keystroke. */
export type Searchable = {
  text: string
  /** Lower case, without diacritics; as long as `starts`. */
  folded: string
  /** Where in `text` the letter begins that each unit of `folded` came from. */
  starts: readonly number[]
}

/** Folding lets `muller` find `müller`, and keeps track of places, because a folded letter may be longer or shorter. */
export function searchable(text: string): Searchable {
  let folded = ''
  const starts: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = fold(letter)
    for (let i = 0; i < plain.length; i++) starts.push(at)
    folded += plain
    at += letter.length
  }
  return { text, folded, starts }
}

/** Letters that Unicode does not take apart, as they are typed on a keyboard without them. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđıßæœ]/g, (letter) => plainLetters[letter] ?? letter)

/** The words of a query, folded, each once; none for an empty one, which matches everything. */
export function wordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))]
}

/** True if every word is somewhere in one of the texts; their order does not count. */
export function matchesWords(words: readonly string[], ...texts: readonly Searchable[]): boolean {
  return words.every((word) => texts.some(({ folded }) => folded.includes(word)))
}

export type Piece = { text: string; isMatch: boolean }

/** The text in pieces, for showing which letters matched. Joined they are the text again. */
export function matchPieces(
  { text, folded, starts }: Searchable,
  words: readonly string[],
): Piece[] {
  const isHit = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    for (let at = folded.indexOf(word); word && at >= 0; at = folded.indexOf(word, at + 1)) {
      const end = starts[at + word.length] ?? text.length
      isHit.fill(true, starts[at] ?? 0, end)
    }
  }
  const pieces: Piece[] = []
  for (let from = 0; from < text.length; ) {
    let to = from + 1
    while (to < text.length && isHit[to] === isHit[from]) to++
    pieces.push({ text: text.slice(from, to), isMatch: isHit[from] ?? false })
    from = to
  }
  return pieces
}
