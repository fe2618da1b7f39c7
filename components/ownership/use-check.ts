import { useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTicker } from '@/components/ui/use-ticker'
import { type ChallengeDestination, challengeDestination } from '@/lib/destinations/challenge'
import { boundConf, type JobDraft, ownershipTokenOf } from '@/lib/jobs/draft'
import { compareToken, type TokenComparison } from '@/lib/ownership/compare'
import { compareConfToken } from '@/lib/ownership/compare-conf'
import { readOwnershipToken } from '@/lib/ownership/token'

/** Every member of the draft, followed; a page's form is small enough for that. */
function useDraft(): JobDraft {
  const { control } = useFormContext<JobDraft>()
  return useWatch({ control, compute: (values: JobDraft) => values })
}

export type Check = {
  draft: JobDraft
  /** What a token of this destination is bound to, letter by letter. */
  conf: string
  /** As the API takes it; null while it is not complete. */
  destination: ChallengeDestination | null
  token: string
  /** null: there is no token, or one that is no JWT; IBM then has the only word. */
  comparison: TokenComparison | null
}

/** The destination and the token in the form, held against each other. */
export function useCheck(zoneId: string): Check {
  const draft = useDraft()
  const token = ownershipTokenOf(draft) ?? ''
  const conf = boundConf(draft)
  const place = JSON.stringify(placeOf(draft))
  // A token may end while the page is open.
  const minute = useTicker((now) => String(Math.floor(now / 60_000)), '0')
  const destination = useMemo(() => {
    const result = challengeDestination.safeParse(JSON.parse(place))
    return result.success ? result.data : null
  }, [place])
  const comparison = useMemo(() => {
    const reading = readOwnershipToken(token)
    if (!reading.ok) return null
    const context = { zoneId, nowMs: Number(minute) * 60_000 }
    const bound: ReturnType<typeof placeOf> = JSON.parse(place)
    return bound.kind === 'cos'
      ? compareToken(reading.token, { ...context, destination: bound })
      : compareConfToken(reading.token, { ...context, conf })
  }, [token, place, conf, minute, zoneId])
  return { draft, conf, destination, token, comparison }
}

/** What a challenge is asked for, half-filled too. */
function placeOf({ kind, cos, other }: JobDraft) {
  if (kind === 'other') return { kind, conf: other.conf.trim() } as const
  const { instanceId, bucket, region, path, dailyFolders } = cos
  return {
    kind: 'cos',
    auth: 'challenge',
    instanceId,
    bucket,
    region,
    path: path.trim(),
    dailyFolders,
  } as const
}
