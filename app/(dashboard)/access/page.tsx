import type { Metadata } from 'next'
import { Access } from '@/components/access/access'
import { NotForYou } from '@/components/app/not-for-you'
import { routes } from '@/lib/routes'
import { signedIn } from '../../signed-in'

export const metadata: Metadata = { title: 'Access' }

export default async function AccessPage() {
  const session = await signedIn()
  return session?.admin ? <Access tokensHref={routes.tokens()} /> : <NotForYou />
}
