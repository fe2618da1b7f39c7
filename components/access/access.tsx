'use client'

import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { useAccessRequests } from '@/lib/queries/access-requests'
import { useConnections } from '@/lib/queries/connections'
import { useGrants, useReachableZones } from '@/lib/queries/grants'
import { routes } from '@/lib/routes'
import { type GrantAct, GrantsSection } from './grants-section'
import { RequestsSection } from './requests-section'
import { WaitingForYou } from './waiting-for-you'
import { ZonePeople } from './zone-people'

const tabNames = ['grants', 'requests', 'connections'] as const
type TabName = (typeof tabNames)[number]

const connectionsChunk = chunk(() => import('./connections-section'))

/** For administrators: what waits, who has which access, by which connections. `changes`: what waits of another kind. */
export function Access({ changes, tokensHref }: { changes?: ReactNode; tokensHref?: string }) {
  const router = useRouter()
  const asked = useSearchParams().get('tab')
  const tab: TabName = tabNames.find((name) => name === asked) ?? 'grants'
  const [act, setAct] = useState<GrantAct | null>(null)
  // One row tells how many there are.
  const total = useGrants('', 50).data?.total
  const requests = useAccessRequests().data
  const connections = useConnections().data
  const zones = useReachableZones()

  return (
    <>
      <PageTitle
        title="Access"
        actions={
          tab === 'grants' && (
            <Button variant="primary" icon="plus" onClick={() => setAct({ kind: 'new' })}>
              New grant
            </Button>
          )
        }
      />
      <Tabs
        className="mt-3"
        label="Access"
        value={tab}
        onChange={(next) =>
          router.replace(routes.access(next === 'grants' ? undefined : next), { scroll: false })
        }
        aside={
          tokensHref && (
            <Link
              href={tokensHref}
              className="pt-1.5 pb-2 text-ink-2 hover:text-ink hover:underline touch:flex touch:min-h-11 touch:items-center"
            >
              Tokens
            </Link>
          )
        }
        tabs={[
          {
            value: 'grants',
            label: counted('Grants', total),
            content: (
              <div className="flex flex-col gap-8 pt-2">
                <WaitingForYou changes={changes} />
                <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_20rem] xl:gap-10">
                  <GrantsSection
                    zones={zones.data?.items}
                    isReading={zones.isPending}
                    act={act}
                    onAct={setAct}
                  />
                  <ZonePeople zones={zones.data?.items ?? []} isReading={zones.isPending} />
                </div>
              </div>
            ),
          },
          {
            value: 'requests',
            label: counted('Requests', requests?.waiting),
            content: <RequestsSection />,
          },
          {
            value: 'connections',
            label: counted('Connections', connections?.length),
            content: <Connections />,
          },
        ]}
      />
    </>
  )
}

const counted = (label: string, count: number | undefined) =>
  count === undefined ? label : `${label} ${count}`

function Connections() {
  const parts = useChunk(connectionsChunk)
  return parts ? <parts.ConnectionsSection /> : <Skeleton className="h-40" />
}
