import { beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import { operations } from '@/lib/schemas/operations'
import type { Operation } from '@/lib/schemas/operations/operation'
import { type Cast, castIn } from '@/lib/testing/cast'
import { teamEnv } from '@/lib/testing/team'
import type { OperationName } from '@/lib/testing/visitor'
import { describeWorlds, type World } from '@/lib/testing/world'

// What somebody may put into an address, though no page of ours does: it is refused or finds nothing, and is never our failure.

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const uuid = '11111111-2222-4333-8444-555555555555'

/** Nowhere near what any member takes, and what is of its form only at a glance. */
const values = [
  ...['', 'a\0b', '\u202e', '💥'.repeat(60), '__proto__', 'constructor'],
  ...['-1', '1e999', '9'.repeat(60), '1.5', "'; drop table alerts; --", '%', 'x'.repeat(10_000)],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2026-02-30T00:00:00Z'],
  ...[
    [1e300, uuid],
    [1.5, uuid],
    [0, '\0'],
    [0, 'x'.repeat(80)],
    [1e300, 'a', 'b'],
    [1.5, '\0', '\0'],
    [0, '__proto__', 'constructor'],
    null,
  ].map(cursorOf),
]

const membersOf = ({ query }: Operation): string[] =>
  Object.keys((query as z.ZodObject | undefined)?.shape ?? {}) // Every query is an object.

const reading = (Object.entries<Operation>(operations) as [OperationName, Operation][]) // Its own keys.
  .filter(([, one]) => one.method === 'GET' && one.permission && membersOf(one).length > 0)

function suite(world: World): void {
  let cast: Cast
  beforeAll(async () => {
    cast = await castIn(world)
  })

  it.each(reading)('%s refuses or finds nothing by odd values', async (name, operation) => {
    const wrong: unknown[] = []
    for (const member of membersOf(operation)) {
      for (const value of values) {
        const input = { params: cast.here, query: { [member]: value } }
        const { status, text } = await cast.ask('administrator', 'cookie', name, input)
        if (status >= 500) wrong.push([member, value.slice(0, 60), status, text])
      }
    }
    expect(wrong).toEqual([])
  })
}

describeWorlds('hostile values', suite, { env: teamEnv })
