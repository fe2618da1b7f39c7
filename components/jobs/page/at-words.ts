/** A moment inside a sentence: "at 16:32", "yesterday at 17:05", "on Sat at 18:17", "on 6 Oct at 14:12". */
export function atWords(moment: string): string {
  const match = /^(?:(.+?),? )?(\d\d:\d\d)$/.exec(moment)
  if (!match) return `on ${moment}`
  const [, day, time] = match
  if (day === undefined) return `at ${time}`
  return `${day === 'yesterday' ? day : `on ${day}`} at ${time}`
}
