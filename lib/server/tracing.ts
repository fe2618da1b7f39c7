import 'server-only'
import {
  type Attributes,
  type Context,
  DiagLogLevel,
  diag,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { atEnd } from './at-end'
import { log } from './log'
import { type Deed, type Ending, watch } from './observe'
import { singleton } from './singleton'

// Traces of what the dashboard does: operations of the API, calls to IBM, rounds of the collector, deliveries of notices. The
// provider is not made the global one: the framework's own spans hold whole addresses, with what people search for.

const kinds: Record<Deed['kind'], SpanKind> = {
  request: SpanKind.SERVER,
  upstream: SpanKind.CLIENT,
  database: SpanKind.CLIENT,
  round: SpanKind.INTERNAL,
  delivery: SpanKind.CLIENT,
}
const words: Partial<Record<Deed['kind'], string>> = {
  round: 'collector round',
  delivery: 'alert delivery',
}

/** A receiver that is away is said once in a while, not every five seconds. */
const sayEveryMs = 10 * 60_000
/** Shorter than the library's 10 s and its retries: what is not taken soon is dropped. */
const exportWithinMs = 5_000

/**
 * Sends spans to `OTEL_EXPORTER_OTLP_ENDPOINT` by OTLP over HTTP, in JSON, in the background; whatever becomes of them, nobody
 * waits. The exporter and the resource read OpenTelemetry's other variables themselves (`OTEL_EXPORTER_OTLP_HEADERS`,
 * `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES` …). The second call does nothing.
 *
 * @returns sends what waits, and ends it
 */
export function startTracing(): () => Promise<void> {
  return singleton('tracing', () => {
    const say = sayTroubles()
    const named = resourceFromAttributes({ 'service.name': 'logpush-dashboard' })
    const detectors = [envDetector, serviceInstanceIdDetector]
    const provider = new TracerProvider({
      resource: defaultResource().merge(named).merge(detectResources({ detectors })),
      sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter({ timeoutMillis: exportWithinMs }),
          exportTimeoutMillis: exportWithinMs,
        }),
      ],
    })
    const tracer = provider.getTracer('logpush-dashboard')
    const unwatch = watch({
      begin: ({ kind, name, requestId, traceparent }, above) => {
        if (kind === 'database') return undefined
        const word = words[kind]
        const attributes: Attributes = { ...routeOf(kind, name) }
        if (requestId !== undefined) attributes['logpush.request_id'] = requestId
        return tracer.startSpan(
          word === undefined ? name : `${word} ${name}`,
          { kind: kinds[kind], attributes },
          above === undefined ? sentFrom(traceparent) : trace.setSpan(ROOT_CONTEXT, above as Span), // Only what is returned here is ever above.
        )
      },
      end: (_, ending, __, own) => {
        // As begun above. Of a round in which nothing was due nobody needs a trace, each second; what is not ended is not sent.
        if (own !== undefined && ending.outcome !== 'idle') endSpan(own as Span, ending)
      },
    })
    const end = async () => {
      unwatch()
      await provider.shutdown().catch((error: unknown) => say(String(error)))
    }
    atEnd(end)
    return end
  })
}

/** `GET /api/…` of ours, `cis GET /v2/…` of IBM's; other deeds have no route. */
function routeOf(kind: Deed['kind'], name: string): Attributes {
  if (kind !== 'request' && kind !== 'upstream') return {}
  const [path = '', method = ''] = name.split(' ').reverse()
  const route = kind === 'request' ? 'http.route' : 'url.template'
  return { 'http.request.method': method, [route]: path }
}

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The trace that a caller goes on with (W3C Trace Context); else a new one. */
function sentFrom(traceparent: string | null | undefined): Context {
  const [, traceId = '', spanId = '', flags = '0'] = traceparentForm.exec(traceparent ?? '') ?? []
  const sent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
  return isSpanContextValid(sent) ? trace.setSpanContext(ROOT_CONTEXT, sent) : ROOT_CONTEXT
}

function endSpan(span: Span, { outcome, status, correlationId }: Ending): void {
  span.setAttribute('logpush.outcome', outcome)
  if (status !== undefined) span.setAttribute('http.response.status_code', status)
  if (correlationId !== undefined) span.setAttribute('logpush.correlation_id', correlationId)
  if (outcome !== 'ok' && outcome !== 'sent') span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/** What the library says of its troubles goes into the log. @returns says one more */
function sayTroubles(): (text: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY
  const say = (text: string) => {
    if (performance.now() - saidAt < sayEveryMs) return
    saidAt = performance.now()
    log.warn('traces_not_sent', { text: text.slice(0, 500) })
  }
  const nothing = () => undefined
  const logger = { error: say, warn: say, info: nothing, debug: nothing, verbose: nothing }
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  return say
}
