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
  openapi: {
    ...common,
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    permission: null,
    response: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, Operation>
