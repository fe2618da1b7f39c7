import type { Job } from '@/lib/schemas/job'
import type { Move } from '@/lib/schemas/move'
import { emptyDraft, type JobDraft } from './draft'

export const guid = '00000000-0000-4000-8000-000000000001'

type Over = {
  [Member in keyof JobDraft]?: JobDraft[Member] extends object
    ? Partial<JobDraft[Member]>
    : JobDraft[Member]
}

/** A filled form; each member may be given in part. */
export function draftOf(over: Over = {}): JobDraft {
  const empty = emptyDraft()
  return {
    ...empty,
    kind: over.kind ?? 'cos',
    name: over.name ?? 'edge-http',
    enabled: over.enabled ?? true,
    cos: {
      ...empty.cos,
      instanceId: guid,
      bucket: 'a-bucket',
      region: 'eu-de',
      path: 'logs/http',
      apiKey: 'FAKE-bucket-key',
      ...over.cos,
    },
    cloudLogs: {
      ...empty.cloudLogs,
      instanceId: guid,
      region: 'eu-de',
      apiKey: 'FAKE-logs-key',
      ...over.cloudLogs,
    },
    ownership: { ...empty.ownership, ...over.ownership },
    logs: { ...empty.logs, ...over.logs },
  }
}

/** A job as the API shows it. */
export function jobOf(over: Partial<Job> = {}): Job {
  return {
    id: '991001',
    name: 'edge-http',
    enabled: true,
    dataset: 'http_requests',
    frequency: 'high',
    state: 'delivering',
    since: null,
    cause: null,
    by: null,
    destination: {
      kind: 'cos',
      auth: 'apiKey',
      instanceId: guid,
      bucket: 'a-bucket',
      region: 'eu-de',
      path: 'logs/http',
      dailyFolders: true,
      hasKey: true,
    },
    logs: {
      fields: { mode: 'list', names: ['RayID', 'ClientIP'] },
      timestamps: 'rfc3339',
      otherOptions: [],
      notes: [],
    },
    lastComplete: null,
    lastError: null,
    errorMessage: null,
    managedElsewhere: [],
    revision: 'r1',
    ...over,
  }
}

/** A move by a second job that is being watched. */
export function moveOf(over: Partial<Move> = {}): Move {
  return {
    id: 'm1',
    state: 'watching',
    oldJobId: '991001',
    newJobId: '991002',
    keepOld: false,
    askedAt: '2026-11-20T09:00:00.000Z',
    by: { id: 'IBMid-1', name: 'Mara Lindqvist' },
    deadlineAt: '2026-11-21T09:00:00.000Z',
    finalName: 'edge-http',
    endedAt: null,
    ...over,
  }
}
