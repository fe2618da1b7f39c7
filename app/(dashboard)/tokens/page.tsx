import type { Metadata } from 'next'
import { Tokens } from '@/components/tokens/tokens'
import { signedIn } from '../../signed-in'

export const metadata: Metadata = { title: 'Tokens' }

export default async function TokensPage() {
  const session = await signedIn()
  // Without a session the layout shows the way to sign in.
  if (!session) return null
  return <Tokens isOwner={session.kind === 'oidc'} isAdministrator={session.admin} />
}
