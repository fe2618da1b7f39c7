'use client'

import { useQuery } from '@tanstack/react-query'
import { countOf } from '@/lib/count'
import { ApiError } from '@/lib/queries/fetcher'
import { useAreZonesPartial, zonesQuery } from '@/lib/queries/zones'
import type { Instance } from '@/lib/schemas/instance'

const isRefused = (error: unknown) => error instanceof ApiError && error.code === 'role_missing'

/** The page's heading: how many zones there are to look after, and where. */
export function HomeSentence({
  count,
  open,
  hasFailed,
}: {
  /** Of instances; undefined while they are being read. */
  count: number | undefined
  open: Instance | null
  hasFailed: boolean
}) {
  const zones = useQuery({ ...zonesQuery(open?.id ?? ''), enabled: open !== null })
  const isPartial = useAreZonesPartial(open?.id ?? '', open !== null)
  return (
    <h1 tabIndex={-1} className="text-headline text-balance wrap-anywhere">
      {sentence()}
    </h1>
  )

  function sentence() {
    if (count === undefined)
      return hasFailed ? (
        <strong className="font-semibold">Your zones could not be loaded.</strong>
      ) : (
        <strong className="font-semibold">Zones</strong>
      )
    const among = count > 1 ? `, one of ${countOf(count, 'instance')}` : ''
    if (!open) return <strong className="font-semibold">{countOf(count, 'instance')}</strong>
    if (zones.isError && !zones.data) {
      return (
        <>
          <strong className="font-semibold">
            {isRefused(zones.error)
              ? 'You don’t have access to the zones'
              : 'The zones could not be loaded'}
          </strong>{' '}
          {isRefused(zones.error) ? 'of' : 'for'} {open.name}
          {among}.
        </>
      )
    }
    if (!zones.data)
      return (
        <>
          <strong className="font-semibold">Zones</strong> of {open.name}
          {among}.
        </>
      )
    const known = zones.data.length === 0 ? 'No zones' : countOf(zones.data.length, 'zone')
    const found = isPartial ? `More than ${known}` : known
    return (
      <>
        <strong className="font-semibold">{found}</strong> in {open.name}
        {among}.
      </>
    )
  }
}
