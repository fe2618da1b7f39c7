import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { metrics } from './registry'

const root = join(import.meta.dirname, '../../..')
const text = readFileSync(join(root, 'docs/grafana-dashboard.json'), 'utf8')

type Panel = { id: number; type: string; title: string; targets?: { expr: string }[] }
type Dashboard = { panels: Panel[]; templating: { list: { name: string; type: string }[] } }
const dashboard = JSON.parse(text) as Dashboard // What the tests below look at is of this form, or they fail.

const expressions = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }): [string, string] => [title, expr]),
)
const namesIn = (expr: string) => expr.match(/\b(?:logpush|process|nodejs)_\w+/g) ?? []
const family = (name: string) => name.replace(/_(?:bucket|count|sum)$/, '')

const registered = metrics().registry.getMetricsAsArray()
const labelsOf = new Map(
  // The library's type leaves out what each metric has.
  registered.map((one) => [one.name, (one as { labelNames?: string[] }).labelNames ?? []]),
)

const promtool = spawnSync('promtool', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'grafana-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the Grafana dashboard', () => {
  it('lets whoever imports it choose the Prometheus', () => {
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource' })
    const sources = [...text.matchAll(/"type": "prometheus",\s*"uid": "([^"]*)"/g)]
    expect(sources.length).toBeGreaterThan(expressions.length)
    expect(sources.filter(([, uid]) => uid !== `$\{datasource}`)).toEqual([])
    const ids = dashboard.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(expressions)('%s asks for metrics and labels that there are: %s', (_, expr) => {
    const names = namesIn(expr)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      expect([...labelsOf.keys()]).toContain(labelsOf.has(name) ? name : family(name))
    }
    const own = names.flatMap((name) => labelsOf.get(name) ?? labelsOf.get(family(name)) ?? [])
    const asked = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap((match) => match[1]?.split(', '))
    const allowed = [...own, 'le', 'job', 'instance']
    expect(asked.filter((label) => label !== undefined && !allowed.includes(label))).toEqual([])
  })

  it('shows every metric of ours, and docs/operations.md names it', () => {
    const ours = registered.map(({ name }) => name).filter((name) => name.startsWith('logpush_'))
    const shown = new Set(expressions.flatMap(([, expr]) => namesIn(expr)).map(family))
    expect(ours.filter((name) => !shown.has(name))).toEqual([])
    const words = readFileSync(join(root, 'docs/operations.md'), 'utf8')
    const undocumented = registered.filter(
      ({ name }) =>
        name.startsWith('logpush_') &&
        !new RegExp(`\`${name}(?:\\{${(labelsOf.get(name) ?? []).join(',')}\\})?\``).test(words),
    )
    expect(undocumented.map(({ name }) => name)).toEqual([])
  })

  it.skipIf(!promtool)(
    'has expressions that Prometheus can read (skipped without promtool)',
    () => {
      const rules = expressions.map(([, expr], at) => ({
        record: `panel:${at}`,
        expr: expr.replaceAll('$__rate_interval', '5m'),
      }))
      const file = join(folder, 'rules.json')
      writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }))
      const { status, stderr } = spawnSync('promtool', ['check', 'rules', file])
      expect([status, stderr.toString()]).toEqual([0, ''])
    },
  )
})
