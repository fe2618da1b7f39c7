import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosChallengeInput, CosInput } from '@/lib/destinations/cos'
import type { CreateJobInput } from '@/lib/schemas/job'
import type { Visitor } from './visitor'
import type { World } from './world'

type ZonePlace = { instanceId: string; zoneId: string }

/** A bucket that IBM and the seeded key may write to. */
export function cosByKey(world: World, over: Partial<CosInput> = {}): CosInput {
  return {
    kind: 'cos',
    auth: 'apiKey',
    instanceId: world.place.cosInstanceId,
    bucket: world.place.bucket,
    region: world.place.bucketRegion,
    path: 'tests/http',
    dailyFolders: true,
    apiKey: world.place.destinationKeys.cosWriter,
    ...over,
  }
}

/** The same bucket by the older way in, without a token yet. */
export function cosByChallenge(
  world: World,
  over: Partial<CosChallengeInput> = {},
): CosChallengeInput {
  const { apiKey: _, ...place } = cosByKey(world)
  return { ...place, path: 'tests/challenge', ...over, auth: 'challenge' }
}

export function cloudLogs(world: World, over: Partial<CloudLogsInput> = {}): CloudLogsInput {
  return {
    kind: 'cloudLogs',
    instanceId: world.place.cloudLogsInstanceId,
    region: world.place.cloudLogsRegion,
    apiKey: world.place.destinationKeys.logsSender,
    ...over,
  }
}

/** A job that IBM takes in the playground. */
export function jobInput(world: World, over: Partial<CreateJobInput> = {}): CreateJobInput {
  return {
    name: 'made-by-a-test',
    enabled: true,
    dataset: 'http_requests',
    frequency: 'high',
    logs: { fields: { mode: 'list', names: ['RayID', 'ClientIP'] }, timestamps: 'rfc3339' },
    destination: cosByKey(world),
    ...over,
  }
}

/** Asks for a challenge and reads the token, as the wizard does. */
export async function ownedDestination(
  visitor: Visitor,
  params: ZonePlace,
  destination: CosChallengeInput,
): Promise<CosChallengeInput & { ownershipToken: string }> {
  const { filename } = await visitor.ok('createChallenge', { params, body: { destination } })
  const { token } = await visitor.ok('readChallenge', { params, body: { destination, filename } })
  return { ...destination, ownershipToken: token }
}
