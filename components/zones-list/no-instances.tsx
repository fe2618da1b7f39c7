'use client'

import { useQuery } from '@tanstack/react-query'
import { Empty } from '@/components/states/empty'
import { Button } from '@/components/ui/button'
import { sessionQuery } from '@/lib/queries/session'

export function NoInstances({ onRead, reading }: { onRead: () => void; reading: boolean }) {
  // Known since signing in; it does not change while one is.
  const session = useQuery({ ...sessionQuery(), staleTime: Number.POSITIVE_INFINITY })
  const { name, id } = session.data?.account ?? {}
  const account = name && name !== id ? name : 'this account'
  return (
    <>
      <h1 tabIndex={-1} className="sr-only">
        Zones
      </h1>
      <Empty
        title={
          <>
            <strong>No CIS instances</strong> in {account}.
          </>
        }
        text="Either there are none, or you have no role on one. Ask the owner of Internet Services in your account for the platform role Viewer and the service role Reader on an instance; creating jobs needs Manager. Or sign out, and sign in with a key of another account."
        actions={
          <Button variant="primary" onClick={onRead} busy={reading} busyLabel="Refreshing…">
            Refresh
          </Button>
        }
      />
    </>
  )
}
