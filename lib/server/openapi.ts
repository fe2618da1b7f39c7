import 'server-only'
import { z } from 'zod'
import { changeRequest } from '@/lib/schemas/change-request'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import { isByApproval, isForPeople } from '@/lib/schemas/permission'
import { problem } from '@/lib/schemas/problem'
import { singleton } from './singleton'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document, made from the very schemas that the routes check. */
export function openApiDocument(): Json {
  return singleton('openapi', build)
}

function build(): Json {
  const paths: Record<string, Json> = {}
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operationId, operation),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'CIS Logpush dashboard',
      version: '1',
      description:
        'Lists of instances, zones and fields are kept for up to 60 s; `asOf` says when IBM was asked. A GET with `Cache-Control: no-cache` asks IBM again.',
    },
    paths,
    components: {
      schemas: {
        Problem: schemaOf(problem, 'output'),
        ChangeRequest: schemaOf(changeRequest, 'output'),
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'logpush_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function describe(operationId: string, operation: Operation): Json {
  return {
    operationId,
    summary: operation.summary,
    ...(operation.permission && {
      security: isForPeople(operation.permission)
        ? [{ session: [] }]
        : [{ session: [] }, { token: [] }],
      'x-permission': operation.permission,
    }),
    parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query')],
    ...(operation.body && {
      requestBody: { required: true, content: json(schemaOf(operation.body, 'input')) },
    }),
    responses: {
      ...Object.fromEntries(
        [operation.status, ...(operation.otherStatuses ?? [])].map((status) => [
          status,
          success(operation, status),
        ]),
      ),
      ...(operation.permission && isByApproval(operation.permission) && waits(operation)),
      default: {
        description: 'Refused or failed',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

/** Where a guard rail asks for approval: what is kept, with its address in `Location`. */
function waits({ response, otherStatuses }: Operation): Json {
  const kept = { $ref: '#/components/schemas/ChangeRequest' }
  const other = otherStatuses?.includes(202) && response ? [schemaOf(response, 'output')] : []
  return {
    202: {
      description: other.length > 0 ? 'Begun, or waits for approval' : 'Waits for approval',
      content: json(other.length > 0 ? { anyOf: [...other, kept] } : kept),
    },
  }
}

function success({ response, files }: Operation, status: number): Json {
  if (files) {
    const content = files.map((type) => [type, { schema: { type: 'string' } }])
    return { description: 'The file', content: Object.fromEntries(content) }
  }
  if (status === 302) {
    const location = { schema: { type: 'string' } }
    return { description: 'The browser is sent on', headers: { Location: location } }
  }
  if (!response) return { description: 'Done, no content' }
  const words: Record<number, string> = { 202: 'Begun; it goes on by itself', 503: 'Not ready' }
  const description = words[status] ?? 'Done'
  return { description, content: json(schemaOf(response, 'output')) }
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  return Object.entries(schema.shape).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(member, undefined).success,
    schema: schemaOf(member, 'input'),
  }))
}

const json = (schema: Json) => ({ 'application/json': { schema } })

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
