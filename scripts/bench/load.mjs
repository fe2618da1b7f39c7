// The load generator, in a process of its own: reads one JSON line {url, headers, connections, seconds} for each run
// from stdin and answers it with one line {perSecond, p50, p99, failed}; times in ms.
import { createInterface } from 'node:readline'
import autocannon from 'autocannon'
import { quantile } from './numbers.mjs'

async function run({ url, headers, connections, seconds }) {
  const times = []
  const load = autocannon({ url, headers, connections, duration: seconds })
  // The generator's own summary rounds to whole milliseconds.
  load.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  const { duration, errors, timeouts, non2xx } = await load
  times.sort((a, b) => a - b)
  return {
    perSecond: times.length / duration,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    failed: errors + timeouts + non2xx,
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`)
}
