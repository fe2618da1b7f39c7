import 'server-only'
import type { CreateMoveInput } from '@/lib/schemas/move'
import { open, seal } from '@/lib/server/crypto'
import { AppError } from '@/lib/server/errors'
import type { Plan } from '../plan'
import type { Kept } from './keep'

export const moveInputAad = ({ place, jobId }: Pick<Plan, 'place' | 'jobId'>) =>
  `change-move:${place.instanceId}/${place.zoneId}/${jobId}`

/** A move that waits: what was asked for, with the destination's secrets sealed. */
export function keptMove(
  plan: Plan,
  { destination, keepOld }: Required<Pick<CreateMoveInput, 'destination' | 'keepOld'>>,
): Kept {
  const { revision } = plan
  const input: CreateMoveInput = { destination, keepOld, ...(revision !== null && { revision }) }
  return {
    kind: 'move',
    plan: { ...plan, after: { ...Object(plan.after), move: { keepOld } } },
    sealedInput: seal(JSON.stringify(input), moveInputAad(plan)),
  }
}

/** Throws where the app's secret is not the one that it was sealed with. */
export function openMoveInput({ plan, sealedInput }: Kept & { kind: 'move' }): CreateMoveInput {
  const text = open(sealedInput, moveInputAad(plan))
  if (text === null) {
    throw new AppError(
      'internal',
      'This move was requested with another APP_SECRET and can’t be carried out. Nothing was sent.',
    )
  }
  return JSON.parse(text) as CreateMoveInput // Written by keptMove alone, and authenticated by the seal.
}
