import { ECHOES } from '@/lib/simulator/echo'
import type { FaultEffect } from '@/lib/simulator/faults/types'
import type { SimJob } from '@/lib/simulator/state'
import { cosByKey } from './inputs'
import { formsOf } from './leaks'
import { type PlantedName, planted } from './planted-values'
import type { Visitor } from './visitor'
import type { World } from './world'

/** Destinations that were made elsewhere, with the secrets that are in them. */
function oddDestinations(): [conf: string, ...names: PlantedName[]][] {
  const header = planted['the header of an HTTPS job']
  const s3Key = planted['the S3 key']
  const slashed = planted['the S3 key with slashes']
  return [
    [
      `https://user:${planted['the password in an address']}@x.example/in?header_Authorization=Bearer%20${header}`,
      'the password in an address',
      'the header of an HTTPS job',
    ],
    [
      `splunk://x.example:8088/services/collector/raw?channel=x&header_Authorization=Splunk%20${planted['the Splunk token']}`,
      'the Splunk token',
    ],
    [
      `https://hooks.example/services/${planted['the path of a webhook']}/push?x=${header}`,
      'the path of a webhook',
    ],
    [
      `https://hooks.example/in?sig=${encodeURIComponent(planted['the signature'])}&pin=${planted['a short secret']}`,
      'the signature',
      'a short secret',
    ],
    [
      `s3://bucket/logs?region=us-east-1&secret-access-key=${s3Key}&access-key-id=${s3Key}`,
      'the S3 key',
    ],
    [`s3://logs/cf/access-key-id=AKFAKE&secret-access-key=${slashed}`, 'the S3 key with slashes'],
    [planted['what stands in a text of no form'], 'what stands in a text of no form'],
  ]
}

/** What somebody may say who knows a secret. Short ones are no secret in every form. */
function saidOf(secret: string): string {
  const forms = secret.length < 8 ? [secret] : [...formsOf(secret).values()]
  return forms.map((form) => `“${form}”`).join(' or ')
}

/** Jobs of one zone, each with an error that repeats what it hides itself, and what the one before it hides. */
export function plantJobs(world: World): void {
  const { state } = world.simulator
  const [model] = state.jobs.values()
  const unknown = `https://x.example/in?header_Authorization=Bearer%20${planted['what a destination said']}`
  let before = ''
  for (const [destinationConf, ...names] of oddDestinations()) {
    const id = state.nextJobId++
    const own = names.map((name) => saidOf(planted[name])).join('; ')
    const errorMessage = `404 {"message":"Cannot POST ${destinationConf}"} ${own}; ${before}; ${unknown}`
    before = own
    if (!model) continue
    const { zoneId } = world.zone('empty')
    state.jobs.set(id, {
      ...model,
      id,
      zoneId,
      destinationConf,
      errorMessage,
    } satisfies SimJob)
  }
}

/** Reads, pauses, renames, moves and deletes each of these jobs, refused in words that repeat what it hides, and not. */
export async function changeOddJobs(world: World, manager: Visitor): Promise<void> {
  const params = world.zone('empty')
  const { items } = await manager.ok('listJobs', { params })
  const odd = oddDestinations()
  for (const [at, { id: jobId, destination }] of items.entries()) {
    const one = { params: { ...params, jobId } }
    await manager.ok('getJob', one)
    const pause = () => manager.call('updateJob', { ...one, body: { enabled: false } })
    for (const echo of ECHOES) {
      await withFault(world, 'PUT', { kind: 'destination-down', echo }, pause)
    }
    const [, ...names] = odd[at] ?? ['']
    for (const name of names) {
      const message = `error validating destination: ${saidOf(planted[name])}`
      const refusal = { kind: 'status', status: 400, code: 1002, message } as const
      await withFault(world, 'PUT', refusal, pause)
      await withFault(world, 'DELETE', refusal, () => manager.call('deleteJob', one))
      await withFault(world, 'GET', refusal, () => manager.call('getJob', one))
      await withFault(world, 'GET', refusal, () => manager.call('listJobs', { params }))
      await withFault(world, 'GET', { ...refusal, status: 403, errors: 'gateway' }, () =>
        manager.call('getZone', { params }),
      )
    }
    await manager.call('updateJob', { ...one, body: { enabled: false, destination } })
    await manager.call('updateJob', { ...one, body: { destination: cosByKey(world) } })
    await manager.ok('getJob', one)
    await manager.call('deleteJob', one)
  }
}

/** Answers one such request to CIS in this way. */
async function withFault(
  world: World,
  method: string,
  effect: FaultEffect,
  act: () => Promise<unknown>,
): Promise<void> {
  const { faults } = world.simulator
  const fault = faults.add({ match: { service: 'cis', method, times: 1 }, effect })
  await act()
  faults.remove(fault)
}
