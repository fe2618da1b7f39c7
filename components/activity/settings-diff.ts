import type { ActivityItem } from '@/lib/schemas/activity'
import { isRecord } from './record'
import { type Settings, toSettings, type Value } from './settings'

export type DiffLine = {
  sign: 'added' | 'removed' | 'plain'
  name: string
  value: Value
  /** Of a list that changed: how many names stayed, on its last line. */
  unchanged?: number
}

/** `title` is '' for the job itself, then `destination`, `logs`, … */
export type DiffGroup = { title: string; lines: DiffLine[] }

/**
 * The settings that an entry is about, line by line: of a change only what differs, of a made or deleted job all of
 * it, of a test or a challenge what it was asked for with. Never throws, whatever the entry holds.
 */
export function entryLines({
  action,
  before,
  after,
}: Pick<ActivityItem, 'action' | 'before' | 'after'>): DiffGroup[] {
  switch (action) {
    case 'job.create':
    case 'connection.create':
    case 'grant.create':
    case 'token.create':
      return listed(toSettings(after), 'added')
    case 'job.delete':
    case 'connection.delete':
    case 'grant.delete':
    case 'token.delete':
      return listed(toSettings(before), 'removed')
    case 'destination.test':
    case 'ownership.challenge':
    case 'access.request':
    case 'access.grant':
    case 'access.decline':
    case 'change.approve':
    case 'change.decline':
    case 'change.withdraw':
    case 'change.expire':
      return listed(toSettings(after), 'plain')
    case 'change.request':
      return requestLines(before, after)
    default:
      return settingsDiff(before, after)
  }
}

/** What was asked for, and then under which request. */
function requestLines(before: unknown, after: unknown): DiffGroup[] {
  if (!isRecord(after)) return settingsDiff(before, after)
  const { request, ...asked } = after
  return [...settingsDiff(before, asked), ...listed(toSettings({ request }), 'plain')]
}

/** What differs between two states of a job or a zone. */
export function settingsDiff(before: unknown, after: unknown): DiffGroup[] {
  const old = toSettings(before)
  const now = toSettings(after)
  return mergedKeys(old, now).flatMap((title) => {
    const [were, are] = [old.get(title) ?? new Map(), now.get(title) ?? new Map()]
    const lines = mergedKeys(were, are).flatMap((name) =>
      differing(name, were.get(name), are.get(name)),
    )
    return lines.length > 0 ? [{ title, lines }] : []
  })
}

/** Keys of the first, then those only the second has; secrets last, as the least that one reads for. */
function mergedKeys<Item>(a: Map<string, Item>, b: Map<string, Item>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => rank(x) - rank(y))
}

const rank = (name: string) => (name === '' ? 0 : /key|token|^header_/i.test(name) ? 2 : 1)

function differing(name: string, was: Value | undefined, is: Value | undefined): DiffLine[] {
  if (was && is && 'names' in was && 'names' in is) return differingNames(name, was.names, is.names)
  if (was && is && 'text' in was && 'text' in is && was.text === is.text) return []
  return [
    ...(was ? [{ sign: 'removed', name, value: was } as const] : []),
    ...(is ? [{ sign: 'added', name, value: is } as const] : []),
  ]
}

function differingNames(name: string, were: readonly string[], are: readonly string[]): DiffLine[] {
  const [old, now] = [new Set(were), new Set(are)]
  const lines: DiffLine[] = []
  const removed = were.filter((one) => !now.has(one))
  const added = are.filter((one) => !old.has(one))
  if (removed.length > 0) lines.push({ sign: 'removed', name, value: { names: removed } })
  if (added.length > 0) lines.push({ sign: 'added', name, value: { names: added } })
  const last = lines.at(-1)
  if (last) last.unchanged = are.length - added.length
  return lines
}

function listed(settings: Settings, sign: DiffLine['sign']): DiffGroup[] {
  return [...settings].map(([title, members]) => ({
    title,
    lines: [...members].map(([name, value]) => ({ sign, name, value })),
  }))
}
