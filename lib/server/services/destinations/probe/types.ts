import 'server-only'
import type { ParsedConf } from '@/lib/destinations/kind'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import type { Reach } from '@/lib/server/outbound/place'

/** A destination that IBM holds as one text, to be tried as that text says. */
export type Target = {
  conf: ParsedConf
  reach: Reach
  /** What others say, fit to be shown: one line, cut, without what the destination hides. */
  clean: (text: string) => string | undefined
}

/** Tries a destination. Throws ForbiddenHost where nothing may be tried; every other failure is an answer. */
export type Probe = (target: Target) => Promise<DestinationTest>
