export type FieldGroup<F extends { name: string }> = { label: string; fields: F[] }

/** The groups people look for first; others follow in the order of the list. */
const firstGroups = ['Client', 'Edge', 'Origin']
const rest = 'Other'

/** A name's leading word: `Client` of `ClientIP`, `WAF` of `WAFFlags`, `Ray` of `RayID`. */
export function leadingWord(name: string): string {
  return /^(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)/.exec(name)?.[0] ?? name
}

/** Fields by leading word, in their given order; words that lead a single field are gathered at the end. */
export function groupFields<F extends { name: string }>(fields: readonly F[]): FieldGroup<F>[] {
  const byWord = Map.groupBy(fields, ({ name }) => leadingWord(name))
  const words = [...byWord.keys()].filter((word) => (byWord.get(word)?.length ?? 0) > 1)
  const ordered = [
    ...firstGroups.filter((word) => words.includes(word)),
    ...words.filter((word) => !firstGroups.includes(word)),
  ]
  const groups = ordered.map((label) => ({ label, fields: byWord.get(label) ?? [] }))
  const single = fields.filter(({ name }) => !ordered.includes(leadingWord(name)))
  return single.length > 0 ? [...groups, { label: rest, fields: single }] : groups
}
