import * as z from 'zod/mini'
import { type ReachDraft, scopeOf } from '@/components/reach/reach-draft'
import { grantFault, tidyRails } from '@/lib/grants/fault'
import {
  type AllowedDestination,
  type CreateGrantInput,
  createGrantInput,
  type Rails,
  type Role,
  type ShownGrant,
} from '@/lib/schemas/grant'

export type DestinationDraft = {
  kind: AllowedDestination['kind']
  instanceId: string
  /** A bucket's name or a host, `*` for any run of characters. */
  place: string
}

/** A grant as its form holds it. */
export type GrantDraft = ReachDraft & {
  kind: 'person' | 'group'
  email: string
  group: string
  role: Role
  needsApproval: boolean
  limitsDatasets: boolean
  datasets: string[]
  limitsDestinations: boolean
  destinations: DestinationDraft[]
  /** The last day, `2026-12-31`; empty: without end. */
  ends: string
}

export const emptyDraft: GrantDraft = {
  kind: 'group',
  email: '',
  group: '',
  role: 'viewer',
  reach: 'zones',
  instanceId: '',
  zoneIds: [],
  pattern: '',
  needsApproval: false,
  limitsDatasets: false,
  datasets: [],
  limitsDestinations: false,
  destinations: [],
  ends: '',
}

export function draftOf({ subject, role, scope, rails, expiresAt }: ShownGrant): GrantDraft {
  return {
    ...emptyDraft,
    kind: subject.kind,
    ...(subject.kind === 'person' ? { email: subject.email } : { group: subject.name }),
    role,
    reach: scope.kind,
    instanceId: 'instanceId' in scope ? scope.instanceId : '',
    zoneIds: scope.kind === 'zones' ? [...scope.zoneIds] : [],
    pattern: scope.kind === 'pattern' ? scope.pattern : '',
    needsApproval: rails?.needsApproval ?? false,
    limitsDatasets: rails?.datasets !== undefined,
    datasets: [...(rails?.datasets ?? [])],
    limitsDestinations: rails?.destinations !== undefined,
    destinations: (rails?.destinations ?? []).map(destinationDraft),
    ends: expiresAt ? dayOf(new Date(expiresAt)) : '',
  }
}

function destinationDraft(allowed: AllowedDestination): DestinationDraft {
  return {
    kind: allowed.kind,
    instanceId: 'instanceId' in allowed ? (allowed.instanceId ?? '') : '',
    place:
      'bucket' in allowed ? (allowed.bucket ?? '') : 'host' in allowed ? (allowed.host ?? '') : '',
  }
}

/** By the reader's calendar. */
function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/**
 * The end of a day by the reader's clock, RFC 3339. A day that was not touched keeps the very time that the grant had.
 */
export function endOfDay(day: string, former: string | null = null): string | null {
  if (day === '') return null
  if (former && dayOf(new Date(former)) === day) return former
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const end = new Date(year, month - 1, date, 23, 59, 59)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}

export function toInput(draft: GrantDraft, former: string | null = null): CreateGrantInput {
  const isAdministrator = draft.role === 'administrator'
  return {
    subject:
      draft.kind === 'person'
        ? { kind: 'person', email: draft.email }
        : { kind: 'group', name: draft.group },
    role: draft.role,
    scope: isAdministrator ? { kind: 'all' } : scopeOf(draft),
    rails: draft.role === 'editor' ? railsOf(draft) : null,
    expiresAt: endOfDay(draft.ends, former),
  }
}

function railsOf(draft: GrantDraft): Rails | null {
  return tidyRails({
    needsApproval: draft.needsApproval,
    ...(draft.limitsDatasets && { datasets: draft.datasets }),
    ...(draft.limitsDestinations && { destinations: draft.destinations.map(toAllowed) }),
  })
}

function toAllowed({ kind, instanceId, place }: DestinationDraft): AllowedDestination {
  const instance = instanceId.trim() && { instanceId: instanceId.trim() }
  switch (kind) {
    case 'cos':
      return { kind, ...(instance || {}), ...(place.trim() && { bucket: place.trim() }) }
    case 'cloudLogs':
      return { kind, ...(instance || {}) }
    default:
      return { kind, ...(place.trim() && { host: place.trim() }) }
  }
}

/** The form's field that a member of the request comes from. */
export function fieldOf(path: string): string {
  const dotted = path.replace(/^rails\./, '')
  const destination = /^destinations\.(\d+)(?:\.(\w+))?/.exec(dotted)
  if (destination) {
    const [, at, member = 'place'] = destination
    return `destinations.${at}.${member === 'instanceId' ? member : 'place'}`
  }
  if (dotted.startsWith('datasets')) return 'datasets'
  if (dotted.startsWith('scope.zoneIds')) return 'zoneIds'
  if (dotted.startsWith('scope.')) return dotted.slice('scope.'.length)
  if (dotted === 'scope') return 'reach'
  return (
    {
      'subject.email': 'email',
      'subject.name': 'group',
      expiresAt: 'ends',
      rails: 'needsApproval',
    }[dotted] ?? dotted
  )
}

/** What is wrong with a draft, by the fields of the form. */
export function draftFaults(
  draft: GrantDraft,
  former: string | null,
  now: number,
): { field: string; message: string }[] {
  const input = toInput(draft, former)
  const parsed = z.safeParse(createGrantInput, input)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => {
      const field = fieldOf(path.join('.'))
      const isOpen = field === 'instanceId' && draft.instanceId === ''
      return { field, message: isOpen ? 'Choose an instance' : message }
    })
  }
  const expiresAtMs = input.expiresAt ? Date.parse(input.expiresAt) : null
  const fault = grantFault(
    { role: input.role, scope: input.scope, rails: input.rails ?? null, expiresAtMs },
    now,
    former ? Date.parse(former) : null,
  )
  return fault ? [{ field: fieldOf(fault.path), message: fault.message }] : []
}
