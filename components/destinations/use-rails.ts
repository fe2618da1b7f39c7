import { useEffect, useEffectEvent } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Found } from '@/components/ui/field-frame'
import { destinationForms, type FormKind } from '@/lib/destinations/forms'
import { allowedOf, isBucketAllowed, kindFault } from '@/lib/grants/ways'
import type { JobDraft } from '@/lib/jobs/draft'
import { useWays } from '@/lib/queries/ways'
import type { ZonePlace } from '@/lib/schemas/zone'

type Findings = ReadonlyMap<string, readonly Found[]>

const kinds = Object.keys(destinationForms) as FormKind[] // Complete by its type.

/** The field that says where a destination of a kind is, which a guard rail narrows. */
const narrowed: Partial<Record<FormKind, string>> = {
  cos: 'cos.bucket',
  cloudLogs: 'cloudLogs.instanceId',
  splunk: 'splunk.endpoint',
  qradar: 'qradar.host',
  https: 'https.url',
}

/**
 * What guard rails allow, at the fields before they are hit; the server decides. A new job begins with a kind that is
 * allowed.
 */
export function useRails(place: ZonePlace, draft: JobDraft, isNew: boolean, findings: Findings) {
  const ways = useWays(place)
  const { setValue } = useFormContext<JobDraft>()
  const { kind } = draft
  const isKindWrong = isNew && kindFault(ways, kind) !== false
  const first = isKindWrong ? kinds.find((one) => kindFault(ways, one) === false) : undefined
  const onWrongKind = useEffectEvent((allowed: FormKind) => setValue('kind', allowed))
  useEffect(() => {
    if (first) onWrongKind(first)
  }, [first])
  return {
    ways,
    faultOf: (one: FormKind) => kindFault(ways, one),
    findings: withRail(findings, narrowed[kind], allowedOf(ways, kind), isWithin()),
  }

  function isWithin(): boolean {
    const { bucket, instanceId } = draft.cos
    return kind !== 'cos' || bucket === '' || isBucketAllowed(ways, instanceId, bucket)
  }
}

function withRail(
  findings: Findings,
  field: string | undefined,
  text: string | null,
  isWithin: boolean,
): Findings {
  if (!field || text === null) return findings
  const rail: Found = { tone: isWithin ? 'note' : 'warn', text }
  return new Map(findings).set(field, [rail, ...(findings.get(field) ?? [])])
}
