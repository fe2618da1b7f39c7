import { moveDeed } from '@/lib/jobs/move-entry'
import type { ActivityItem } from '@/lib/schemas/activity'

type Item = Pick<ActivityItem, 'action' | 'outcome' | 'before' | 'after'>

/** `tried`: it did not work, or we don't know. */
export type ChangeWords = { text: string; tried: boolean }

type Forms = { done: string; tried: string }

const forms: Partial<Record<ActivityItem['action'], Forms>> = {
  'job.create': { done: 'Created', tried: 'create' },
  'job.pause': { done: 'Paused', tried: 'pause' },
  'job.resume': { done: 'Resumed', tried: 'resume' },
  'job.delete': { done: 'Deleted', tried: 'delete' },
  // What comes of it is an entry of its own.
  'change.request': { done: 'Change requested', tried: 'request a change' },
  'change.approve': { done: 'Change approved', tried: 'approve a change' },
  'change.decline': { done: 'Change declined', tried: 'decline a change' },
  'change.withdraw': { done: 'Change request withdrawn', tried: 'withdraw a change request' },
  'change.expire': { done: 'Change request expired', tried: 'let a change request expire' },
}

/** What was done to a job, in a few words: "Paused", "Path, Daily folders changed", "Failed to pause". */
export function changeWords({ action, outcome, before, after }: Item): ChangeWords {
  const { done, tried } =
    action === 'job.move'
      ? moveDeed(after)
      : (forms[action] ?? updateForms(changedParts(before, after)))
  if (outcome === 'succeeded') return { text: done, tried: false }
  if (outcome === 'failed') return { text: `Failed to ${tried}`, tried: true }
  const open = outcome === 'pending' ? 'in progress' : 'outcome unknown'
  return { text: `Attempted to ${tried}; ${open}`, tried: true }
}

function updateForms(parts: readonly string[]): Forms {
  if (parts.length === 0) return { done: 'Changed', tried: 'change the job' }
  if (parts.join() === keyPart) return { done: 'API key replaced', tried: 'replace the API key' }
  return { done: `${parts.join(', ')} changed`, tried: `change ${parts.join(', ')}` }
}

const keyPart = 'API key'

/** Members of a destination by their labels in the form; another that differs makes it another destination. */
const destinationParts: Record<string, string> = {
  bucket: 'Bucket',
  path: 'Path',
  dailyFolders: 'Daily folders',
  region: 'Region',
  auth: 'Authentication',
  applicationName: 'Application name',
  subsystemName: 'Subsystem name',
}

/** The settings that differ between two snapshots (lib/jobs/snapshot.ts), by their labels in the form. */
export function changedParts(before: unknown, after: unknown): string[] {
  const [was, is] = [asRecord(before), asRecord(after)]
  const [logsWere, logsAre] = [asRecord(was.logs), asRecord(is.logs)]
  const has = (a: unknown, b: unknown, part: string) => (essence(a) === essence(b) ? [] : [part])
  return [
    ...has(was.name, is.name, 'Name'),
    ...partsOfDestination(asRecord(was.destination), asRecord(is.destination)),
    ...has(was.keyPrint, is.keyPrint, keyPart),
    ...has(logsWere.fields, logsAre.fields, 'Fields'),
    ...has(logsWere.timestamps, logsAre.timestamps, 'Timestamps'),
    ...has(logsWere.otherOptions, logsAre.otherOptions, 'Other options'),
    ...has(was.frequency, is.frequency, 'Frequency'),
    ...has(was.enabled, is.enabled, 'Enabled'),
  ]
}

type Json = Record<string, unknown>

function partsOfDestination({ hasKey: _a, ...was }: Json, { hasKey: _b, ...is }: Json): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const differing = names.filter((name) => essence(was[name]) !== essence(is[name]))
  if (differing.includes('kind')) return ['Destination']
  const instance = is.kind === 'cloudLogs' ? 'Cloud Logs instance' : 'Object Storage instance'
  const parts = differing.map((name) =>
    name === 'instanceId' ? instance : (destinationParts[name] ?? 'Destination'),
  )
  const order = ['Bucket', 'Path', 'Daily folders', 'Region']
  return [...new Set(parts)].sort((a, b) => rank(order, a) - rank(order, b))
}

const rank = (order: readonly string[], part: string) =>
  order.includes(part) ? order.indexOf(part) : order.length

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The order of names and options means nothing; absent, null and '' are one. */
function essence(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map(essence).sort().join()
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, member]) => `${name}:${essence(member)}`)
      .sort()
      .join()
  }
  return String(value)
}
