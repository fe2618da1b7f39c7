import type { FaultEffect } from './types.ts'

type EffectNote = { kind: FaultEffect['kind']; members: readonly string[]; about: string }

/** Every effect with its members, for `--help` and for reading faults that come over HTTP. */
export const EFFECTS: readonly EffectNote[] = [
  { kind: 'rate-limited', members: ['retryAfter'], about: '429, with Retry-After if given' },
  {
    kind: 'status',
    members: ['status', 'code', 'message', 'errors', 'retryAfter'],
    about:
      'an error; errors: objects | strings | nested | nested-objects | gateway ({"trace","errors":[{"code","message"}]})',
  },
  { kind: 'delay', members: ['ms'], about: 'the answer comes later' },
  { kind: 'slow', members: ['ms'], about: 'headers at once, the body in drops' },
  { kind: 'hang', members: [], about: 'never answers' },
  { kind: 'reset-before', members: [], about: 'the connection breaks, nothing was done' },
  { kind: 'reset-after', members: [], about: 'the connection breaks after the write was done' },
  { kind: 'refused', members: [], about: 'nobody listens' },
  {
    kind: 'lands-late',
    members: ['seconds', 'connection', 'answerSeconds'],
    about:
      'carried out so many seconds later, even if the client has gone; connection: cut (at once) | hang (until answerSeconds, or for ever)',
  },
  {
    kind: 'html',
    members: ['status'],
    about: 'an HTML page: of the edge (502, the default), with 403 of a proxy',
  },
  { kind: 'empty', members: ['status'], about: 'carried out, answered without a body' },
  {
    kind: 'gzip-bomb',
    members: ['megabytes'],
    about: 'a small gzip body that unpacks to so many megabytes (64)',
  },
  { kind: 'broken-json', members: [], about: 'the answer is cut off in the middle' },
  { kind: 'result-null', members: [], about: 'result is null' },
  { kind: 'result', members: ['result'], about: 'another result' },
  { kind: 'bare', members: [], about: 'the result without its envelope' },
  {
    kind: 'token-expired',
    members: ['status'],
    about: '401, or 403 with "token expired"; without times it outlives every renewal',
  },
  { kind: 'role-too-low', members: [], about: '403' },
  {
    kind: 'destination-down',
    members: ['message', 'echo'],
    about:
      'POST and PUT of jobs fail with 1002; with service "destination" deliveries fail too; echo: path | url | headers | conf, what the receiver repeats of the request',
  },
  { kind: 'fields', members: ['gained', 'lost'], about: 'the list of fields gains or loses some' },
  { kind: 'silent', members: [], about: 'a created job is accepted and never delivers' },
]
