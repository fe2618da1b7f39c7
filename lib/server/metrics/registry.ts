import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Deed, type Ending, watch } from '../observe'
import { singleton } from '../singleton'

// What GET /metrics shows. Counts are of this process; what is said of the picture is the same in all of them. Nothing is
// labelled by a zone, a job or a person: series stay few, and no name gets out.

/** Seconds. Of what people wait for. */
const waits = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const statements = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5]

/** Of what the library knows of a process: no gauge that is named as a counter, and none that is no number between two scrapes. */
const ofProcess =
  /^(?:process_|nodejs_(?:eventloop_lag(?:_p99)?_seconds$|heap_size_|gc_duration_seconds$))/

function make() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  for (const { name } of registry.getMetricsAsArray()) {
    if (!ofProcess.test(name)) registry.removeSingleMetric(name)
  }

  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[],
  ) => new Histogram({ name, help, labelNames, buckets, registers })

  return {
    registry,
    requests: counter(
      'logpush_http_requests_total',
      'Requests of the API by operation and status.',
      ['operation', 'status'],
    ),
    requestSeconds: histogram(
      'logpush_http_request_duration_seconds',
      'How long requests of the API take.',
      ['operation'],
      waits,
    ),
    upstream: counter(
      'logpush_upstream_requests_total',
      'Requests to IBM, each try, by route and outcome: ok, refused, rate_limited, timeout, network, unusable.',
      ['route', 'outcome'],
    ),
    upstreamSeconds: histogram(
      'logpush_upstream_request_duration_seconds',
      'How long IBM takes to answer, each try.',
      ['route'],
      waits,
    ),
    statementSeconds: histogram(
      'logpush_database_query_duration_seconds',
      'How long statements take in the database, waiting for it included.',
      ['operation', 'outcome'],
      statements,
    ),
    roundSeconds: histogram(
      'logpush_collector_round_duration_seconds',
      'How long the collector reads at a stretch, where anything is due, for the team’s connections or with a right of somebody’s own.',
      ['picture', 'outcome'],
      [0.05, 0.25, 1, 2.5, 5, 10, 15, 30],
    ),
    deliveries: counter(
      'logpush_alert_deliveries_total',
      'Attempts to deliver a notice, by kind of channel and outcome.',
      ['kind', 'outcome'],
    ),
    pendingDeliveries: gauge(
      'logpush_alert_deliveries_pending',
      'Notices that wait to be delivered, or to be tried again.',
    ),
    isReadable: gauge(
      'logpush_fleet_readable',
      '1 where the picture of all zones could be read from the database for this answer, else 0.',
    ),
    jobs: gauge('logpush_jobs', 'Jobs by state and dataset.', ['state', 'dataset']),
    zones: gauge(
      'logpush_zones',
      'Zones by how their reading stands: current, old, never, or without_logpush in their plan.',
      ['reading'],
    ),
    delay: gauge(
      'logpush_delivery_delay_seconds',
      'Time since the last delivery of jobs that should deliver: median, p95 and max over jobs.',
      ['dataset', 'statistic'],
    ),
    lost: gauge(
      'logpush_lost_seconds',
      'Seconds of logs that are missing, over all jobs that do not deliver now.',
      ['dataset'],
    ),
    lostInDay: gauge(
      'logpush_lost_last_day_seconds',
      'Seconds of logs that went missing in the last 24 hours, gaps that have ended included.',
      ['dataset'],
    ),
    oldest: gauge(
      'logpush_collector_oldest_reading_age_seconds',
      'Age of the oldest reading of a zone.',
    ),
    cycle: gauge(
      'logpush_collector_cycle_seconds',
      'How long it takes until every zone has been read again within the share of the budget; where readings are behind, how long it has taken already.',
    ),
    budgetLeft: gauge(
      'logpush_upstream_budget_left',
      'Requests that IBM’s rate limit leaves to a connection in the current 5 minutes.',
      ['connection'],
    ),
    shareUsed: gauge(
      'logpush_collector_budget_used_ratio',
      'Part of a connection’s rate limit that the collector used in the last 5 minutes.',
      ['connection'],
    ),
  }
}

export type Metrics = ReturnType<typeof make>

/** Counts what the dashboard does from the first call on. */
export function metrics(): Metrics {
  return singleton('metrics', () => {
    const all = make()
    watch({ end: (deed, ending, seconds) => count(all, deed, ending, seconds) })
    return all
  })
}

function count(all: Metrics, { kind, name }: Deed, { outcome, status }: Ending, seconds: number) {
  switch (kind) {
    case 'request':
      all.requests.inc({ operation: name, status: String(status ?? outcome) })
      all.requestSeconds.observe({ operation: name }, seconds)
      return
    case 'upstream':
      all.upstream.inc({ route: name, outcome })
      all.upstreamSeconds.observe({ route: name }, seconds)
      return
    case 'database':
      all.statementSeconds.observe({ operation: name, outcome }, seconds)
      return
    case 'round':
      if (outcome === 'idle') return
      all.roundSeconds.observe({ picture: name, outcome }, seconds)
      return
    case 'delivery':
      all.deliveries.inc({ kind: name, outcome })
      return
  }
}
