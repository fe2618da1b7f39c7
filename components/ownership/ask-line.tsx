import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { logpushUser } from '@/lib/destinations/ibm-access'
import { ApiError } from '@/lib/queries/fetcher'
import type { PlaceWords } from './place-words'
import { TextButton } from './text-button'
import type { Challenge } from './use-challenge'
import { When } from './when'

type Asked = { at: string; conf: string } | null

/** Line 2 while it is open: nothing was asked yet, or only for another destination. */
type About = {
  challenge: Challenge
  asked: Asked
  words: PlaceWords
  /** A bucket of IBM's, to whose account IBM's user is invited. */
  isIbms: boolean
}

export function AskLine({ challenge, asked, words, isIbms }: About) {
  return (
    <>
      <p className="text-table text-ink-2">
        {asked ? (
          <>
            The destination has changed since the challenge of <When at={asked.at} bare />. A token
            is valid for one destination only, so request a new one.
          </>
        ) : (
          `IBM writes a small text ${words.file} to the ${words.noun}. That proves that it can write there; reading the ${words.file} proves that the ${words.noun} is yours.`
        )}
      </p>
      <AskProblem challenge={challenge} isIbms={isIbms} />
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
  words,
  isIbms,
}: About & {
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
            IBM wrote a {words.file} to the {words.noun} <When at={asked.at} />
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
      <AskProblem challenge={challenge} isIbms={isIbms} />
    </>
  )
}

function AskProblem({ challenge, isIbms }: Pick<About, 'challenge' | 'isIbms'>): ReactNode {
  const { askError, ungrant } = challenge
  if (askError === null || challenge.isAsking) return null
  const cantWrite = askError instanceof ApiError && askError.code === 'bucket_not_writable'
  return (
    <ErrorNotice
      className="mt-3"
      error={askError}
      hint={
        cantWrite && isIbms
          ? `While the invitation of ${logpushUser} is Pending, IBM can’t write. IBM accepts it manually; your draft is kept, so come back and request again.`
          : 'Your settings are kept.'
      }
      actions={cantWrite && <Button onClick={ungrant}>Show the steps again</Button>}
    />
  )
}
