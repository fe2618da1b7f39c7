import type { Part } from '@/lib/ownership/compare'
import { diffCharacters, type Stretch } from '@/lib/ownership/diff-characters'

/** Nobody reads two ids against each other letter by letter. */
const wholly: readonly Part[] = ['zone', 'instance']

/** Above this many marks a text is another one, and what happens to be the same inside it says nothing. */
const maxMarks = 2

/** What differs between the two sides of a part, for underlining. Joined, the stretches of a side are its text. */
export function marks(part: Part, here: string, inToken: string): { a: Stretch[]; b: Stretch[] } {
  if (wholly.includes(part) && here !== inToken) {
    return { a: [{ text: here, differs: true }], b: [{ text: inToken, differs: true }] }
  }
  const found = diffCharacters(here, inToken)
  const isScattered = [found.a, found.b].some(
    (side) => side.filter(({ differs }) => differs).length > maxMarks,
  )
  return isScattered ? between(here, inToken) : found
}

/** One mark between what both begin and end with. */
function between(here: string, inToken: string): { a: Stretch[]; b: Stretch[] } {
  const shortest = Math.min(here.length, inToken.length)
  let start = 0
  while (start < shortest && here[start] === inToken[start]) start++
  let end = 0
  while (end < shortest - start && here.at(-1 - end) === inToken.at(-1 - end)) end++
  const side = (text: string): Stretch[] =>
    [
      { text: text.slice(0, start), differs: false },
      { text: text.slice(start, text.length - end), differs: true },
      { text: text.slice(text.length - end), differs: false },
    ].filter((stretch) => stretch.text !== '')
  return { a: side(here), b: side(inToken) }
}
