import { nav } from '@/components/app/nav'
import { NotHere } from '@/components/app/not-here'
import { SignedInFrame } from '@/components/app/signed-in-frame'
import { AppFrame } from '@/components/shell/app-frame'
import { signedIn } from '../signed-in'

/**
 * Nobody has to be signed in to hear that an address does not exist; who is keeps search and account. Not at the root,
 * where every other page would load what this one needs.
 */
export default async function NotFound() {
  const session = await signedIn()
  const content = (
    <>
      <title>Not found · Logpush</title>
      <NotHere />
    </>
  )
  if (!session) return <AppFrame nav={nav}>{content}</AppFrame>
  return <SignedInFrame session={session}>{content}</SignedInFrame>
}
