import { createHash } from 'node:crypto'
import { ibmNameOf } from '../datasets.ts'
import type { SimJob, SimState, SimZone } from '../state.ts'
import { defaultFields, logOptionsOf } from './logpull-options.ts'
import { createDraw, recordLine } from './records.ts'

/** `tail` names the batch: 8 hexadecimal digits. */
export type Batch = { lines: string[]; startMs: number; endMs: number; tail: string }

/** The engine would make up to 100,000; a simulator has better things to hold in memory. */
const MOST_RECORDS = 5000

/** Logs of one window for one job, as NDJSON lines; none when the zone has no traffic in the dataset. */
export function makeBatch(
  state: SimState,
  zone: SimZone,
  job: SimJob,
  window: { startMs: number; endMs: number },
): Batch {
  const { startMs, endMs } = window
  const dataset = ibmNameOf(job.dataset ?? 'http_requests')
  const perSecond = zone.paused ? 0 : (zone.traffic[dataset] ?? 0)
  const tail = createHash('sha1').update(`${job.id} ${startMs} ${endMs}`).digest('hex').slice(0, 8)
  if (perSecond <= 0 || endMs <= startMs) return { lines: [], startMs, endMs, tail }

  const types = state.fields.get(dataset) ?? new Map<string, string>()
  const options = logOptionsOf(job)
  const fields = options.fields ?? defaultFields(dataset, types.keys())
  const records = Math.round((perSecond * options.sample * (endMs - startMs)) / 1000)
  const count = Math.min(Math.max(records, 1), MOST_RECORDS)
  const draw = createDraw(Number.parseInt(tail, 16))
  const lines = Array.from({ length: count }, (_, index) =>
    recordLine({
      fields,
      types,
      timestamps: options.timestamps,
      at: startMs + Math.floor(((endMs - startMs) * index) / count),
      zoneName: zone.name,
      draw,
    }),
  )
  return { lines, startMs, endMs, tail }
}
