import { REFUSALS } from '../iam/errors.ts'
import { ENGINE_AGENT } from '../receivers/types.ts'
import type { FaultEffect, FaultService } from './types.ts'

type EffectNote = { kind: FaultEffect['kind']; members: readonly string[]; about: string }

type Kinds = ReadonlySet<FaultEffect['kind']>

const OF_RECEIVERS_ALONE: Kinds = new Set([
  'wrong-token',
  'echoes',
  'error-in-200',
  'redirect',
  'refuses-engine',
])
const OF_RECEIVERS_TOO: Kinds = new Set([
  'status',
  'delay',
  'hang',
  'reset-before',
  'refused',
  'html',
  'empty',
])

/** Whether an effect means anything to a service: a fault that never happens would make a test pass for nothing. */
export function isEffectOf(service: FaultService, kind: FaultEffect['kind']): boolean {
  const isTheirs = OF_RECEIVERS_ALONE.has(kind)
  return service === 'receiver' ? isTheirs || OF_RECEIVERS_TOO.has(kind) : !isTheirs
}

/** Every effect with its members, for `--help` and for reading faults that come over HTTP. */
export const EFFECTS: readonly EffectNote[] = [
  { kind: 'rate-limited', members: ['retryAfter'], about: '429, with Retry-After if given' },
  {
    kind: 'status',
    members: ['status', 'code', 'message', 'errors', 'retryAfter'],
    about:
      'Any error status. errors sets the form: objects (default), strings, nested, nested-objects, or gateway: {"trace","errors":[{"code","message"}]}.',
  },
  {
    kind: 'delay',
    members: ['ms'],
    about: 'Waits, then carries out the request and answers, even if the client has gone.',
  },
  {
    kind: 'slow',
    members: ['ms'],
    about: 'Sends the headers at once and the body over this time.',
  },
  { kind: 'hang', members: [], about: 'Never answers and carries nothing out.' },
  { kind: 'reset-before', members: [], about: 'Closes the connection; nothing is carried out.' },
  {
    kind: 'reset-after',
    members: [],
    about: 'Carries out the request, then closes the connection without an answer.',
  },
  { kind: 'refused', members: [], about: 'Connection refused.' },
  {
    kind: 'lands-late',
    members: ['seconds', 'connection', 'answerSeconds'],
    about:
      'Carries out the request after this many seconds, even if the client has gone. connection: cut (default) closes it at once, hang leaves it open. A hanging connection is answered after answerSeconds, or never.',
  },
  {
    kind: 'html',
    members: ['status'],
    about: 'An HTML page: 502 of the edge (default), 403 of a proxy.',
  },
  {
    kind: 'empty',
    members: ['status'],
    about: 'Carries out the request and answers without a body.',
  },
  {
    kind: 'gzip-bomb',
    members: ['megabytes'],
    about: 'A small gzip body that unpacks to this many megabytes (64).',
  },
  { kind: 'broken-json', members: [], about: 'Half of the answer.' },
  { kind: 'result-null', members: [], about: 'The answer with result: null.' },
  { kind: 'result', members: ['result'], about: 'The answer with another result.' },
  { kind: 'bare', members: [], about: 'The result without its envelope.' },
  {
    kind: 'token-expired',
    members: ['status'],
    about:
      '401 (default), or 403 with "token expired". Without times, new tokens are refused as well.',
  },
  { kind: 'role-too-low', members: [], about: '403.' },
  {
    kind: 'iam-refusal',
    members: ['reason'],
    about: `IAM refuses to issue a token. reason: ${Object.keys(REFUSALS).join(', ')}.`,
  },
  {
    kind: 'destination-down',
    members: ['message', 'echo'],
    about:
      'Creating and editing jobs fails with 1002; with service destination, deliveries fail as well. echo: what the receiver repeats of the request in its refusal: path, url, headers or conf (the whole destination string).',
  },
  {
    kind: 'fields',
    members: ['gained', 'lost'],
    about: 'Adds fields to the list, or removes some.',
  },
  { kind: 'silent', members: [], about: 'A new job is accepted and never delivers.' },
  {
    kind: 'change-refused',
    members: ['status', 'code', 'message'],
    about: 'PUT of a job that names another destination: 400 with code 1004. Other changes pass.',
  },
  {
    kind: 'change-taken',
    members: [],
    about:
      'PUT of a job of Log Analysis: another destination is taken, whatever logAnalysisChange.',
  },
  {
    kind: 'delete-refused',
    members: ['status', 'code', 'message'],
    about: 'DELETE of a job: 400 with code 1004.',
  },
  { kind: 'wrong-token', members: [], about: 'Receivers: 403 of Splunk (code 4), 401 of others.' },
  {
    kind: 'echoes',
    members: ['echo'],
    about: 'Receivers: 404 that repeats the path (default), the url or the headers.',
  },
  {
    kind: 'error-in-200',
    members: ['message'],
    about: 'Receivers: 200 with an error in its body (Splunk: code 6); the data is lost.',
  },
  {
    kind: 'redirect',
    members: ['location', 'status'],
    about: 'Receivers: 302 to http://169.254.169.254/latest/meta-data/, or to location.',
  },
  {
    kind: 'refuses-engine',
    members: ['status'],
    about: `Receivers: 403 for the engine (user agent ${ENGINE_AGENT}); others are served.`,
  },
]
