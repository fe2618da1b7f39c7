import { expect, it } from 'vitest'
import { checkLogpullOptions, type OptionRules } from './logpull-options.ts'

const FIELDS = new Map(['RayID', 'ZoneID', 'ClientIP'].map((name) => [name, 'string; text']))

const check = (text: string, rules: Partial<OptionRules> = {}) =>
  checkLogpullOptions(text, { fields: FIELDS, takesRepeated: false, held: null, ...rules })

it.each([
  'fields=RayID,ZoneID&timestamps=rfc3339',
  'timestamps=unixnano&fields=ClientIP',
  'timestamps=unix',
  'fields=RayID&sample=0.1',
  'fields=RayID&sample=1',
  'fields=RayID&CVE-2021-44228=true',
])('takes %s', (text) => {
  expect(() => check(text)).not.toThrow()
})

it.each([
  '',
  'fields=',
  'fields=all',
  'fields=*',
  'fields=rayid',
  'fields=RayID, ZoneID',
  'fields=RayID,,ZoneID',
  'fields=RayID,RayID',
  'fields=RayID%2CZoneID',
  'fields=RayID&fields=ZoneID',
  'fields=RayID&timestamps=iso',
  'fields=RayID&timestamps=',
  'fields=RayID&sample=0',
  'fields=RayID&sample=2',
  'fields=RayID&sample=',
  'fields=RayID&CVE-2021-44228=yes',
  'fields=RayID&other=1',
  'fields=RayID&',
])('refuses %j', (text) => {
  expect(() => check(text)).toThrow(/logpull_options/)
})

it.each([
  'fields=RayID&timestamps=rfc3339&timestamps=rfc3339',
  'timestamps=rfc3339&timestamps=rfc3338',
])('takes what IBM’s own tests send, unless it is to refuse it: %s', (text) => {
  expect(() => check(text, { takesRepeated: true })).not.toThrow()
  expect(() => check(text, { takesRepeated: false })).toThrow(/twice/)
})

it.each(['fields=RayID&sample=1&sample=1', 'timestamps=rfc3338&timestamps=rfc3339'])(
  'does not take whatever comes twice: %s',
  (text) => {
    expect(() => check(text, { takesRepeated: true })).toThrow(/logpull_options/)
  },
)

it.each(['fields=RayID&timestamps=rfc3339ms', 'timestamps=rfc3339,sample=1.0&fields=ZoneID'])(
  'takes again what the job holds already: %s',
  (held) => {
    const changed = held.replace(/fields=\w+/, 'fields=ClientIP')
    expect(() => check(changed)).toThrow(/timestamps/)
    expect(() => check(changed, { held })).not.toThrow()
    expect(() => check(changed.replace('ClientIP', 'Gone'), { held })).toThrow(/Gone/)
  },
)

it('does not take again a field that is gone', () => {
  const held = 'fields=Gone&timestamps=rfc3339'
  expect(() => check(held, { held })).toThrow(/unknown field 'Gone'/)
})
