import { globSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'

const root = join(import.meta.dirname, '../..')

type Params = Record<string, string | string[] | undefined>
export type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

type RouteFile = { file: string; segments: string[] }

const routeFiles: RouteFile[] = globSync('app/api/**/route.ts', { cwd: root })
  .map((file) => ({ file, segments: file.split('/').slice(1, -1) }))
  .sort((a, b) => rank(a).localeCompare(rank(b)))

/** As the framework prefers them: words before parameters before what takes the rest. */
function rank({ segments }: RouteFile): string {
  return segments
    .map((part) =>
      part.startsWith('[[') ? '3' : part.startsWith('[.') ? '2' : part[0] === '[' ? '1' : '0',
    )
    .join('')
}

function paramsOf(segments: string[], path: string[]): Params | null {
  const params: Params = {}
  for (const [at, segment] of segments.entries()) {
    const rest = /^\[{1,2}\.{3}(\w+)\]{1,2}$/.exec(segment)?.[1]
    if (rest)
      return path.length > at || segment.startsWith('[[')
        ? { ...params, [rest]: path.slice(at) }
        : null
    const part = path[at]
    if (part === undefined) return null
    const name = /^\[(\w+)\]$/.exec(segment)?.[1]
    if (name) params[name] = part
    else if (segment !== part) return null
  }
  return segments.length === path.length ? params : null
}

export type Found = { handler: Handler; params: Params; operation: Operation | null }

/** The exported handler that the framework would call for a request, loaded anew after `vi.resetModules`. */
export async function findRoute(method: string, pathname: string): Promise<Found> {
  const path = pathname.split('/').slice(1).map(decodeURIComponent)
  for (const { file, segments } of routeFiles) {
    const params = paramsOf(segments, path)
    if (!params) continue
    const handlers: Partial<Record<string, Handler>> = await import(join(root, file))
    const handler = handlers[method]
    if (!handler) throw new Error(`${file} has no ${method}`)
    return { handler, params, operation: operationAt(method, segments) }
  }
  throw new Error(`No route takes ${pathname}`)
}

function operationAt(method: string, segments: string[]): Operation | null {
  const path = `/${segments.join('/').replaceAll('[', '{').replaceAll(']', '}')}`
  const all: Operation[] = Object.values(operations)
  return all.find((one) => one.method === method && one.path === path) ?? null
}
