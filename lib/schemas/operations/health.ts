import { z } from 'zod'
import { common, type Operation } from './operation'

export const healthOperations = {
  health: {
    ...common,
    method: 'GET',
    path: '/api/health',
    summary: 'Whether this process responds and its database is reachable',
    permission: null,
    response: z.object({ status: z.literal('ok') }),
  },
  ready: {
    ...common,
    method: 'GET',
    path: '/api/ready',
    summary: 'Whether this process can do its work, and what is missing where it can’t (503)',
    permission: null,
    otherStatuses: [503],
    response: z.object({
      status: z.enum(['ready', 'not_ready']),
      checks: z.array(
        z.object({
          name: z.enum(['database', 'migrations', 'collector']),
          ok: z.boolean(),
          detail: z.string(),
        }),
      ),
    }),
  },
  openapi: {
    ...common,
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    permission: null,
    response: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, Operation>
