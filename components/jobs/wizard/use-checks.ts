'use client'

import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { JobDraft } from '@/lib/jobs/draft'
import { usualJobsPerZone } from '@/lib/jobs/slots'
import { useAccess } from '@/lib/queries/access'
import { useFields } from '@/lib/queries/fields'
import { useInstance } from '@/lib/queries/instances'
import { useJobs } from '@/lib/queries/jobs'
import { refresh } from '@/lib/queries/refresh'
import { useUpdateRetention, useZone } from '@/lib/queries/zones'
import { routes } from '@/lib/routes'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatClock } from '@/lib/time'
import type { Fix, ReviewCheck } from './check'
import { fieldsCheck, nameCheck, placeCheck, tokenCheck } from './draft-checks'
import { planCheck, retentionCheck, roleCheck, slotsCheck, zoneCheck } from './zone-checks'

/** Everything that is looked at before the job is made, each with its fix beside it. */
export function useChecks({
  place: { instanceId, zoneId },
  draft,
  destinationErrors,
  moreChecks,
  goTo,
}: {
  place: ZonePlace
  draft: JobDraft
  destinationErrors: readonly { name: string; message: string }[]
  moreChecks: readonly ReviewCheck[]
  goTo: (step: 'destination' | 'ownership' | 'logs') => void
}) {
  const { setValue } = useFormContext<JobDraft>()
  const instance = useInstance(instanceId)
  const access = useAccess(instanceId)
  const zone = useZone(instanceId, zoneId)
  const jobs = useJobs(instanceId, zoneId)
  const fields = useFields(instanceId, zoneId, draft.logs.dataset)
  const retention = useUpdateRetention(instanceId, zoneId)
  const [isChecking, setIsChecking] = useState(false)
  const nowMs = Date.now()

  function dropGoneFields() {
    const live = new Set(fields.data?.map(({ name }) => name))
    const names = draft.logs.names.filter((name) => live.has(name))
    setValue('logs.names', names, { shouldDirty: true })
    // What is left of a preset is a list of one's own.
    setValue('logs.choice', 'list', { shouldDirty: true })
  }

  function fixFor({ id, verdict }: ReviewCheck): Fix | undefined {
    if (verdict === 'fine' || verdict === 'open') return undefined
    switch (id) {
      case 'retention':
        return verdict === 'fix'
          ? {
              label: 'Turn on',
              isMain: true,
              busy: retention.isPending,
              busyLabel: 'Turning on…',
              onFix: () => retention.mutate(true),
            }
          : undefined
      case 'name':
        return { label: 'Change name', onFix: () => goTo('logs') }
      case 'slots':
        return jobs.data && jobs.data.length >= usualJobsPerZone
          ? { label: 'View jobs', href: routes.zone(instanceId, zoneId) }
          : undefined
      case 'fields':
        return verdict === 'fix' && draft.logs.names.length > 0
          ? { label: 'Remove them', isMain: true, onFix: dropGoneFields }
          : { label: 'Select fields', onFix: () => goTo('logs') }
      case 'destination':
        return {
          label: verdict === 'warn' && draft.kind === 'cos' ? 'Change path' : 'Change',
          onFix: () => goTo('destination'),
        }
      case 'token':
        return { label: 'Go to Ownership', onFix: () => goTo('ownership') }
      default:
        return undefined
    }
  }

  const found = [
    retentionCheck(zone),
    placeCheck(draft, jobs, destinationErrors),
    planCheck(instance),
    roleCheck(access, instance.data?.name),
    zoneCheck(zone),
    nameCheck(draft, jobs),
    slotsCheck(jobs),
    fieldsCheck(draft, fields),
    tokenCheck(draft, nowMs, (ms) => formatClock(ms, nowMs)),
    ...moreChecks,
  ].filter((check) => check !== null)

  return {
    checks: found.map((check) => ({ ...check, fix: check.fix ?? fixFor(check) })),
    checkAgain: async () => {
      setIsChecking(true)
      await refresh(instance, access, zone, jobs, fields)
      setIsChecking(false)
    },
    isChecking,
    instance: instance.data,
    fields: fields.data,
    retentionError: retention.error,
  }
}
