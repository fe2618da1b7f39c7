import { createFormControl } from 'react-hook-form'
import { describe, expect, it, test } from 'vitest'
import { applyProblem, fieldFor, toDotted } from './apply-problem'

test.each([
  ['name', 'name'],
  ['destination.bucket', 'destination.bucket'],
  ['logs.fields.names[3]', 'logs.fields.names.3'],
  ["destination['apiKey']", 'destination.apiKey'],
  ['/destination/path', 'destination.path'],
  ['[0].name', '0.name'],
])('%s is written %s', (path, dotted) => expect(toDotted(path)).toBe(dotted))

test.each([
  ['destination.bucket', 'destination.bucket'],
  ['logs.fields.names[3]', 'logs.fields'],
  ['destination.region', undefined],
  ['', undefined],
  ['destinations', undefined],
])('%s lands on %s', (path, field) =>
  expect(fieldFor(path, new Set(['name', 'destination.bucket', 'logs.fields']))).toBe(field),
)

describe('a problem and a form', () => {
  const problem = {
    detail: 'Two things are wrong.',
    code: 'invalid',
    requestId: 'r1',
    errors: [
      { path: 'destination.bucket', message: 'There is no such bucket.' },
      { path: 'logs.fields.names[1]', message: 'IBM has no field Foo.' },
    ],
  }
  const anError = Object.assign(new Error(problem.detail), { problem })

  function form(...mounted: ('name' | 'destination.bucket' | 'logs.fields')[]) {
    const control = createFormControl({
      defaultValues: { name: '', destination: { bucket: '' }, logs: { fields: [''] } },
    })
    for (const name of mounted) control.register(name)
    return control
  }
  const message = (control: ReturnType<typeof form>, name: 'destination.bucket' | 'logs.fields') =>
    control.getFieldState(name, control.formControl.control._formState).error?.message

  it('places every complaint and leaves nothing', () => {
    const control = form('name', 'destination.bucket', 'logs.fields')
    expect(applyProblem(control.formControl, anError)).toBeNull()
    expect(message(control, 'destination.bucket')).toBe('There is no such bucket.')
    expect(message(control, 'logs.fields')).toBe('IBM has no field Foo.')
  })

  it('returns what has no field on this page, with the ids', () => {
    const control = form('name', 'destination.bucket')
    expect(applyProblem(control.formControl, anError)).toMatchObject({
      requestId: 'r1',
      detail: 'IBM has no field Foo.',
      errors: [problem.errors[1]],
    })
  })

  it('follows renamed paths', () => {
    const control = form('name', 'destination.bucket', 'logs.fields')
    const rename = (path: string) => (path.startsWith('bucket') ? 'destination.bucket' : path)
    const renamed = { detail: 'x', errors: [{ path: 'bucketName', message: 'Taken.' }] }
    expect(applyProblem(control.formControl, renamed, rename)).toBeNull()
    expect(message(control, 'destination.bucket')).toBe('Taken.')
  })

  it('gives errors without complaints back as they are', () => {
    expect(applyProblem(form('name').formControl, 'boom')).toBe('boom')
    const bare = { detail: 'IBM is down.', code: 'upstream_down' }
    expect(applyProblem(form('name').formControl, bare)).toBe(bare)
  })
})
