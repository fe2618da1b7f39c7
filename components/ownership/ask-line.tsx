import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { logpushUser } from '@/lib/destinations/ibm-access'
import { ApiError } from '@/lib/queries/fetcher'
import { TextButton } from './text-button'
import type { Challenge } from './use-challenge'
import { When } from './when'

type Asked = { at: string; conf: string } | null

/** Line 2 while it is open: nothing was asked yet, or only for another destination. */
export function AskLine({ challenge, asked }: { challenge: Challenge; asked: Asked }) {
  return (
    <>
      <p className="text-table text-ink-2">
        {asked ? (
          <>
            The destination has changed since the challenge of <When at={asked.at} bare />. A token
            is valid for one destination only, so request a new one.
          </>
        ) : (
          'IBM writes a small text file to the bucket. That proves that it can write there; reading the file proves that the bucket is yours.'
        )}
      </p>
      <AskProblem challenge={challenge} />
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="primary"
          busy={challenge.isAsking}
          busyLabel="Requesting…"
          onClick={challenge.ask}
          className="max-md:w-full"
        >
          {challenge.askError ? 'Request again' : 'Request the challenge'}
        </Button>
        <TextButton onClick={challenge.bringToken}>I already have a token</TextButton>
      </div>
    </>
  )
}

/** Line 2 once it is done. */
export function AskedLine({
  challenge,
  asked,
  isHere,
}: {
  challenge: Challenge
  asked: Asked
  /** Asked for this very destination. */
  isHere: boolean
}) {
  const again = (label: string) => (
    <TextButton busy={challenge.isAsking} onClick={challenge.ask}>
      {challenge.isAsking ? 'Requesting…' : label}
    </TextButton>
  )
  return (
    <>
      <p className="text-table text-ink-2">
        {asked ? (
          <>
            IBM wrote a file to the bucket <When at={asked.at} />
            {!isHere && ', for another destination'}. {again('Request a new one')}; the old token
            becomes invalid.
          </>
        ) : (
          <>
            Not requested here: you already have a token. {again('Request a challenge')} anyway; the
            old token becomes invalid.
          </>
        )}
      </p>
      <AskProblem challenge={challenge} />
    </>
  )
}

function AskProblem({ challenge }: { challenge: Challenge }): ReactNode {
  const { askError, ungrant } = challenge
  if (askError === null || challenge.isAsking) return null
  const cantWrite = askError instanceof ApiError && askError.code === 'bucket_not_writable'
  return (
    <ErrorNotice
      className="mt-3"
      error={askError}
      hint={
        cantWrite
          ? `While the invitation of ${logpushUser} is Pending, IBM can’t write. IBM accepts it manually; your draft is kept, so come back and request again.`
          : 'Your settings are kept.'
      }
      actions={cantWrite && <Button onClick={ungrant}>Show the steps again</Button>}
    />
  )
}
