'use client'

import { useQuery } from '@tanstack/react-query'
import { Empty } from '@/components/states/empty'
import { Button, ButtonLink } from '@/components/ui/button'
import { sessionQuery } from '@/lib/queries/session'
import { routes } from '@/lib/routes'

export function NoInstances({ onRead, reading }: { onRead: () => void; reading: boolean }) {
  // Known since signing in; it does not change while one is.
  const session = useQuery({ ...sessionQuery(), staleTime: Number.POSITIVE_INFINITY })
  if (session.data?.kind === 'oidc') {
    return <NoZonesYet isAdministrator={session.data.admin} onRead={onRead} reading={reading} />
  }
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

/** Of somebody who signed in with the company account: what they see comes by grants, and through connections. */
function NoZonesYet({
  isAdministrator,
  onRead,
  reading,
}: {
  isAdministrator: boolean
  onRead: () => void
  reading: boolean
}) {
  const refresh = (
    <Button onClick={onRead} busy={reading} busyLabel="Refreshing…">
      Refresh
    </Button>
  )
  return (
    <>
      <h1 tabIndex={-1} className="sr-only">
        Zones
      </h1>
      {isAdministrator ? (
        <Empty
          title={
            <>
              <strong>No zones yet.</strong> No connection sees a CIS instance.
            </>
          }
          text="Connect an IBM Cloud account with the API key of a service ID; its zones appear here, and grants can reach them."
          actions={
            <>
              <ButtonLink variant="primary" href={routes.access('connections')}>
                View connections
              </ButtonLink>
              {refresh}
            </>
          }
        />
      ) : (
        <Empty
          title={<strong>You don’t have access to any zone yet.</strong>}
          text="An administrator of this dashboard gives access. Request it with the name of the zone and a reason; the same page shows the answers to your earlier requests."
          actions={
            <>
              <ButtonLink variant="primary" href={routes.requestAccess()}>
                Request access
              </ButtonLink>
              {refresh}
            </>
          }
        />
      )}
    </>
  )
}
