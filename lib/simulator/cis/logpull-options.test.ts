import { expect, it } from 'vitest'
import { checkLogpullOptions } from './logpull-options.ts'

const FIELDS = new Map(['RayID', 'ZoneID', 'ClientIP'].map((name) => [name, 'string; text']))

it.each([
  'fields=RayID,ZoneID&timestamps=rfc3339',
  'timestamps=unixnano&fields=ClientIP',
  'timestamps=unix',
  'fields=RayID&sample=0.1',
  'fields=RayID&sample=1',
  'fields=RayID&CVE-2021-44228=true',
])('takes %s', (text) => {
  expect(() => checkLogpullOptions(text, FIELDS)).not.toThrow()
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
  expect(() => checkLogpullOptions(text, FIELDS)).toThrow(/logpull_options/)
})
