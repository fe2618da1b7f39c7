import 'server-only'
import type { Attention } from '@/lib/schemas/overview'
import type { PictureZone } from './picture'

/** A row about nothing yet. */
export const bare = {
  zone: null,
  job: null,
  state: null,
  since: null,
  lostSeconds: null,
  recoverableUntil: null,
  isLost: false,
  cause: null,
  subject: null,
  dueAt: null,
  destination: null,
  jobs: [],
} satisfies Partial<Attention>

export const zoneOf = ({ zoneId, name, instanceId }: PictureZone) => ({
  id: zoneId,
  name,
  instanceId,
})
