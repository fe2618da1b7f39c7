import type { FaultEffect } from './types.ts'

type EffectNote = { kind: FaultEffect['kind']; members: readonly string[]; about: string }

/** Every effect with its members, for `--help` and for reading faults that come over HTTP. */
export const EFFECTS: readonly EffectNote[] = [
  { kind: 'rate-limited', members: ['retryAfter'], about: '429, with Retry-After if given' },
  {
    kind: 'status',
    members: ['status', 'code', 'message', 'errors', 'retryAfter'],
    about: 'any error status; errors: objects | strings | nested',
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
    about: 'an error page of the edge, 502 if not said otherwise',
  },
  { kind: 'broken-json', members: [], about: 'the answer is cut off in the middle' },
  { kind: 'result-null', members: [], about: 'result is null' },
  { kind: 'result', members: ['result'], about: 'another result' },
  { kind: 'bare', members: [], about: 'the result without its envelope' },
  { kind: 'token-expired', members: [], about: '401' },
  { kind: 'role-too-low', members: [], about: '403' },
  {
    kind: 'destination-down',
    members: ['message'],
    about: 'POST and PUT of jobs fail with 1002; with service "destination" deliveries fail too',
  },
  { kind: 'fields', members: ['gained', 'lost'], about: 'the list of fields gains or loses some' },
  { kind: 'silent', members: [], about: 'a created job is accepted and never delivers' },
]
