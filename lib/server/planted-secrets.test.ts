import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formsOf, leaksIn } from '@/lib/testing/leaks'
import { driveEverything, plant } from '@/lib/testing/planted'
import { alertEnv } from '@/lib/testing/planted-alerts'
import { planted } from '@/lib/testing/planted-values'
import { adminEnv } from '@/lib/testing/team'
import { describeWorlds } from '@/lib/testing/world'
import type { Database } from './db/schema'

describeWorlds(
  'planted secrets',
  (world) => {
    it('come to light in no answer, no log line and no table', async () => {
      const lines: string[] = []
      const { setLogSink } = await import('./log')
      const restore = setLogSink((_, line) => lines.push(line))
      plant(world)
      const driven = await driveEverything(world)
      restore()
      const secrets = { ...planted, ...driven.tokens }
      expect(Object.keys(driven.tokens).length).toBeGreaterThanOrEqual(3)

      // By contract the answers that hold a secret, for the person who asked for it.
      const telling = world.heard.filter((text) => leaksIn(text, secrets).length > 0)
      expect(telling.length).toBe(driven.tokensRead)
      for (const text of telling) expect(text).toMatch(/\{"token":"[^"]+"\}$|"secret":"[^"]+"\}$/)

      expect(lines.length).toBeGreaterThan(3)
      expect(lines.flatMap((line) => leaksIn(line, secrets))).toEqual([])

      const db = await world.db()
      const found = await db.introspection.getTables()
      const tables = found.map(({ name }) => name as keyof Database) // The database’s own.
      expect(tables.length).toBeGreaterThan(20)
      for (const table of tables) {
        const rows = await db.selectFrom(table).selectAll().execute()
        const leaks = rows.flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) =>
            leaksIn(String(value), secrets).map((leak) => `${table}.${column}: ${leak}`),
          ),
        )
        expect(leaks).toEqual([])
      }
      expect(world.heard.length).toBeGreaterThan(120)
    }, 300_000)

    it('are in no file of the data directory', () => {
      const folder = process.env.DATA_DIR ?? ''
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name)).toString('latin1')
        expect([name, leaksIn(bytes, planted)]).toEqual([name, []])
      }
    })
  },
  { env: { ...adminEnv, ...alertEnv } },
)

it('a secret is found in every form, wherever it stands', () => {
  for (const [name, secret] of Object.entries(planted)) {
    for (const look of formsOf(secret).values()) {
      expect(leaksIn(`{"x":"a${look}b"}`, planted).join()).toContain(name)
    }
    const header = Buffer.from(`user:${secret} and more`).toString('base64')
    expect(leaksIn(`Authorization: Basic ${header}`, planted).join()).toContain(name)
  }
  expect(leaksIn('eyJhbGciOiJIUzI1NiJ9.eyJpYW1faWQiOiJ4In0.c2ln', {})).toEqual(['a token'])
  expect(leaksIn('nothing', planted)).toEqual([])
})
