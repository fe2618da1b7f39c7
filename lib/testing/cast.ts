import { cosByKey, jobInput } from './inputs'
import type { Answer } from './judge'
import { connect, giveGrant, signInPerson } from './team'
import type { Input, OperationName } from './visitor'
import type { World } from './world'

/** Who asks: nobody, somebody with an IBM key, and people of the company by what they are granted. */
export const columns = ['nobody', 'ibm', 'stranger', 'viewer', 'editor', 'administrator'] as const
export type Column = (typeof columns)[number]

export type Place = { instanceId: string; zoneId: string; jobId: string; dataset: string }

const dayMs = 24 * 60 * 60 * 1000

/** People of every role and a token of each, with one zone to which their grants reach and others to which none does. */
export type Cast = {
  /** The zone of viewer and editor, with a job of it. */
  here: Place
  /** What neither sees: zones of the same instance, of another, and such as are not there. */
  elsewhere: Record<string, Place>
  /** By token from a foreign page: without a cookie, or along with the cookie of the administrator. */
  ask: (
    column: Column,
    by: 'cookie' | 'token' | 'both',
    name: OperationName,
    input?: Input,
  ) => Promise<Answer>
  /** A job in the zone that nothing else is about: the same until somebody deletes it. */
  spareJob: () => Promise<string>
  secretOf: (column: Column) => string
  /** Ids of what somebody else asked for and made. */
  others: { change: string; token: string }
  cosInstance: () => Input
}

export async function castIn(world: World): Promise<Cast> {
  await connect(world)
  const manager = await world.signIn()
  const zone = world.zone('playground')
  let nth = 0
  const makeJob = async () => {
    const destination = cosByKey(world, { path: `cast/${++nth}` })
    const body = jobInput(world, { name: `cast-${nth}`, destination })
    return (await manager.ok('createJob', { params: zone, body })).id
  }
  const dataset = 'http_requests'
  const here = { ...zone, jobId: await makeJob(), dataset }
  let spare = ''
  const foreign = { ...world.zone('full'), dataset }
  const [job] = (await manager.ok('listJobs', { params: foreign })).items
  const there = { ...foreign, jobId: job?.id ?? '' }
  const other = { ...world.zoneOf('standard'), jobId: there.jobId, dataset }
  const zoneId = 'f'.repeat(32)
  const instanceId = '11111111-2222-4333-8444-555555555555'

  const scope = { kind: 'zones' as const, instanceId: zone.instanceId, zoneIds: [zone.zoneId] }
  const cookies = new Map<Column, string | null>([['ibm', manager.cookie]])
  const secrets = new Map<Column, string>()
  for (const column of ['stranger', 'viewer', 'editor', 'administrator'] as const) {
    const person = await signInPerson(world, { subject: column })
    const isAdmin = column === 'administrator'
    const role = column === 'stranger' ? 'viewer' : column
    const grantId = await giveGrant(
      world,
      { personId: person.id },
      { role, scope: isAdmin ? { kind: 'all' } : scope },
    )
    const { secret } = await person.ok('createToken', {
      body: {
        name: `of the ${column}`,
        role: role === 'administrator' ? 'editor' : role,
        scope: isAdmin ? { kind: 'all' } : scope,
        expiresAt: new Date(Date.now() + dayMs).toISOString(),
      },
    })
    if (column === 'stranger') await takeGrant(world, grantId)
    cookies.set(column, person.cookie)
    secrets.set(column, secret)
  }

  return {
    here,
    elsewhere: {
      'another zone of the instance': there,
      'a zone of another instance': other,
      'a zone of this instance in another': { ...other, zoneId: here.zoneId },
      'a zone of another instance in this': { ...there, zoneId: other.zoneId },
      'no zone at all': { ...here, zoneId },
      'no instance at all': { ...here, instanceId },
      'nothing at all': { ...here, instanceId, zoneId },
    },
    async spareJob() {
      const params = { ...zone, jobId: spare }
      const isLeft = spare !== '' && (await manager.call('getJob', { params })).status === 200
      if (!isLeft) spare = await makeJob()
      return spare
    },
    secretOf: (column) => secrets.get(column) ?? '',
    others: {
      change: await changeOfAnother(world, there),
      token: await tokenOfAnother(world),
    },
    cosInstance: () => ({ params: { id: world.place.cosInstanceId } }),
    async ask(column, by, name, input = {}) {
      // A visitor of its own each time: what an answer does to the cookie must not reach the next one.
      const whose = by === 'both' ? 'administrator' : column
      const cookie = by === 'token' ? null : (cookies.get(whose) ?? null)
      const token = {
        authorization: `Bearer ${secrets.get(column)}`,
        origin: 'https://evil.example',
      }
      const headers = { cookie, ...(by === 'cookie' ? {} : token), ...input.headers }
      return world.visitor().call(name, { ...input, headers })
    },
  }
}

async function takeGrant(world: World, grantId: string): Promise<void> {
  const { raiseTeamVersion, removeGrant } = await import('@/lib/server/db/grants')
  const db = await world.db()
  await removeGrant(db, grantId)
  await raiseTeamVersion(db)
}

async function changeOfAnother(world: World, { jobId, ...params }: Place): Promise<string> {
  const asker = await signInPerson(world, { subject: 'asker' })
  const { instanceId, zoneId } = params
  await giveGrant(
    world,
    { personId: asker.id },
    {
      role: 'editor',
      scope: { kind: 'zones', instanceId, zoneIds: [zoneId] },
      rails: { needsApproval: true },
    },
  )
  const { status, body } = await asker.call('deleteJob', { params: { ...params, jobId } })
  if (status !== 202) throw new Error('Nothing waits for approval')
  return String(Object(body).id)
}

async function tokenOfAnother(world: World): Promise<string> {
  const maker = await signInPerson(world, { subject: 'maker' })
  const scope = { kind: 'all' as const }
  await giveGrant(world, { personId: maker.id }, { role: 'viewer', scope })
  const expiresAt = new Date(Date.now() + dayMs).toISOString()
  const body = { name: 'of another', role: 'viewer', scope, expiresAt }
  return (await maker.ok('createToken', { body })).id
}
