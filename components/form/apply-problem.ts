import { type FieldPath, type FieldValues, get, type UseFormReturn } from 'react-hook-form'

interface FieldError {
  path: string
  message: string
}

/** "logs.fields[2]" and "logs/fields/2" as react-hook-form writes them: "logs.fields.2". */
export const toDotted = (path: string): string =>
  path
    .replace(/\[["']?([^\]"']*)["']?\]/g, '.$1')
    .replace(/\//g, '.')
    .replace(/^\.+/, '')

/** The registered field that a path means: itself, or the nearest one above it. */
export function fieldFor(path: string, fields: ReadonlySet<string>): string | undefined {
  for (let name = toDotted(path); name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    if (fields.has(name)) return name
  }
  return undefined
}

/** The problem document of whatever was thrown, and what it says about fields. */
function readProblem(error: unknown): { problem: object | undefined; errors: FieldError[] } {
  if (typeof error !== 'object' || error === null) return { problem: undefined, errors: [] }
  const problem =
    'problem' in error && typeof error.problem === 'object' && error.problem !== null
      ? error.problem
      : error
  const list: unknown[] = 'errors' in problem && Array.isArray(problem.errors) ? problem.errors : []
  return { problem, errors: list.filter(isFieldError) }
}

function isFieldError(value: unknown): value is FieldError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}

/**
 * Puts what the server said about fields on those fields and the focus on the first of them. Returns what
 * is left for an `ErrorNotice`, or null when every complaint found its field. `rename` maps a path of the
 * API to one of the form, where the two differ.
 */
export function applyProblem<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'control' | 'setError' | 'setFocus'>,
  error: unknown,
  rename: (path: string) => string = (path) => path,
): unknown {
  const { problem, errors } = readProblem(error)
  // Only what is on the page: a value of another step has no field that could show an error.
  const { _names, _fields } = form.control
  const fields = new Set(
    [..._names.mount].filter((name) => get(_fields, `${name}._f.mount`) === true),
  )
  const left: FieldError[] = []
  const bad = new Set<string>()
  for (const { path, message } of errors) {
    const name = fieldFor(rename(path), fields)
    if (name === undefined) {
      left.push({ path, message })
    } else if (!bad.has(name)) {
      bad.add(name)
      // Only names from the form's own set get here.
      form.setError(name as FieldPath<Values>, { type: 'server', message })
    }
  }
  // Names are kept in the order of mounting, which is the order on the page.
  const first = [...fields].find((name) => bad.has(name))
  if (first !== undefined) form.setFocus(first as FieldPath<Values>)
  if (errors.length > 0 && left.length === 0) return null
  if (left.length === 0 || problem === undefined) return error
  return { ...problem, errors: left, detail: left.map(({ message }) => message).join(' ') }
}
