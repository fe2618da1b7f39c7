import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CompanyAccount, Or } from '@/components/session/company-account'
import { DeliveryMonth } from '@/components/session/delivery-month'
import { SignInFailure } from '@/components/session/sign-in-failure'
import { SignInForm } from '@/components/session/sign-in-form'
import { Logo } from '@/components/shell/logo'
import { safeReturnTo } from '@/lib/return-to'
import { signInOptions } from '@/lib/server/oidc/ways'
import { readSession } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { returnTo: wanted, error } = await searchParams
  const returnTo = safeReturnTo(wanted)
  if (await readSession(await headers())) redirect(returnTo)
  const { ibm, oidc } = signInOptions()
  return (
    <div className="grid min-h-dvh grid-cols-1 max-signin:grid-rows-[auto_1fr] signin:grid-cols-[64fr_36fr]">
      <header className="flex min-w-0 flex-col justify-between overflow-hidden pt-8 pb-9 max-signin:justify-start max-signin:pb-0">
        <p className="flex flex-wrap items-center gap-3 px-12 max-signin:px-6">
          <Logo />
          <strong className="font-semibold">Logpush</strong>
          <span className="text-ink-3">for IBM Cloud Internet Services</span>
        </p>
        <div className="max-signin:hidden">
          <div className="px-12 pb-14">
            <p className="max-w-[36rem] text-display">Every zone’s logs, and every gap in them.</p>
            <p className="mt-4 max-w-[32rem] text-[1rem]/6 text-ink-2">
              Logpush delivers each record once and never backfills. A gap is permanent, so this
              dashboard shows the gaps first.
            </p>
          </div>
          <DeliveryMonth />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="border-line bg-surface px-6 py-12 max-signin:bg-canvas signin:border-s signin:px-10 signin:pt-[26dvh]"
      >
        <div className="mx-auto w-full max-w-[24.5rem]">
          <h1 className="mb-5 text-title">Sign in</h1>
          <SignInFailure error={error} provider={oidc?.name} />
          {ibm && <SignInForm returnTo={returnTo} />}
          {ibm && oidc && <Or />}
          {oidc && <CompanyAccount name={oidc.name} returnTo={returnTo} isOnly={!ibm} />}
        </div>
      </main>
    </div>
  )
}
