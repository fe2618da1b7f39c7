import { gapsExportQuery, gapsPage, gapsQuery, historyQuery, jobHistory } from '../history'
import { common, inJob, type Operation, zonePath } from './operation'

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
