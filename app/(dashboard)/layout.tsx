import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { SignedInFrame } from '@/components/app/signed-in-frame'
import { safeReturnTo } from '@/lib/return-to'
import { routes } from '@/lib/routes'
import { signedIn } from '../signed-in'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const session = await signedIn()
  if (!session) {
    const path = safeReturnTo((await headers()).get('x-logpush-path'))
    redirect(routes.signIn(path === routes.home() ? undefined : path))
  }
  return <SignedInFrame session={session}>{children}</SignedInFrame>
}
