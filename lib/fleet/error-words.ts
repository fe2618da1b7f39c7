/** An error's words without numbers and ids, by which each request would have an error of its own. */
export const errorWords = (text: string | null): string =>
  (text ?? '').toLowerCase().replaceAll(/[0-9a-f-]{8,}|\d+/g, '#')
