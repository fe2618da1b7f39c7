import { expect, it } from 'vitest'
import { withNames } from './instance-names'

it('says names for ids that are known', () => {
  const rows = [
    { what: 'Destination', now: 'IBM Cloud Logs, id-1 · eu-de', after: 'id-2', mono: true },
  ]
  expect(withNames(rows, [{ id: 'id-1', name: 'icl-prod' }])).toEqual([
    { what: 'Destination', now: 'IBM Cloud Logs, icl-prod · eu-de', after: 'id-2', mono: true },
  ])
})
