import type { ReactNode } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { ApiError } from '@/lib/queries/fetcher'
import { logpushUser } from './ibm-console'
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
            The destination is another one than that of the challenge of <When at={asked.at} bare />
            . A token fits one destination only, so it takes a new one.
          </>
        ) : (
          'IBM then writes a small file into the bucket. That shows that it may write there, and your reading it shows that the bucket is yours.'
        )}
      </p>
      <AskProblem challenge={challenge} />
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          variant="primary"
          busy={challenge.isAsking}
          busyLabel="Asking…"
          onClick={challenge.ask}
          className="max-md:w-full"
        >
          {challenge.askError ? 'Ask again' : 'Ask for the challenge'}
        </Button>
        <TextButton onClick={challenge.bringToken}>I have a token already</TextButton>
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
      {challenge.isAsking ? 'Asking…' : label}
    </TextButton>
  )
  return (
    <>
      <p className="text-table text-ink-2">
        {asked ? (
          <>
            It put a file into the bucket <When at={asked.at} />
            {!isHere && ', for another destination'}. {again('Ask again')} makes a new file; the old
            token then counts no more.
          </>
        ) : (
          <>
            Not from here: you have a token already. {again('Ask for the challenge')} all the same;
            the old token then counts no more.
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
          ? `While the invitation of ${logpushUser} is Pending, IBM can’t write. People accept it by hand; your draft keeps, so come back and ask again.`
          : 'What you chose is kept.'
      }
      actions={cantWrite && <Button onClick={ungrant}>Show the steps for the role again</Button>}
    />
  )
}
