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
  return isScattered ? { a: gathered(found.a), b: gathered(found.b) } : found
}

/** One mark from the first difference to the last. */
function gathered(stretches: Stretch[]): Stretch[] {
  const first = stretches.findIndex(({ differs }) => differs)
  const last = stretches.findLastIndex(({ differs }) => differs)
  if (first < 0) return stretches
  const text = stretches
    .slice(first, last + 1)
    .map((stretch) => stretch.text)
    .join('')
  return [...stretches.slice(0, first), { text, differs: true }, ...stretches.slice(last + 1)]
}
