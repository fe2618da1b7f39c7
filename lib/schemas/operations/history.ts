import {
  gapsExportQuery,
  gapsPage,
  gapsQuery,
  historyQuery,
  jobHistory,
  zoneHistory,
  zoneHistoryQuery,
} from '../history'
import { common, inJob, inZone, type Operation, zonePath } from './operation'

export const historyOperations = {
  getJobHistory: {
    ...common,
    method: 'GET',
    path: `${zonePath}/jobs/{jobId}/history`,
    summary: 'The states of a job over some days, its gaps, and how late it delivered',
    permission: 'jobs.read',
    params: inJob,
    query: historyQuery,
    response: jobHistory,
  },
  getZoneHistory: {
    ...common,
    method: 'GET',
    path: `${zonePath}/history`,
    summary: 'The states of all jobs of a zone over some hours',
    permission: 'jobs.read',
    params: inZone,
    query: zoneHistoryQuery,
    response: zoneHistory,
  },
  listGaps: {
    ...common,
    method: 'GET',
    path: '/api/gaps',
    summary: 'Stretches of logs that did not arrive, the oldest first',
    permission: 'zones.read',
    query: gapsQuery,
    response: gapsPage,
  },
  exportGaps: {
    ...common,
    method: 'GET',
    path: '/api/gaps/export',
    summary: 'The same as a file',
    permission: 'zones.read',
    query: gapsExportQuery,
    response: null,
    files: ['text/csv', 'application/jsonl'],
  },
} as const satisfies Record<string, Operation>
