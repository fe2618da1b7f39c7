import { fullPath } from '@/lib/destinations/cos-place'
import { settlePatch, shownDestination } from '@/lib/destinations/settle-patch'
import type { Changes } from '@/lib/jobs/changes'
import { takesHold } from '@/lib/jobs/state'
import type { Job } from '@/lib/schemas/job'

export type EffectWords = {
  /** Goes on until then, as in `logs/http/`; null: not to be said. */
  oldPlace: string | null
  text: string
  /** What is lost by it. */
  heeds: string[]
}

/** What saving does, besides what the table says. */
export function effectOf(job: Job, { change }: Changes): EffectWords {
  const { destination } = job
  const heeds = [
    ...(job.enabled && change.enabled === false
      ? [
          'While the job is disabled, its logs are not delivered, and Logpush does not backfill them.',
        ]
      : []),
    ...dropped(job, change.destination),
  ]
  if (change.destination) {
    const text = `IBM tests the destination before it saves. The change takes effect in ${takesHold}; until then, files keep arriving`
    return {
      text,
      oldPlace:
        destination.kind === 'cos'
          ? `${[destination.bucket, fullPath(destination)].filter(Boolean).join('/')}/`
          : null,
      heeds,
    }
  }
  const slow = change.logs ? ` The change takes effect in ${takesHold}.` : ''
  return {
    text: `IBM checks the destination on every change, so it has to be reachable.${slow}`,
    oldPlace: null,
    heeds,
  }
}

/** Parameters of the destination that IBM's form of a change has no room for. */
function dropped(job: Job, patch: Changes['change']['destination']): string[] {
  if (!patch) return []
  const settled = settlePatch(patch, shownDestination(job.destination))
  if (settled.outcome !== 'changed' || settled.drops.length === 0) return []
  return [
    `The destination parameters ${settled.drops.join(', ')} will be removed: the change can’t keep them.`,
  ]
}
