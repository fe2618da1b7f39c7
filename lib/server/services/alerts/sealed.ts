import 'server-only'
import { open, seal } from '@/lib/server/crypto'
import { AppError } from '@/lib/server/errors'

/** Where a channel sends to. A URL may hold a token, as Slack's do, so it is kept sealed like the secret. */
export type ChannelPlace = {
  url?: string
  to?: readonly string[]
  /** With which deliveries are signed. */
  secret?: string
}

export const channelAad = (id: string) => `alert-channel:${id}`

export function sealPlace(id: string, place: ChannelPlace): string {
  return seal(JSON.stringify(place), channelAad(id))
}

/** Throws where the app's secret is not the one that it was sealed with. */
export function openPlace(id: string, sealed: string): ChannelPlace {
  const text = open(sealed, channelAad(id))
  if (text === null) {
    throw new AppError(
      'internal',
      'This channel was saved with another APP_SECRET. Enter where it sends to again.',
    )
  }
  return JSON.parse(text) as ChannelPlace // Written by sealPlace alone, and authenticated by the seal.
}
