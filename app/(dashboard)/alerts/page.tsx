import type { Metadata } from 'next'
import { Alerts } from '@/components/alerts/alerts'
import { isAlertsTab } from '@/components/alerts/tabs'
import { signedIn } from '../../signed-in'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await signedIn()
  // Without a session the layout shows the way to sign in.
  if (!session) return null
  const { tab, alert } = await searchParams
  return (
    <Alerts
      isOfIbm={session.kind === 'ibm'}
      isAdministrator={session.admin}
      tab={isAlertsTab(tab) ? tab : 'rules'}
      linked={typeof alert === 'string' && alert !== '' ? alert : null}
    />
  )
}
