import { hasForm, regionForm } from '@/lib/schemas/id-forms'

/** The GUID in a text, which may be a CRN or have something stuck to it; null when there is none. */
export function findGuid(text: string | null): string | null {
  // The last one: in a CRN the instance stands behind the account.
  const found = text?.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)?.at(-1)
  return found?.toLowerCase() ?? null
}

/** The same at the beginning of a text: one that lost its "&" has a secret behind the "=", which may be a GUID as well. */
export function leadingGuid(text: string | null): string | null {
  return findGuid(/^[\w:/.-]*/.exec(text?.trim() ?? '')?.[0] ?? null)
}

/** A region in IBM's form; null when the text is none, so that nothing else is ever shown as one. */
export function findRegion(text: string | null): string | null {
  const found = text?.trim().toLowerCase() ?? ''
  // Regions are short words (`eu-de`, `ams03`); a key is longer.
  return hasForm(found, regionForm) && !/[a-z0-9]{13,}/.test(found) ? found : null
}
