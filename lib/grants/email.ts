/**
 * An address as it is compared: capital ASCII letters as small ones, all else to the letter. The small letter of some signs
 * (U+212A, the Kelvin sign) is an ASCII letter, so that another mailbox would pass for this one.
 */
export const comparedEmail = (email: string): string =>
  email.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
