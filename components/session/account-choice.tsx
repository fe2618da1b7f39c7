'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RadioRows } from '@/components/ui/radio-rows'
import { TextField } from '@/components/ui/text-field'
import { ApiError } from '@/lib/queries/fetcher'
import { createSession } from '@/lib/queries/session'
import type { Problem } from '@/lib/schemas/problem'
import { RefusalIds, SignInNotice } from './sign-in-messages'
import { signInProblem } from './sign-in-problem'

/**
 * A passcode was accepted and its token belongs to no account: asks for the one to work in, of those that IBM lists or by
 * its ID. `onStartOver`: another passcode is needed, since the first is used up.
 */
export function AccountChoice({
  problem: { accounts = [], continuation = '', detail },
  returnTo,
  onStartOver,
}: {
  problem: Problem
  returnTo: string
  onStartOver: (error?: ApiError) => void
}) {
  const [accountId, setAccountId] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ApiError | string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (!accountId.trim()) return fail(isListed ? 'Choose an account.' : 'Enter the account ID.')
    setBusy(true)
    setFailure(null)
    try {
      await createSession({ continuation, accountId: accountId.trim() })
      location.replace(returnTo)
    } catch (error) {
      setBusy(false)
      if (!(error instanceof ApiError)) throw error
      if (error.problem.errors?.some(({ path }) => path === 'continuation')) onStartOver(error)
      else fail(error)
    }
  }

  function fail(error: ApiError | string) {
    setFailure(error)
    field.current?.focus()
  }

  function choose(id: string) {
    setAccountId(id)
    setFailure(null)
  }

  const isListed = accounts.length > 0
  const refusal = failure instanceof ApiError ? failure.problem : null
  const problem = refusal && signInProblem(refusal, 'accountId')
  const error =
    typeof failure === 'string' ? failure : problem?.place === 'field' ? problem.text : undefined

  return (
    <form noValidate onSubmit={submit} aria-label="Choose an account">
      {isListed ? (
        <>
          <p className="mb-4 text-ink-2">Your passcode was accepted. {detail}</p>
          {/* Long lists scroll; the room around them is for the focus ring. */}
          <div className="-m-1 max-h-[60dvh] overflow-y-auto p-1">
            <RadioRows
              ref={field}
              label="Account"
              note={`${accounts.length} accounts`}
              error={error}
              value={accountId || undefined}
              onChange={choose}
              rows={accounts.map(({ id, name }) => ({
                value: id,
                label: name,
                description: name === id ? undefined : <span className="text-code">{id}</span>,
              }))}
            />
          </div>
        </>
      ) : (
        <>
          <Notice tone="warn" role="status" className="mb-5">
            {detail}
          </Notice>
          <TextField
            ref={field}
            label="Account ID"
            mono
            value={accountId}
            onChange={(event) => choose(event.target.value)}
            error={error}
            help="32 letters and digits; in the IBM Cloud console under Manage, Account, Account settings."
          />
        </>
      )}
      {refusal && problem?.place === 'field' && refusal.upstream && (
        <RefusalIds problem={refusal} />
      )}
      {refusal && problem?.place === 'notice' && (
        <SignInNotice problem={refusal} text={problem.text} advice={problem.advice} />
      )}
      <Button
        type="submit"
        variant="primary"
        block
        busy={busy}
        busyLabel="Signing in…"
        className="mt-5 min-h-10"
      >
        Continue
      </Button>
      <Button variant="quiet" block onClick={() => onStartOver()} className="mt-2">
        Use another passcode or key
      </Button>
    </form>
  )
}
