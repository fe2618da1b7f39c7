import 'server-only'
import type { IbmAction } from '@/lib/schemas/activity'
import type { ZonePlace } from '@/lib/schemas/zone'
import { open, seal } from '@/lib/server/crypto'
import { AppError } from '@/lib/server/errors'

/** What is planned before it is carried out; a test of a destination changes nothing that could be kept. */
export type PlannedAction = Exclude<IbmAction, 'destination.test' | 'job.move'>

/**
 * One change at IBM, decided and not made yet: read, compared and judged, as a value that can be stored as JSON. Its
 * secrets are sealed. `carryOut` makes it.
 */
export type Plan = {
  version: 1
  action: PlannedAction
  place: ZonePlace
  /** null: a job that is to be created, or the zone itself. */
  jobId: string | null
  jobName: string | null
  /** Which destination is behind it: IBM words a refused write the same for a bucket as for a dead receiver. */
  destination: 'cos' | 'other' | null
  /** The log fields that are asked for by name, for a refusal that names one. */
  fieldNames: readonly string[]
  /** As it was when this was planned, and as it will be: what the audit keeps. No secret is in them. */
  before: unknown
  after: unknown
  /** The revision of the job that this was planned on; null where there is none yet. */
  revision: string | null
  /** IBM's request body, which may hold keys, under the app's secret. */
  sealedBody: string
}

/** null: the request takes none. */
export type RequestBody = Record<string, unknown> | null

export const planAad = (action: PlannedAction, place: ZonePlace) =>
  `plan:${action}:${place.instanceId}/${place.zoneId}`

export function makePlan(
  plan: Pick<Plan, 'action' | 'place' | 'before' | 'after'> & Partial<Omit<Plan, 'sealedBody'>>,
  body: RequestBody,
): Plan {
  return {
    version: 1,
    jobId: null,
    jobName: null,
    destination: null,
    fieldNames: [],
    revision: null,
    ...plan,
    sealedBody: seal(JSON.stringify(body), planAad(plan.action, plan.place)),
  }
}

/** Throws where the app's secret is not the one it was sealed with. */
export function openPlan({ action, place, sealedBody }: Plan): RequestBody {
  const text = open(sealedBody, planAad(action, place))
  if (text === null) {
    throw new AppError(
      'internal',
      'This change was prepared with another APP_SECRET and can’t be carried out. Nothing was sent.',
    )
  }
  return JSON.parse(text) as RequestBody // Written by makePlan alone, and authenticated by the seal.
}
