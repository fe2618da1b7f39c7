import type { Metadata } from 'next'
import { RequestAccess } from '@/components/access/request-access'
import { NotForYou } from '@/components/app/not-for-you'
import { signedIn } from '../../../signed-in'

export const metadata: Metadata = { title: 'Request access' }

export default async function RequestAccessPage() {
  const session = await signedIn()
  return session?.kind === 'oidc' ? <RequestAccess /> : <NotForYou by="ibm" />
}
