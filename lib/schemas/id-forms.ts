// What ids look like, for pages that do without the schemas (`ids.ts`), which are made of the same.

export const regionForm = { pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, maxLength: 32 }

export const keyForm = { pattern: /^[\x21-\x7e]+$/, minLength: 8, maxLength: 256 }

/** Whether a text fits such a form. */
export function hasForm(
  text: string,
  { pattern, minLength = 0, maxLength }: { pattern: RegExp; minLength?: number; maxLength: number },
): boolean {
  return text.length >= minLength && text.length <= maxLength && pattern.test(text)
}
