import type { Metadata } from 'next'
import { NotForYou } from '@/components/app/not-for-you'
import { signedIn } from '../../signed-in'
import { AccessView } from './access-view'

export const metadata: Metadata = { title: 'Access' }

export default async function AccessPage() {
  const session = await signedIn()
  return session?.admin ? <AccessView /> : <NotForYou />
}
