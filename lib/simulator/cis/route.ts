import type { Answer, Call } from '../call.ts'
import type { SimIdentity, SimInstance, SimZone } from '../state.ts'

/** Source: IBM CIS documents at_events, at_iam. */
export type IamAction = 'read' | 'update' | 'manage'

export type CisRequest = {
  call: Call
  identity: SimIdentity
  instance: SimInstance
  /** What the path's open segments hold, decoded. */
  path: Record<string, string>
}

export type ZoneRequest = CisRequest & { zone: SimZone }

type Handler<Request> = (request: Request) => Promise<Answer> | Answer

/** `path` begins with `/v1/:crn` or `/v2/:crn`; a zone route has `:zone` in it. */
export type Route = { method: string; path: string; action: IamAction } & (
  | { scope: 'instance'; handler: Handler<CisRequest> }
  | { scope: 'zone'; handler: Handler<ZoneRequest> }
)

type Found = { kind: 'found'; route: Route; path: Record<string, string> }
type Match = Found | { kind: 'no-path' } | { kind: 'no-method' }

/** Finds the route for a path whose segments are still percent-encoded. */
export function createMatcher(routes: Route[]): (method: string, path: string) => Match {
  const compiled = routes.map((route) => ({ route, pattern: route.path.split('/') }))
  return (method, path) => {
    const segments = path.split('/')
    let kind: 'no-path' | 'no-method' = 'no-path'
    for (const { route, pattern } of compiled) {
      if (!fits(pattern, segments)) continue
      kind = 'no-method'
      if (route.method !== method) continue
      const open = openSegments(pattern, segments)
      return open ? { kind: 'found', route, path: open } : { kind: 'no-path' }
    }
    return { kind }
  }
}

function fits(pattern: string[], segments: string[]): boolean {
  if (pattern.length !== segments.length) return false
  for (let i = 0; i < pattern.length; i++) {
    const expected = pattern[i]
    const given = segments[i]
    if (expected === given) continue
    if (!expected?.startsWith(':') || !given) return false
  }
  return true
}

function openSegments(pattern: string[], segments: string[]): Record<string, string> | null {
  const open: Record<string, string> = {}
  try {
    for (let i = 0; i < pattern.length; i++) {
      const name = pattern[i]
      if (name?.startsWith(':')) open[name.slice(1)] = decodeURIComponent(segments[i] ?? '')
    }
    return open
  } catch {
    return null
  }
}
