import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'

/** A form's resolver by what finds the faults of a draft, by the names of the form's own fields. */
export function faultsResolver<Draft extends FieldValues>(
  faultsOf: (draft: Draft) => Record<string, string>,
): Resolver<Draft> {
  return (values) => {
    const faults = Object.entries(faultsOf(values))
    if (faults.length === 0) return { values, errors: {} }
    const errors = faults.map(([field, message]) => [field, { type: 'invalid', message }])
    return { values: {}, errors: Object.fromEntries(errors) as FieldErrors<Draft> }
  }
}
