import { describe, expect, it } from 'vitest'
import { draftPath } from './draft-path'

describe('draftPath', () => {
  const field = (_kind: string, path: string) =>
    path === 'destination.bucket' ? 'cos.bucket' : null
  it.each([
    ['destination.bucket', 'cos.bucket'],
    ['destination.odd', 'destination.odd'],
    ['frequency', 'logs.frequency'],
    ['dataset', 'logs.dataset'],
    ['logs.fields.names.3', 'logs.names'],
    ['logs.timestamps', 'logs.timestamps'],
    ['name', 'name'],
  ])('%s is shown at %s', (api, form) => {
    expect(draftPath(api, 'cos', field)).toBe(form)
  })
})
