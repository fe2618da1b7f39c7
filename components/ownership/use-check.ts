import { useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTicker } from '@/components/ui/use-ticker'
import { type CosChallengeInput, cosChallengeInput } from '@/lib/destinations/cos'
import { boundConf, type JobDraft } from '@/lib/jobs/draft'
import { compareToken, type TokenComparison } from '@/lib/ownership/compare'
import { readOwnershipToken } from '@/lib/ownership/token'

/** Every member of the draft, followed; a page's form is small enough for that. */
export function useDraft(): JobDraft {
  const { control } = useFormContext<JobDraft>()
  return useWatch({ control, compute: (values: JobDraft) => values })
}

export type Check = {
  draft: JobDraft
  /** What a token of this destination is bound to, letter by letter. */
  conf: string
  /** As the API takes it; null while it is not complete. */
  destination: CosChallengeInput | null
  token: string
  /** null: there is no token, or one that is no JWT; IBM then has the only word. */
  comparison: TokenComparison | null
}

/** The destination and the token in the form, held against each other. */
export function useCheck(zoneId: string): Check {
  const draft = useDraft()
  const { cos } = draft
  const { instanceId, bucket, region, path, dailyFolders, ownershipToken: token } = cos
  // A token may end while the page is open.
  const minute = useTicker((now) => String(Math.floor(now / 60_000)), '0')
  const destination = useMemo(() => {
    const place = { instanceId, bucket, region, path, dailyFolders }
    const result = cosChallengeInput.safeParse({ kind: 'cos', auth: 'challenge', ...place })
    return result.success ? result.data : null
  }, [instanceId, bucket, region, path, dailyFolders])
  const comparison = useMemo(() => {
    const reading = readOwnershipToken(token)
    if (!reading.ok) return null
    const bound = { instanceId, bucket, region, path: path.trim(), dailyFolders }
    const nowMs = Number(minute) * 60_000
    return compareToken(reading.token, { zoneId, destination: bound, nowMs })
  }, [token, instanceId, bucket, region, path, dailyFolders, minute, zoneId])
  return { draft, conf: boundConf(draft), destination, token, comparison }
}
