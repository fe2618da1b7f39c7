import 'server-only'
import { parseConf } from '@/lib/destinations/conf'
import type { TextKindName } from '@/lib/destinations/registry'
import type { DestinationTest, TestDestinationInput } from '@/lib/schemas/destination-check'
import type { ZonePlace } from '@/lib/schemas/zone'
import type { ServiceContext } from '@/lib/server/context'
import { env } from '@/lib/server/env'
import type { CisContext } from '@/lib/server/ibm/cis'
import { getZone } from '@/lib/server/ibm/cis-zones'
import { cleanText } from '@/lib/server/ibm/clean-text'
import { ForbiddenHost } from '@/lib/server/outbound/failure'
import { judgedChange, rulingOn } from '../admission/rule'
import { audited } from '../audited'
import { zoneContext } from '../gate'
import { findJob } from '../jobs/find'
import { destinationOf } from '../jobs/snapshot'
import { notAllowed } from './not-allowed'
import { type KeyedDestination, probeByKey, type Tested } from './probe/by-key'
import { probeHttps } from './probe/https'
import { probeOther } from './probe/other'
import { probeQradar } from './probe/qradar'
import { probeSplunk } from './probe/splunk'
import type { Probe } from './probe/types'
import { assertFewTests } from './test-limit'
import { type TextDestination, tryableChange, tryableInput } from './tryable'

/**
 * Tries a destination as a job would be created or changed with it, from this server: what was tried, what that proves and what not.
 * Every refusal is an answer, not an error: finding out is what a test is for. Throws `address_not_allowed` for a host
 * that this server may not connect to, `rail` for a destination that a guard rail does not allow.
 */
export async function testDestination(
  ctx: ServiceContext,
  place: ZonePlace,
  input: TestDestinationInput,
): Promise<DestinationTest> {
  const target = await zoneContext(ctx, place)
  // Only somebody whom IBM lets see this zone writes a row about it, and not without limit.
  await getZone(target, place.zoneId)
  const tryable =
    'jobId' in input
      ? tryableChange(input.destination, await confOf(target, place, input.jobId))
      : tryableInput(input.destination)
  // Nothing is sent to where the person may not send logs, either.
  if (!('jobId' in input)) assertWithinRails(ctx, input.destination)
  if ('test' in tryable) return tryable.test
  assertWithinRails(ctx, tryable)
  await assertFewTests(ctx)
  const after = destinationOf(tryable)
  return audited(
    ctx,
    target,
    { action: 'destination.test', place, after },
    {
      act: async () => {
        const { test, correlationId } = await tryOut(ctx, tryable)
        return { result: test, correlationId, after: { ...after, test } }
      },
    },
  )
}

/** Throws `rail`. */
function assertWithinRails(ctx: ServiceContext, destination: Parameters<typeof destinationOf>[0]) {
  rulingOn(ctx, 'destinations.test', judgedChange({ after: destinationOf(destination) }))
}

async function confOf(target: CisContext, { zoneId }: ZonePlace, jobId: string) {
  return (await findJob(target, zoneId, jobId)).destination_conf
}

async function tryOut(
  ctx: ServiceContext,
  destination: KeyedDestination | TextDestination,
): Promise<Tested> {
  return 'conf' in destination
    ? { test: await tryText(ctx, destination) }
    : probeByKey(ctx, destination)
}

/** Complete by type: a kind without a probe does not compile. */
const probes: Record<TextKindName, Probe> = {
  splunk: probeSplunk,
  qradar: probeQradar,
  https: probeHttps,
  other: probeOther,
}

/** Where the host stands in what a person gives. */
const hostMembers: Record<TextKindName, string> = {
  splunk: 'endpoint',
  qradar: 'host',
  https: 'url',
  other: 'conf',
}

const mostMs = 15_000
/** For what comes after: the outcome's row, the answer. */
const spareMs = 2_000

async function tryText(
  { deadlineMs }: ServiceContext,
  { kind, conf }: TextDestination,
): Promise<DestinationTest> {
  const secrets = [conf]
  try {
    return await probes[kind]({
      conf: parseConf(conf),
      reach: {
        allowPrivate: env().DESTINATION_TEST_ALLOW_PRIVATE,
        untilMs: Math.min(Date.now() + mostMs, deadlineMs - spareMs),
      },
      clean: (text) => cleanText(text, secrets),
    })
  } catch (error) {
    if (error instanceof ForbiddenHost) throw notAllowed(error, `destination.${hostMembers[kind]}`)
    throw error
  }
}
