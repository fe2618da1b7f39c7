import { DATE, decode, param, parseConf } from '@/lib/destinations/conf'
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
}

/** What was done to a job, in a few words: "Paused", "Path, Daily folders changed", "Failed to pause". */
export function changeWords({ action, outcome, before, after }: Item): ChangeWords {
  const { done, tried } = forms[action] ?? updateForms(changedParts(before, after))
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

/**
 * The settings that differ, by their labels in the form. Both sides hold IBM's members (`logpull_options`,
 * `destination_conf`); a try that failed holds what was asked (`logs`, `destination`) besides.
 */
export function changedParts(before: unknown, after: unknown): string[] {
  const [was, is] = [asRecord(before), asRecord(after)]
  const differs = (name: string) => text(was[name]) !== text(is[name])
  return [
    ...(differs('name') ? ['Name'] : []),
    ...destinationParts(was.destination_conf, is.destination_conf),
    ...('destination' in is ? ['Destination'] : []),
    ...optionParts(was.logpull_options, is.logpull_options),
    ...('logs' in is ? ['Log settings'] : []),
    ...(differs('frequency') ? ['Frequency'] : []),
    ...(differs('enabled') ? ['Enabled'] : []),
  ]
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

type Options = { fields: string; timestamps: string; others: string }

function optionParts(was: unknown, is: unknown): string[] {
  const [a, b] = [optionsOf(text(was)), optionsOf(text(is))]
  return [
    ...(a.fields === b.fields ? [] : ['Fields']),
    ...(a.timestamps === b.timestamps ? [] : ['Timestamps']),
    ...(a.others === b.others ? [] : ['Other options']),
  ]
}

/** Just enough to see what differs; `lib/logs/options` reads them in full and brings the schemas along. */
function optionsOf(options: string): Options {
  const pairs = options.split('&').filter(Boolean)
  const memberOf = (name: string) =>
    pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  return {
    fields: memberOf('fields').split(',').sort().join(),
    timestamps: memberOf('timestamps'),
    others: pairs.filter((pair) => !/^(fields|timestamps)=/.test(pair)).join('&'),
  }
}

function destinationParts(was: unknown, is: unknown): string[] {
  if (text(was) === text(is)) return []
  const [a, b] = [parseConf(text(was)), parseConf(text(is))]
  if (a.scheme !== b.scheme || (a.scheme !== 'cos' && a.scheme !== 'ibmcl')) return ['Destination']
  const place = a.scheme === 'cos' ? 'Bucket' : 'Cloud Logs instance'
  const folder = (path: string) => splitDate(decode(path))
  const key = (conf: typeof a) => param(conf, 'ibm_api_key', 'api_key')
  const parts = [
    ...(a.authority === b.authority ? [] : [place]),
    ...(folder(a.path).path === folder(b.path).path ? [] : ['Path']),
    ...(folder(a.path).daily === folder(b.path).daily ? [] : ['Daily folders']),
    ...(param(a, 'region') === param(b, 'region') ? [] : ['Region']),
    ...(param(a, 'instance-id') === param(b, 'instance-id') ? [] : ['Object Storage instance']),
    ...(key(a) === key(b) ? [] : [keyPart]),
  ]
  return parts.length > 0 ? parts : ['Destination']
}

function splitDate(path: string): { path: string; daily: boolean } {
  const segments = path.split('/').filter(Boolean)
  const daily = segments.at(-1) === DATE
  return { path: (daily ? segments.slice(0, -1) : segments).join('/'), daily }
}
