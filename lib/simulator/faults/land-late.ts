import type { Answer, Broken, Call } from '../call.ts'
import type { Later } from '../later.ts'
import type { FaultEffect } from './types.ts'

type Landing = {
  call: Call
  effect: Extract<FaultEffect, { kind: 'lands-late' }>
  later: Later
  arrivedAt: number
  serve(call: Call): Promise<Answer | Broken>
  /** Told once it is carried out, whoever is still there to hear it. */
  landed(outcome: Answer | Broken): void
}

/**
 * Takes a request whole, cuts its connection or lets it hang, and carries it out later by the simulator's clock, whether the
 * client is still there or not.
 */
export async function landLate(landing: Landing): Promise<Answer | Broken> {
  const { effect, later, arrivedAt, serve, landed } = landing
  const kept = keep(landing.call, arrivedAt)
  const outcome = new Promise<Answer | Broken>((resolve, reject) => {
    later.at(arrivedAt + effect.seconds * 1000, () =>
      kept.then(serve).then((answer) => {
        landed(answer)
        resolve(answer)
      }, reject),
    )
  })
  outcome.catch((error: unknown) => console.error(error))
  await kept
  const { answerSeconds } = effect
  if (answerSeconds === undefined)
    return { broken: effect.connection === 'hang' ? 'hang' : 'reset' }
  await new Promise<void>((resolve) => {
    later.at(arrivedAt + answerSeconds * 1000, async () => resolve())
  })
  return outcome
}

/** The request as it arrived, body and all: the connection may be gone when it is carried out. */
async function keep(call: Call, arrivedAt: number): Promise<Call> {
  const body = await call.body()
  const request = Object.assign(await call.request(), { arrivedAt })
  const { headers } = request
  return {
    ...call,
    headers,
    arrivedAt,
    body: async () => body,
    request: async () => request,
    effects: call.effects.filter(({ kind }) => kind !== 'lands-late'),
  }
}
