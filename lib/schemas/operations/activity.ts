import { z } from 'zod'
import {
  activityCheck,
  activityExportQuery,
  activityItem,
  activityPage,
  activityQuery,
} from '../activity'
import { common, type Operation } from './operation'

export const activityOperations = {
  getActivityOfRequest: {
    ...common,
    method: 'GET',
    path: '/api/activity/requests/{requestId}',
    summary: 'The outcome of one of your own writes, by the X-Request-Id it was sent with',
    permission: 'activity.read',
    params: z.strictObject({ requestId: z.uuid() }),
    response: activityItem,
  },
  exportActivity: {
    ...common,
    method: 'GET',
    path: '/api/activity/export',
    summary: 'The activity as a file, newest first, as it was when it was asked for',
    permission: 'activity.read',
    query: activityExportQuery,
    response: null,
    files: ['text/csv', 'application/jsonl'],
  },
  getActivityCheck: {
    ...common,
    method: 'GET',
    path: '/api/activity/check',
    summary: 'Whether the chain of the activity was found intact, when, and up to which row',
    permission: 'administer',
    response: activityCheck,
  },
  listActivity: {
    ...common,
    method: 'GET',
    path: '/api/activity',
    summary: 'Every write through this dashboard, newest first',
    permission: 'activity.read',
    query: activityQuery,
    response: activityPage,
  },
} as const satisfies Record<string, Operation>
