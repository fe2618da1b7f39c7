import { expect } from 'vitest'
import { z } from 'zod'
import { changeRequest } from '@/lib/schemas/change-request'
import type { Operation } from '@/lib/schemas/operations/operation'
import { isByApproval } from '@/lib/schemas/permission'
import { type Problem, problem } from '@/lib/schemas/problem'

/** An answer of the API whose form was checked. `body` is null where there is none. */
export type Answer = { status: number; headers: Headers; text: string; body: unknown }
export type Refusal = Problem & { headers: Headers }

/**
 * Holds an answer against what the operation promises: status, headers, and a body that its schema takes without
 * dropping a member. A problem has to be one, whatever failed.
 */
export async function judged(operation: Operation | null, response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const where = `${operation?.method} ${operation?.path}: ${status} ${text.slice(0, 400)}`
  expect(headers.get('cache-control'), where).toBe('no-store')
  expect(headers.get('x-request-id'), where).toMatch(/^[0-9a-f-]{36}$/)
  const isOwn = operation?.otherStatuses?.some((other) => other === status) ?? false
  const isProblem = headers.get('content-type') === 'application/problem+json'
  if (status >= 400 && (isProblem || !isOwn)) {
    expect(headers.get('content-type'), where).toBe('application/problem+json')
    const body = problem.strict().parse(JSON.parse(text))
    expect([body.status, body.requestId], where).toEqual([status, headers.get('x-request-id')])
    const wait = body.retryAfter === undefined ? null : String(body.retryAfter)
    expect(headers.get('retry-after'), where).toBe(wait)
    return { status, headers, text, body }
  }
  if (operation && needsApproval(operation, headers)) {
    const body: unknown = JSON.parse(text)
    expect(status, where).toBe(202)
    expect(z.parse(changeRequest, body), where).toEqual(body)
    return { status, headers, text, body }
  }
  // Of no operation is what answers OPTIONS.
  const allowed = operation ? [operation.status, ...(operation.otherStatuses ?? [])] : [204]
  expect(allowed, where).toContain(status)
  if (operation?.files) {
    const type = headers.get('content-type')?.split(';')[0]
    expect(operation.files, where).toContain(type)
    expect(headers.get('content-disposition'), where).toMatch(/^attachment; filename="[\w.-]+"$/)
    return { status, headers, text, body: null }
  }
  if (operation?.response == null) {
    expect([status, text], where).toEqual([operation?.status ?? 204, ''])
    expect(headers.has('location'), where).toBe(status === 302)
    return { status, headers, text, body: null }
  }
  expect(headers.get('content-type'), where).toBe('application/json')
  const body: unknown = JSON.parse(text)
  expect(z.parse(operation.response, body), where).toEqual(body)
  return { status, headers, text, body }
}

/** Answered by what is kept until somebody approves: the answer says where that is found. */
function needsApproval({ permission }: Operation, headers: Headers): boolean {
  const isKept = headers.get('location')?.startsWith('/api/change-requests/') ?? false
  return isKept && permission !== null && isByApproval(permission)
}
