import { root } from '../lib/run.mjs'
import { median } from './numbers.mjs'
import { signIn, startApp, startHelper } from './processes.mjs'
import { count, ms, perSecond, row } from './table.mjs'

const rounds = 5
const warmUpSeconds = 4
const seconds = 4

/** Alternates between the targets, so that what else the machine does falls on all alike. Medians by target. */
export async function compare(load, targets, connections) {
  const runs = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
  for (const target of Object.values(targets)) {
    await load.next({ ...target, connections, seconds: warmUpSeconds })
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, target] of Object.entries(targets)) {
      const result = await load.next({ ...target, connections, seconds })
      if (result.failed > 0) throw new Error(`${result.failed} requests to ${name} failed.`)
      runs[name].push(result)
    }
  }
  const medianOf = (results, member) => median(results.map((result) => result[member]))
  return Object.fromEntries(
    Object.entries(runs).map(([name, results]) => [
      name,
      { perSecond: medianOf(results, 'perSecond'), p50: medianOf(results, 'p50') },
    ]),
  )
}

export const getJson = async (url, headers) => {
  const answer = await fetch(url, { headers })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  return answer.json()
}

export async function timed(work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const floorIs = '  floor: a bare dynamic route doing the same upstream call'

/** A row of requests/s of `one` to those of `other`, in `runs`; `least` is the ratio asked for, if any. */
function rate(what, least, runs, one, other) {
  const share = runs[one].perSecond / runs[other].perSecond
  const numbers = ({ perSecond: rate, p50 }) => `${perSecond(rate)}, p50 ${ms(p50)}`
  return row(what, least ? `≥ ${least} ×` : '', {
    reached: least ? share >= least : undefined,
    shown: `${share.toFixed(2)} ×`,
    ours: numbers(runs[one]),
    against: numbers(runs[other]),
  })
}

/** What the upstream is asked in 1,000 jobs lists of a person who has just signed in. */
async function upstreamCalls({ app, upstream, jobsUrl }) {
  const requests = 1_000
  await getJson(`${upstream.origin}/counts`)
  const cookie = await signIn(app.url, 'FAKE-KEY-of-the-counting')
  for (let done = 0; done < requests; done += 10) {
    await Promise.all(Array.from({ length: 10 }, () => getJson(jobsUrl, { cookie })))
  }
  const counts = await getJson(`${upstream.origin}/counts`)
  const rest = counts.fields + counts.resources + counts.zones + counts.others
  const calls = counts.jobs / requests
  return [
    row('Upstream calls per jobs list, over 1,000', '1', {
      reached: counts.jobs === requests,
      shown: calls.toFixed(3),
      ours: count(counts.jobs, 'jobs call'),
      against: `besides, once: ${count(rest, 'call')} for instance and field lists`,
    }),
    row('Token requests for these 1,000', '1', {
      reached: counts.tokens === 1,
      shown: String(counts.tokens),
      ours: 'sign-in included',
    }),
  ]
}

/** A fresh person each time: nothing of theirs is cached. */
async function zonesList({ app, upstream }) {
  const url = `${app.url}/api/instances/${upstream.instanceId}/zones`
  const ours = []
  const direct = []
  for (let at = 0; at < 9; at++) {
    const cookie = await signIn(app.url, `FAKE-KEY-of-zones-${at}`)
    await getJson(`${app.url}/api/instances`, { cookie })
    ours.push(
      await timed(async () => {
        const { items } = await getJson(url, { cookie })
        if (items.length !== 1_000) throw new Error(`The zones list has ${items.length} zones.`)
      }),
    )
    direct.push(await timed(() => getJson(upstream.zonesPage)))
  }
  const ratio = median(ours) / median(direct)
  return row('List of 1,000 zones, 20 pages at 50 ms, to one upstream call', '≤ 6 ×', {
    reached: ratio <= 6,
    shown: `${ratio.toFixed(2)} ×`,
    ours: `p50 ${ms(median(ours))}`,
    against: `one page ${ms(median(direct))}`,
  })
}

/** All rows of the API; `memory()` of the app's process comes with them, to be asked when all is done. */
export async function measureApi(emptyFolder) {
  const helper = startHelper('scripts/bench/upstream.mjs')
  const upstream = await helper.next()
  const load = startHelper('scripts/bench/load.mjs')
  const empty = await startApp(emptyFolder, { BENCH_UPSTREAM: upstream.jobs })
  const app = await startApp(root, upstream.env)
  const setLatency = (latency) => getJson(`${upstream.origin}/latency/${latency}`)
  const cookie = await signIn(app.url, 'FAKE-KEY-of-the-load')
  const zone = `${upstream.instanceId}/zones/${upstream.zoneId}`
  const jobsUrl = `${app.url}/api/instances/${zone}/jobs`
  const ours = { url: jobsUrl, headers: { cookie } }
  const direct = { url: upstream.jobs, headers: { authorization: 'Bearer FAKE' } }
  const fixed = { url: `${empty.url}/api/health`, headers: { cookie } }
  const bare = { url: `${empty.url}/api/cookie/${zone}/jobs`, headers: { cookie } }
  const floor = { url: `${empty.url}/api/floor/${zone}/jobs`, headers: { cookie } }
  const bench = { app, upstream, jobsUrl }

  const fast = await compare(load, { ours, bare, floor, fixed }, 10)
  await setLatency(50)
  const one = await compare(load, { ours, direct, floor }, 1)
  const fifty = await compare(load, { ours, direct, floor }, 50)
  const more = one.ours.p50 - one.direct.p50
  const floorMore = one.floor.p50 - one.direct.p50
  return {
    app,
    rows: [
      row('Jobs list, upstream 50 ms, 1 connection, to upstream itself', '≤ 4 ms more', {
        reached: more <= 4,
        shown: `${ms(more)} more`,
        ours: `p50 ${ms(one.ours.p50)}`,
        against: `p50 ${ms(one.direct.p50)}`,
      }),
      row(`${floorIs}, to upstream itself`, '', {
        shown: `${ms(floorMore)} more`,
        ours: `p50 ${ms(one.floor.p50)}`,
        against: `p50 ${ms(one.direct.p50)}`,
      }),
      rate(
        'Jobs list, upstream 50 ms, 50 connections, to upstream itself',
        0.85,
        fifty,
        'ours',
        'direct',
      ),
      rate(`${floorIs}, to upstream itself`, null, fifty, 'floor', 'direct'),
      rate(
        'Jobs list, upstream 0 ms, 10 connections, to an empty dynamic route that reads a cookie',
        0.75,
        fast,
        'ours',
        'bare',
      ),
      rate(`${floorIs}, to the same empty route`, null, fast, 'floor', 'bare'),
      rate(
        '  jobs list to an empty route of a fixed address, without a cookie',
        null,
        fast,
        'ours',
        'fixed',
      ),
      ...(await upstreamCalls(bench)),
      await zonesList(bench),
    ],
  }
}
