/** As the framework gives it to a page. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** Of what is given several times the first counts, as in `URLSearchParams.get`. */
export function queryText(query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value
      return first === undefined ? [] : [[name, first]]
    }),
  )
}
