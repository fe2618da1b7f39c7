import * as z from 'zod/mini'
import { cosChallengeInput } from './cos'
import { challengeConf, toWireCos } from './cos-place'
import { otherInput } from './other'

/** What can be asked to be proven one's own: a bucket of IBM's, or another destination that the engine asks it for. */
export const challengeDestination = z.discriminatedUnion('kind', [cosChallengeInput, otherInput])
export type ChallengeDestination = z.infer<typeof challengeDestination>

/** The member of IBM's body. That CIS takes the engine's own text here, as it does for jobs, is unproven. */
export function challengeBody(destination: ChallengeDestination): Record<string, unknown> {
  return destination.kind === 'cos'
    ? { cos: toWireCos(destination) }
    : { destination_conf: destination.conf }
}

/** The text that a token is bound to, letter by letter. */
export function boundText(destination: ChallengeDestination): string {
  return destination.kind === 'cos' ? challengeConf(destination) : destination.conf
}
