import { hash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WireJob } from '@/lib/server/ibm/wire'
import { setEnv } from '@/lib/testing/test-env'
import { revisionOf, type Told, toJob } from './to-job'

const wire: WireJob = {
  id: '1',
  name: 'a',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  logpull_options: null,
  destination_conf: 'splunk://splunk.example?header_Authorization=Basic%20FAKE-guessable',
  last_complete: null,
  last_error: null,
  error_message: null,
  elsewhere: {},
}

const told: Told = { state: 'delivering', since: null, cause: null, by: null }

let restore: () => void
beforeAll(() => {
  restore = setEnv({ APP_SECRET: randomBytes(32).toString('base64'), DATABASE_URL: undefined })
})
afterAll(() => restore())

it('the revision follows the settings, and not the deliveries', () => {
  const first = revisionOf(wire)
  expect(revisionOf({ ...wire, last_complete: '2026-10-01T00:00:00Z', error_message: 'x' })).toBe(
    first,
  )
  for (const change of [{ name: 'b' }, { enabled: false }, { destination_conf: 'cos://b' }]) {
    expect(revisionOf({ ...wire, ...change })).not.toBe(first)
  }
})

it('the revision follows what IBM holds besides, in whatever order', () => {
  const held = { filter: 'FAKE-filter', output_options: { a: 1, b: [{ c: 2, d: null }] } }
  const first = revisionOf({ ...wire, elsewhere: held })
  expect(first).not.toBe(revisionOf(wire))
  const turned = { output_options: { b: [{ d: null, c: 2 }], a: 1 }, filter: 'FAKE-filter' }
  expect(revisionOf({ ...wire, elsewhere: turned })).toBe(first)
  for (const elsewhere of [
    { ...held, filter: 'x' },
    { ...held, output_options: { a: 1 } },
  ]) {
    expect(revisionOf({ ...wire, elsewhere })).not.toBe(first)
  }
})

it('what IBM holds besides is named, and only numbers and switches of it are shown', () => {
  const elsewhere = {
    filter: 'FAKE-secret',
    sample_rate: 0.5,
    someday: { key: 'FAKE-secret' },
    on: true,
  }
  const job = toJob({ ...wire, elsewhere }, () => null, told)
  expect(job.managedElsewhere).toEqual(['filter', 'sample_rate', 'someday', 'on'])
  expect(job.elsewhereValues).toEqual({ sample_rate: 0.5, on: true })
  expect(JSON.stringify(job)).not.toContain('FAKE-secret')
  expect(toJob(wire, () => null, told)).toMatchObject({ managedElsewhere: [] })
})

it('notes tell of fields that IBM lists no more, where the list is known', () => {
  const odd = { ...wire, logpull_options: 'fields=RayID,Old&timestamps=rfc3339ms' }
  const live = [{ name: 'RayID', type: '', description: '' }]
  const notes = (fields: typeof live | null) =>
    toJob(odd, () => fields, told).logs.notes.map(({ code }) => code)
  expect(notes(live)).toEqual(['timestamps_unknown', 'fields_unlisted'])
  expect(notes(null)).toEqual(['timestamps_unknown'])
  expect(toJob(odd, () => live, told).logs).toMatchObject({
    fields: { mode: 'all', names: ['RayID', 'Old'] },
    timestamps: 'rfc3339ms',
  })
})

it('a job whose settings are as before follows what it is judged, and IBM’s list of fields', () => {
  const same = { ...wire, logpull_options: 'fields=RayID' }
  const fields = (...names: string[]) => names.map((name) => ({ name, type: '', description: '' }))
  const [few, more] = [fields('RayID'), fields('RayID', 'ClientIP')]
  const shown = (live: typeof few, state: Told['state']) => {
    const job = toJob(same, () => live, { ...told, state })
    return [job.state, job.logs.fields.mode]
  }
  expect(shown(few, 'delivering')).toEqual(['delivering', 'all'])
  expect(shown(few, 'late')).toEqual(['late', 'all'])
  expect(shown(more, 'delivering')).toEqual(['delivering', 'list'])
})

it('the revision is no means to try passwords by', () => {
  const { name, enabled, dataset, frequency, logpull_options, destination_conf } = wire
  const settings = [name, enabled, dataset, frequency, logpull_options, destination_conf]
  const text = JSON.stringify(settings)
  for (const encoding of ['hex', 'base64url'] as const) {
    expect(hash('sha256', text, encoding).startsWith(revisionOf(wire))).toBe(false)
  }
})
