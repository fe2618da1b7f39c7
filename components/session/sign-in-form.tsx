'use client'

import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { TextField } from '@/components/ui/text-field'
import { ApiError } from '@/lib/queries/fetcher'
import { createSession } from '@/lib/queries/session'
import type { Problem } from '@/lib/schemas/problem'
import { RefusalIds, SignInNotice } from './sign-in-messages'
import { type SignInWay, signInProblem } from './sign-in-problem'
import { SignInTabs } from './sign-in-tabs'

/** Most people never meet it. */
const AccountChoice = lazy(() =>
  import('./account-choice').then((module) => ({ default: module.AccountChoice })),
)

/** IBM's page that shows a one-time passcode to whoever is signed in there; the address is unproven. */
const passcodePage = 'https://identity-1.us-south.iam.cloud.ibm.com/identity/passcode'

const ways = {
  apiKey: { label: 'API key', submit: 'Sign in', empty: 'Paste your API key.' },
  passcode: {
    label: 'One-time passcode',
    submit: 'Sign in',
    empty: 'Paste the passcode.',
  },
} as const

/**
 * The fields are uncontrolled and without a name: what is typed or filled in before the scripts are there is kept,
 * and a form sent without them carries no secret anywhere.
 */
export function SignInForm({ returnTo }: { returnTo: string }) {
  const [way, setWay] = useState<SignInWay>('apiKey')
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(false)
  const [failure, setFailure] = useState<{ error: ApiError | string; way: SignInWay } | null>(null)
  const [choice, setChoice] = useState<Problem | null>(null)
  const apiKey = useRef<HTMLInputElement>(null)
  const passcode = useRef<HTMLInputElement>(null)

  // On a touch screen focus would push the page away behind a keyboard nobody asked for.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) apiKey.current?.focus()
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    const field = way === 'apiKey' ? apiKey.current : passcode.current
    if (!field || busy) return
    const typed = field.value.trim()
    if (!typed) return fail(ways[way].empty)
    setBusy(true)
    setFailure(null)
    try {
      await createSession(way === 'apiKey' ? { apiKey: typed } : { passcode: typed })
      field.value = ''
      // A fresh document: nothing of this page stays in memory or behind the Back button.
      location.replace(returnTo)
    } catch (error) {
      setBusy(false)
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'account_needed') setChoice(error.problem)
      else fail(error)
    }

    function fail(error: ApiError | string) {
      setFailure({ error, way })
      field?.focus()
    }
  }

  const failed = failure?.way === way ? failure.error : null
  const problem = failed instanceof ApiError ? signInProblem(failed.problem, way) : null
  const fieldError =
    typeof failed === 'string'
      ? failed
      : problem?.place === 'field' && `${problem.text} ${problem.advice}`.trim()
  const clearFailure = () => setFailure(null)

  function tryPasscode() {
    // Drawn at once, because a hidden field takes no focus.
    flushSync(() => setWay('passcode'))
    passcode.current?.focus()
  }

  function panel(own: SignInWay) {
    return way === own ? { error: fieldError || undefined } : {}
  }

  /** Back to where a passcode is given; the one before is used up. */
  function startOver(error?: ApiError) {
    flushSync(() => {
      setChoice(null)
      setWay('passcode')
      setFailure(error ? { error, way: 'passcode' } : null)
    })
    passcode.current?.focus()
  }

  if (choice) {
    return (
      <Suspense>
        <AccountChoice problem={choice} returnTo={returnTo} onStartOver={startOver} />
      </Suspense>
    )
  }
  return (
    <form method="post" noValidate onSubmit={submit}>
      <SignInTabs
        value={way}
        onChange={(next) => {
          setWay(next)
          setFailure(null)
        }}
        tabs={[
          {
            value: 'apiKey',
            label: ways.apiKey.label,
            panelLabel: 'With a key',
            content: (
              <TextField
                {...panel('apiKey')}
                ref={apiKey}
                label={ways.apiKey.label}
                mono
                type={shown ? 'text' : 'password'}
                autoComplete="current-password"
                placeholder="44 characters"
                onChange={clearFailure}
                help="Your own key or a service ID’s. It is used once to get IBM’s tokens and not stored; the tokens stay on this server, encrypted."
                suffix={
                  <button
                    type="button"
                    aria-pressed={shown}
                    aria-label="Show typed text"
                    onClick={() => setShown(!shown)}
                    className="-me-1.5 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:-me-3 touch:size-11"
                  >
                    <Icon name={shown ? 'eye-off' : 'eye'} />
                  </button>
                }
              />
            ),
          },
          {
            value: 'passcode',
            label: ways.passcode.label,
            panelLabel: 'With a passcode',
            content: (
              <TextField
                {...panel('passcode')}
                ref={passcode}
                label={ways.passcode.label}
                mono
                autoComplete="one-time-code"
                onChange={clearFailure}
                note={
                  <a className="link" href={passcodePage} target="_blank" rel="noopener noreferrer">
                    Get one from IBM
                    <span className="sr-only"> (opens a new tab)</span>
                  </a>
                }
                help="For people who sign in to IBM Cloud through their company. Valid once, and only for a short time."
              />
            ),
          },
        ]}
      />
      {failed instanceof ApiError && problem?.place === 'field' && failed.problem.upstream && (
        <RefusalIds
          problem={failed.problem}
          onTryPasscode={problem.tryPasscode ? tryPasscode : undefined}
        />
      )}
      {failed instanceof ApiError && problem?.place === 'notice' && (
        <SignInNotice problem={failed.problem} text={problem.text} advice={problem.advice} />
      )}
      <Button
        type="submit"
        variant="primary"
        block
        busy={busy}
        busyLabel="Signing in…"
        className="mt-5 min-h-10"
      >
        {ways[way].submit}
      </Button>
    </form>
  )
}
