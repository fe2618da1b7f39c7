import { expect, it } from 'vitest'
import { exportCommand, firstCommands } from './commands'

const instanceId = '11111111-2222-4333-8444-555555555555'
const zoneId = 'a'.repeat(32)
const texts = (
  role: 'viewer' | 'editor',
  start: { instanceId: string | null; zoneId: string | null },
) => firstCommands('https://logpush.example.com', role, start).map(({ text }) => text)

it('the first commands use the token, this address and the zone', () => {
  const [zones = '', jobs = '', pause = ''] = texts('editor', { instanceId, zoneId })
  const zonePath = `/api/instances/${instanceId}/zones`
  expect(zones).toBe(
    `curl -sS 'https://logpush.example.com${zonePath}' \\\n  -H "Authorization: Bearer $LOGPUSH_TOKEN"`,
  )
  expect(jobs).toContain(`${zonePath}/${zoneId}/jobs'`)
  expect(pause).toContain('/jobs/JOB_ID')
  expect(pause).toContain('-X PATCH')
  expect(texts('viewer', { instanceId, zoneId }).join()).not.toContain('PATCH')
})

it('the first commands begin with the instances where none is known', () => {
  const [first, second] = texts('viewer', { instanceId: null, zoneId: null })
  expect(first).toContain("/api/instances'")
  expect(second).toContain('/api/instances/INSTANCE_ID/zones/ZONE_ID/jobs')
})

it('a token stands in quotes', () => {
  expect(exportCommand('lpd_FAKE')).toBe("export LOGPUSH_TOKEN='lpd_FAKE'")
})
