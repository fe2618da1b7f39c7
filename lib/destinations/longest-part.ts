type Row = { name?: unknown; value?: unknown }

const encodedLength = (text: unknown) =>
  typeof text === 'string' ? encodeURIComponent(text.toWellFormed()).length : 0

/** Which member of an HTTPS destination is the longest, and so the one to shorten: `url` or `headers.0.value`. */
export function longestPart({
  url,
  headers = [],
  params = [],
}: {
  url: string
  headers?: readonly Row[] | undefined
  params?: readonly Row[] | undefined
}): string {
  const parts = [
    { path: 'url', length: url.length },
    ...headers.map((row, at) => ({ path: `headers.${at}`, length: encodedLength(row.value) })),
    ...params.map((row, at) => ({ path: `params.${at}`, length: encodedLength(row.value) })),
  ]
  const { path } = parts.reduce((longest, part) => (part.length > longest.length ? part : longest))
  return path === 'url' ? path : `${path}.value`
}
