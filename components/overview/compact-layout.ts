/** As many side by side as the width has room for a name and its glyphs. */
export const besideIn = (width: number): number => (width >= 1120 ? 4 : width >= 820 ? 3 : 2)

/**
 * Where zones stand: down the first column, then the next, block by block, so that what was there stays where it is when more
 * come in. A line is what stands beside one another; `null`: nothing does.
 *
 * @param block zones that are laid out together
 */
export function linesOf(count: number, block: number, beside: number): (number | null)[][] {
  const lines: (number | null)[][] = []
  for (let first = 0; first < count; first += block) {
    const size = Math.min(block, count - first)
    const height = Math.ceil(size / beside)
    for (let line = 0; line < height; line++) {
      lines.push(
        Array.from({ length: beside }, (_, column) => {
          const at = column * height + line
          return at < size ? first + at : null
        }),
      )
    }
  }
  return lines
}
