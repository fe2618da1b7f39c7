/** The head of a row's "after", and the names that it adds or drops. */
export type AfterParts = { value: string; lists: { verb: string; names: string[] }[] }

/** "9 selected; adds A, B; removes C" taken apart, so that long lists can be folded. */
export function afterParts(after: string): AfterParts {
  const [value = '', ...rest] = after.split('; ')
  const lists = rest.map((text) => {
    const match = /^(adds|removes) (.+)$/.exec(text)
    return match?.[1] && match[2] ? { verb: match[1], names: match[2].split(', ') } : null
  })
  const known = lists.filter((list) => list !== null)
  // Anything else is one text: a bucket's name may hold a semicolon.
  return known.length === rest.length ? { value, lists: known } : { value: after, lists: [] }
}
