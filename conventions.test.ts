import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operations } from './lib/schemas/operations'

const root = import.meta.dirname

function files(folder: string, ending = /\.(ts|tsx)$/): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const importsOf = (file: string) =>
  [...read(file).matchAll(/(?:from|import\()\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '')

/** From the root, for our own modules; null for packages. */
function ownModule(file: string, from: string): string | null {
  if (from.startsWith('@/')) return from.slice(2)
  return from.startsWith('.') ? join(dirname(file), from) : null
}

describe('the environment', () => {
  // NODE_ENV, NEXT_RUNTIME and NEXT_PHASE are set by the framework, not by an operator; test-only files may look
  // for a database of theirs.
  const frameworks = /process\.env\.(NODE_ENV|NEXT_RUNTIME|NEXT_PHASE)\b/g

  it('is read in one place', () => {
    const readers = ['app', 'components', 'lib']
      .flatMap((folder) => files(folder))
      .concat('proxy.ts', 'instrumentation.ts', 'next.config.ts')
      .filter((file) => !isTest(file) && !/\/test-[a-z-]+\.ts$/.test(file))
      // The demo's identity provider is a program of its own and gets its client's secret so, out of everybody's sight.
      .filter((file) => file !== 'lib/demo-provider/main.ts')
      .filter((file) => read(file).replaceAll(frameworks, '').includes('process.env'))
    expect(readers).toEqual(['lib/server/env.ts'])
  })
})

describe('what git ignores', () => {
  // A folder of ours may bear the same name further down; unrooted, the entry would keep it out of every clone.
  it('are folders of the top level', () => {
    const folders = read('.gitignore')
      .split('\n')
      .filter((line) => line.endsWith('/'))
    expect(folders.length).toBeGreaterThan(0)
    expect(folders.filter((line) => !line.startsWith('/'))).toEqual([])
  })
})

describe('API routes', () => {
  const routes = files('app/api', /^route\.ts$/)
  const catchAll = 'app/api/[[...path]]/route.ts'

  it.each(routes.filter((file) => file !== catchAll))('%s goes through route()', (file) => {
    expect(read(file)).toMatch(/resource\(\{\s*(GET|POST|PUT|PATCH|DELETE): route\(operations\./)
  })

  // Else the framework puts a proxy around each request, to find out whether the route depends on it.
  it.each(routes)('%s says that it answers each request anew', (file) => {
    expect(read(file)).toMatch(/^export const dynamic = 'force-dynamic'$/m)
  })

  it.each(Object.entries(operations))('%s lives where its path says', (name, operation) => {
    const file = `app${operation.path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`
    expect(routes).toContain(file)
    expect(read(file)).toContain(`${operation.method}: route(operations.${name},`)
  })
})

describe('server files', () => {
  it.each(files('lib/server').filter((file) => !isTest(file)))('%s is server-only', (file) => {
    expect(read(file)).toMatch(/^import 'server-only'$/m)
  })
})

describe('errors of the server', () => {
  const classes = files('lib/server')
    .filter((file) => !isTest(file) && file !== 'lib/server/server-error.ts')
    .flatMap((file) =>
      [...read(file).matchAll(/class (\w+) extends (\w*Error)\b(.*\n.*)/g)].map(
        ([, name, base, body = '']) => ({ name, base, body }),
      ),
    )

  // Another bundle of the framework has another class; by its kind an error of there is one of here.
  it.each(classes)('$name has a kind of its own', ({ name, base, body }) => {
    expect(base).toMatch(/^(ServerError|AppError)$/)
    expect(body).toContain(`static override readonly kind`)
    expect(body).toContain(` = '${name}'`)
  })
})

describe('services that write at IBM', () => {
  const writes =
    /\b(?:createJob|updateJob|deleteJob|setRetention|createChallenge|putObject|deleteObject|sendLines)\(/
  /** What a test of a destination writes, for the service that audits it. */
  const probes = 'lib/server/services/destinations/probe/'
  const services = files('lib/server/services').filter((file) => !isTest(file))
  const writers = services
    .filter((file) => importsOf(file).some((from) => from.startsWith('@/lib/server/ibm/')))
    .filter((file) => writes.test(read(file).replaceAll(/function \w+\(/g, '')))

  it('are the one that carries plans out, and what tests of destinations try', () => {
    expect(writers).toEqual([
      'lib/server/services/carry-out.ts',
      `${probes}cloud-logs.ts`,
      `${probes}cos.ts`,
    ])
  })

  it('try destinations from one service alone', () => {
    const callers = services.filter(
      (file) =>
        !file.startsWith(probes) &&
        importsOf(file).some((from) => ownModule(file, from)?.startsWith(probes)),
    )
    expect(callers).toEqual([
      'lib/server/services/destinations/test.ts',
      'lib/server/services/destinations/tryable.ts',
    ])
  })

  it.each(['lib/server/services/carry-out.ts', 'lib/server/services/destinations/test.ts'])(
    '%s audits',
    (file) => {
      expect(read(file)).toMatch(/\baudited\(\s*ctx,/)
    },
  )
})

describe('the browser', () => {
  /** Types are gone from what is built; `import()` is not. */
  const loadedBy = (file: string) =>
    [
      ...read(file).matchAll(
        /^(?:import|export) (?!type\b)(?:[^'"]* from )?'([^']+)'|import\('([^']+)'\)/gm,
      ),
    ].map((match) => match[1] ?? match[2] ?? '')

  function resolved(file: string, from: string): string | null {
    const path = ownModule(file, from)
    if (path === null) return null
    return (
      ['.ts', '.tsx'].map((ending) => path + ending).find((it) => existsSync(join(root, it))) ??
      null
    )
  }

  const reached = new Set(
    ['app', 'components']
      .flatMap((folder) => files(folder))
      .filter((file) => !isTest(file) && read(file).startsWith("'use client'")),
  )
  for (const file of reached) {
    for (const from of loadedBy(file)) {
      const module = resolved(file, from)
      if (module) reached.add(module)
    }
  }

  it('reads again by lib/queries/refresh.ts, which asks IBM', () => {
    const readers = ['app', 'components', 'lib/queries']
      .flatMap((folder) => files(folder))
      .filter((file) => !isTest(file) && /\.refetch\(/.test(read(file)))
    expect(readers).toEqual(['lib/queries/refresh.ts'])
  })

  it('gets the schemas of its forms', () => {
    expect([...reached]).toContain('lib/schemas/ids.ts')
  })

  // All of zod is 12 KB more on the pages with a form; one module that asks for it is enough.
  it('gets zod/mini instead of zod', () => {
    expect([...reached].filter((file) => loadedBy(file).includes('zod'))).toEqual([])
  })
})

describe('who may import whom', () => {
  const leaves = [
    'lib/schemas',
    'lib/destinations',
    'lib/ownership',
    'lib/jobs',
    'lib/fields',
    'lib/grants',
    'lib/fleet',
  ]
  const wording = ['duration', 'time', 'calendar', 'date-format', 'moment', 'count'].map(
    (one) => `lib/${one}`,
  )
  const allowed: [string, string[]][] = [
    ...leaves.map((leaf): [string, string[]] => [leaf, [...leaves, ...wording]]),
    ['lib/export', leaves],
    ['lib/queries', [...leaves, 'lib/routes', 'lib/form-routes']],
    ['components/ui', ['lib/match-words', ...wording]],
    ['components/states', ['components/ui', ...wording]],
    ['components/form', ['components/ui']],
    ['components/reach', [...leaves, 'components/ui', 'components/form', 'lib/queries']],
    ['components/shell', ['components/ui', ...wording]],
    [
      'lib/server/ibm',
      [
        ...['env', 'errors', 'observe', 'server-error', 'side-by-side', 'singleton'].map(
          (one) => `lib/server/${one}`,
        ),
        // What no text may repeat is one rule, for IBM's answers as for ours.
        ...['lib/destinations/mask-text', 'lib/destinations/secrets'],
      ],
    ],
    ['lib/server/outbound', ['lib/server/address', 'lib/server/server-error']],
    [
      'lib/server/oidc',
      [
        ...['address', 'crypto', 'db/people', 'env', 'log', 'server-error', 'singleton'].map(
          (one) => `lib/server/${one}`,
        ),
        'lib/schemas/sign-in',
        // How addresses are compared is one rule, for sign-in as for grants.
        'lib/grants/email',
      ],
    ],
    ['lib/demo-provider', []],
  ]

  it.each(allowed)('%s imports only what docs/architecture.md says', (folder, others) => {
    const within = [folder, ...others]
    const crossings = files(folder)
      .filter((file) => !/\.test\.tsx?$|\/testing[./]/.test(file))
      .flatMap((file) =>
        importsOf(file)
          .map((from) => ownModule(file, from))
          .filter((to) => to && !within.some((one) => to === one || to.startsWith(`${one}/`)))
          .map((to) => `${file} imports ${to}`),
      )
    expect(crossings).toEqual([])
  })
})

describe('addresses that a person gave', () => {
  it('are reached through lib/server/outbound alone, which judges them', () => {
    const connecting =
      /^import (?!type\b)[^'"]*'(?:node:(?:dns|http|https|http2|tls|dgram)(?:\/promises)?|undici)'|\bfetch\(/m
    const others = files('lib/server')
      .filter((file) => !isTest(file) && !file.startsWith('lib/server/outbound/'))
      .filter((file) => connecting.test(read(file)))
    // IBM's own addresses and the identity provider's, from the environment; and a test's own server.
    expect(others).toEqual([
      'lib/server/ibm/exchange.ts',
      'lib/server/ibm/scripted-upstream.ts',
      'lib/server/oidc/http.ts',
    ])
  })
})

describe('addresses', () => {
  it('are built in lib/routes.ts and lib/form-routes.ts alone', () => {
    const written = ['app', 'components', 'lib/queries']
      .flatMap((folder) => files(folder))
      .filter((file) => !isTest(file))
      .filter((file) =>
        /(?:href=\{?|push\(|replace\(|redirect\()['"`]\/|['"`]\/api\//.test(read(file)),
      )
    expect(written).toEqual([])
  })
})

describe('domain folders of components', () => {
  const shared = ['ui', 'form', 'states', 'shell', 'reach']

  it('do not import one another', () => {
    const crossings = files('components').flatMap((file) => {
      const own = file.split('/')[1]
      return importsOf(file)
        .map((from) => /^@\/components\/([^/]+)\//.exec(from)?.[1])
        .filter((other) => other && other !== own && !shared.includes(other) && own !== 'app')
        .map((other) => `${file} imports ${other}`)
    })
    expect(crossings).toEqual([])
  })

  it('leave the primitives free of the domain', () => {
    const domain = files('components')
      .filter((file) => /^components\/(ui|states)\//.test(file) && !isTest(file))
      .filter((file) =>
        importsOf(file).some((from) =>
          /^@\/lib\/(schemas|queries|jobs|fields|destinations)/.test(from),
        ),
      )
    expect(domain).toEqual([])
  })
})

describe('the simulator and the server', () => {
  it('know nothing of each other', () => {
    const crossings = [
      ...files('lib/simulator').filter((file) =>
        importsOf(file).some((from) => /server\/|^@\//.test(from)),
      ),
      ...files('lib/server').filter(
        (file) =>
          !isTest(file) && importsOf(file).some((from) => /simulator|demo-provider/.test(from)),
      ),
    ]
    expect(crossings).toEqual([])
  })
})

describe('what is sealed', () => {
  const schema = read('lib/server/db/schema.ts')
  const registry = read('lib/server/sealed-columns.ts')

  /** By the type of its table, and where that stands in `Database`. */
  const columns = [...schema.matchAll(/export type (\w+) = \{([\s\S]*?)\}\n/g)].flatMap(
    ([, type, body = '']) =>
      [...body.matchAll(/\bsealed_\w+(?=:)/g)].map(([column]) => {
        const table = new RegExp(`^ {2}(\\w+): ${type}$`, 'm').exec(schema)?.[1]
        return [table, column]
      }),
  )

  it('is found in every table that says so', () => {
    expect(columns.length).toBeGreaterThan(4)
  })

  // Else it could be opened no more once the app's secret has been rotated.
  it.each(columns)('%s.%s is sealed anew with another secret', (table, column) => {
    const entry = new RegExp(`table: '${table}',\\s+key: '\\w+',\\s+column: '${column}'`)
    expect(registry).toMatch(entry)
  })

  it('comes from these files alone, each of which says in sealed-columns.ts where it is kept', () => {
    const sealers = files('lib/server')
      .filter((file) => !isTest(file) && file !== 'lib/server/crypto.ts')
      .filter((file) => /(?<![.\w])seal\(/.test(read(file)))
    expect(sealers).toEqual([
      'lib/server/db/app-keys.ts',
      // In a cookie, for some minutes: nothing of it is kept here.
      ...sealers.filter((file) => file === 'lib/server/oidc/flow.ts'),
      'lib/server/sealed-tokens.ts',
      'lib/server/services/alerts/sealed.ts',
      'lib/server/services/changes/move.ts',
      'lib/server/services/moves/sealed.ts',
      'lib/server/services/plan.ts',
      // In the browser, for ten minutes.
      'lib/server/services/session/account-choice.ts',
      'lib/server/session.ts',
    ])
  })
})

describe('the way to IBM', () => {
  const services = files('lib/server/services').filter((file) => !isTest(file))

  it('is got from the gate, which asks for the permission of the operation', () => {
    const others = services
      .filter((file) => file !== 'lib/server/services/gate.ts')
      .filter((file) => /\bcredential\.(token|renewToken)\(/.test(read(file)))
      .filter((file) => !/\bpermit\(ctx\)/.test(read(file)))
    expect(others).toEqual([])
  })

  // What lies beside the zones of a connection's account is nobody's to see by having been let in at a zone.
  it('leads to the other services of an account from these alone, which ask whose right it is', () => {
    const users = services
      .filter((file) => file !== 'lib/server/services/gate.ts')
      .filter((file) => /\baccountContext\(/.test(read(file)))
    expect(users).toEqual([
      'lib/server/services/access/get.ts',
      'lib/server/services/destinations/inspect-key.ts',
      'lib/server/services/destinations/list-buckets.ts',
      // The name of a plan, for instances that are seen.
      'lib/server/services/instances/list.ts',
      'lib/server/services/ownership/read.ts',
      // Every list of instances goes through what is seen of them.
      'lib/server/services/resources.ts',
    ])
  })

  it('is nothing that a page or a route makes for itself', () => {
    const makers = ['app', 'components', 'lib/server']
      .flatMap((folder) => files(folder))
      .filter((file) => !isTest(file) && /\bpermission:\s*'[^']+',$/m.test(read(file)))
    // The dashboard itself: settling what became of writes, and going on with moves.
    expect(makers).toEqual(['lib/server/services/background-context.ts'])
  })
})

describe('grants of whoever asks', () => {
  // A token's reach is two scopes at once, which `coversZone` and `reachOf` know and a scope alone does not.
  it('are never judged by one scope of theirs', () => {
    const byScope = files('lib/server')
      .filter((file) => !isTest(file))
      .filter((file) =>
        /import \{[^}]*\b(?:covers|reach)\b[^}]*\} from '@\/lib\/grants\/grant'/.test(read(file)),
      )
    // Who has which grant.
    expect(byScope).toEqual(['lib/server/services/people/list.ts'])
  })
})
