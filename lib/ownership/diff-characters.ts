/** A stretch of text; `differs`: not in the other text at this place. */
export type Stretch = { text: string; differs: boolean }

/** Above this many cells the middle is marked whole: nobody reads such a comparison character by character. */
const maxCells = 1_000_000

/** Joins neighbours of the same kind. */
function joined(characters: string[], differs: boolean[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const [index, text] of characters.entries()) {
    const last = stretches.at(-1)
    if (last && last.differs === differs[index]) last.text += text
    else stretches.push({ text, differs: differs[index] ?? false })
  }
  return stretches
}

/**
 * Which characters of two short texts differ, by their longest common subsequence, so that only those are underlined.
 * Joined together again, the stretches of each side are its text. `{DATE}` counts as one character.
 */
export function diffCharacters(a: string, b: string): { a: Stretch[]; b: Stretch[] } {
  const split = (text: string) => text.match(/\{DATE\}|./gsu) ?? []
  const left = split(a)
  const right = split(b)
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  const shortest = Math.min(left.length, right.length) - start
  while (end < shortest && left.at(-1 - end) === right.at(-1 - end)) end++
  const leftDiffers = left.map((_, index) => index >= start && index < left.length - end)
  const rightDiffers = right.map((_, index) => index >= start && index < right.length - end)

  const rows = left.length - start - end
  const columns = right.length - start - end
  if (rows > 0 && columns > 0 && rows * columns <= maxCells) {
    const width = columns + 1
    // lengths[i * width + j]: the longest common subsequence of what is behind i and j.
    const lengths = new Uint16Array((rows + 1) * width)
    const at = (i: number, j: number) => lengths[i * width + j] ?? 0
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        lengths[i * width + j] =
          left[start + i] === right[start + j]
            ? at(i + 1, j + 1) + 1
            : Math.max(at(i + 1, j), at(i, j + 1))
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (left[start + i] === right[start + j]) {
        leftDiffers[start + i++] = false
        rightDiffers[start + j++] = false
      } else if (at(i + 1, j) >= at(i, j + 1)) i++
      else j++
    }
  }
  return { a: joined(left, leftDiffers), b: joined(right, rightDiffers) }
}
