/** `Bearer`, however it goes on; and a token of ours, whatever stands before it. */
const attempt = /^\s*bearer(?:\s|$)|lpd_/i
/** Of a token that is one. What is longer is none, and stays so when it is cut. */
const longest = 128

/**
 * What an Authorization header says, where it is meant for this product: with a token, or what was to be one. Others,
 * such as a proxy's `Basic`, are nobody's here.
 * @param {string | null | undefined} header
 * @returns {string | null}
 */
export function tokenAttempt(header) {
  if (!header || !attempt.test(header.slice(0, longest))) return null
  return header.slice(0, longest)
}
