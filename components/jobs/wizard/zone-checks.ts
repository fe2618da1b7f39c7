import { usualJobsPerZone } from '@/lib/jobs/slots'
import type { Access } from '@/lib/schemas/access'
import type { Instance } from '@/lib/schemas/instance'
import type { Job } from '@/lib/schemas/job'
import type { ZoneDetail } from '@/lib/schemas/zone'
import { noRetentionText, noTrafficText } from '@/lib/zone-status'
import type { ReviewCheck, Verdict } from './check'

/** What a query has come to: `undefined` data with no error is still being read. */
export type Reading<T> = { data: T | undefined; error: Error | null; isPending: boolean }

type Bare = Pick<ReviewCheck, 'verdict' | 'text'> & Partial<ReviewCheck>

function unread(what: string, reading: Reading<unknown>): Bare {
  return reading.isPending
    ? { verdict: 'open', text: 'Checking…' }
    : { verdict: 'warn', text: `${what} could not be loaded; IBM decides when the job is created.` }
}

/** Whether the instance's plan can do Logpush at all. */
export function planCheck(reading: Reading<Instance>): ReviewCheck {
  const { data } = reading
  const found = (): Bare => {
    if (!data) return unread('The plan', reading)
    const plan = data.plan ?? 'This plan'
    const by = {
      yes: { verdict: 'fine', text: `${plan}, Logpush included` },
      no: {
        verdict: 'fix',
        text: `${plan} does not include Logpush; it requires an Enterprise plan.`,
        gate: 'The plan does not include Logpush',
      },
      unknown: {
        verdict: 'warn',
        text: data.plan
          ? `Unknown whether ${plan} includes Logpush; IBM decides when the job is created.`
          : 'The plan is unknown; IBM decides when the job is created.',
      },
    } as const
    return by[data.logpush]
  }
  return { id: 'plan', label: 'Plan', ...found() }
}

/** Log retention, which IBM needs on before a job can be made. */
export function retentionCheck(reading: Reading<ZoneDetail>): ReviewCheck {
  const { data } = reading
  const found = (): Bare => {
    if (!data) return unread('Log retention', reading)
    const { enabled } = data.retention
    const without = noRetentionText(data.retention)
    if (enabled === true) return { verdict: 'fine', text: 'On' }
    if (enabled === false) {
      return {
        verdict: 'fix',
        text: 'Off for this zone. IBM requires it before a job can be created; it keeps 7 days of logs at the edge.',
        gate: 'Turn on log retention first',
      }
    }
    return {
      verdict: 'warn',
      text: `${without}. IBM decides when the job is created.`,
    }
  }
  return { id: 'retention', label: 'Log retention', ...found() }
}

/** Only where there is something to say: a zone that IBM does not serve has no logs. */
export function zoneCheck({ data }: Reading<ZoneDetail>): ReviewCheck | null {
  const text = data && noTrafficText(data)
  return text ? { id: 'zone', label: 'Zone', verdict: 'warn', text } : null
}

/** How many of the slots are used. To know about, not to block: the limit is the engine's, and IBM names none. */
export function slotsCheck(reading: Reading<readonly Job[]>): ReviewCheck {
  const { data } = reading
  const found = (): Bare => {
    if (!data) return unread('The zone’s jobs', reading)
    const used = data.length
    if (used >= usualJobsPerZone) {
      return {
        verdict: 'warn',
        text: `${used === usualJobsPerZone ? `All ${usualJobsPerZone}` : `${used} of ${usualJobsPerZone}`} slots are in use, so IBM may refuse this job. Delete a job first.`,
      }
    }
    const verdict: Verdict = 'fine'
    const last = used === usualJobsPerZone - 1 ? '; this is the last one' : ''
    return {
      verdict,
      text:
        used === 0
          ? `None of ${usualJobsPerZone} used`
          : `${used} of ${usualJobsPerZone} used${last}`,
    }
  }
  return { id: 'slots', label: 'Slots', ...found() }
}

/**
 * The role by the person's own policies, which is a hint: groups may give more. null where nothing is known, as IBM
 * says it clearly enough when it refuses.
 */
export function roleCheck(
  { data, isPending }: Reading<Access>,
  instanceName: string | undefined,
): ReviewCheck | null {
  const head = { id: 'role', label: 'Your role' }
  if (isPending) return { ...head, verdict: 'open', text: 'Checking…' }
  if (!data?.role) return null
  const on = `${data.role} on ${instanceName ?? 'this instance'}`
  return data.role === 'Manager'
    ? { ...head, verdict: 'fine', text: on }
    : {
        ...head,
        verdict: 'warn',
        text: `Creating needs Manager on ${instanceName ?? 'this instance'}; you have ${data.role} by your own policies. An access group may give you more.`,
      }
}
