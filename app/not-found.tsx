import type { Metadata } from 'next'
import { nav } from '@/components/app/nav'
import { NotHere } from '@/components/app/not-here'
import { SignedInFrame } from '@/components/app/signed-in-frame'
import { AppFrame } from '@/components/shell/app-frame'
import { signedIn } from './signed-in'

export const metadata: Metadata = { title: 'Not found' }

/** For addresses outside every page. Nobody has to be signed in to hear that; who is keeps search and account. */
export default async function NotFound() {
  const session = await signedIn()
  if (!session) {
    return (
      <AppFrame nav={nav}>
        <NotHere />
      </AppFrame>
    )
  }
  return (
    <SignedInFrame session={session}>
      <NotHere />
    </SignedInFrame>
  )
}
