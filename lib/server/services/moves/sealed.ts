import 'server-only'
import type { DestinationInput, DestinationView } from '@/lib/destinations/registry'
import { open, seal } from '@/lib/server/crypto'
import type { MoveRow } from '@/lib/server/db/moves'
import { AppError } from '@/lib/server/errors'

/** What a move needs to be carried out by whichever process: with the destination's secrets, so it is kept sealed. */
export type MoveContent = {
  version: 1
  destination: DestinationInput
  /** Whether the old job was: then the second one has to deliver before the old one goes. */
  enabled: boolean
  /** Where the second job sends to as IBM showed it at first, however IBM writes what it was given. */
  made?: DestinationView
}

export const moveAad = (id: string) => `move:${id}`

export function sealMove(id: string, content: MoveContent): string {
  return seal(JSON.stringify(content), moveAad(id))
}

/** Throws where the app's secret is not the one that it was sealed with. */
export function openMove({ id, sealedPlan }: Pick<MoveRow, 'id' | 'sealedPlan'>): MoveContent {
  const text = sealedPlan === null ? null : open(sealedPlan, moveAad(id))
  if (text === null) {
    throw new AppError(
      'internal',
      'This move was planned with another APP_SECRET, so it can’t go on.',
    )
  }
  return JSON.parse(text) as MoveContent // Written by sealMove alone, and authenticated by the seal.
}
