import { useState } from 'react'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { ReadProblem } from './read-problem'
import { TextButton } from './text-button'
import type { Arrival, Challenge } from './use-challenge'
import { When } from './when'

/** Line 3 once it is done: a sentence, or the token itself while something is the matter with it. */
export function TokenHere({
  challenge,
  token,
  filename,
  isOpen,
}: {
  challenge: Challenge
  token: string
  filename: string | null
  isOpen: boolean
}) {
  const [isWhole, setWhole] = useState(false)
  const { arrival, pasteAnother } = challenge
  if (!isOpen) {
    return (
      <p className="text-table text-ink-2">
        {arrival?.how === 'read' && filename !== null ? (
          <>
            From <code className="text-code wrap-anywhere">{filename}</code>{' '}
            <When at={arrival.at} />. You can delete the file now.
          </>
        ) : (
          <>
            <Sum token={token} arrival={arrival} />{' '}
            <TextButton onClick={pasteAnother}>Paste another</TextButton>
          </>
        )}
      </p>
    )
  }
  const shared = { label: 'Ownership token', mono: true, readOnly: true, value: token }
  return (
    <div className="flex flex-col gap-2">
      <ReadProblem challenge={challenge} />
      {isWhole ? (
        <TextArea {...shared} rows={9} />
      ) : (
        <TextField {...shared} suffix={<span />} className="[&_input]:text-ellipsis" />
      )}
      <p className="text-table text-ink-3">
        <Sum token={token} arrival={arrival} />{' '}
        <TextButton onClick={pasteAnother}>Paste another</TextButton> ·{' '}
        <TextButton aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show all'}
        </TextButton>
      </p>
    </div>
  )
}

function Sum({ token, arrival }: { token: string; arrival: Arrival | null }) {
  return (
    <>
      {token.length} characters
      {arrival && (
        <>
          , {arrival.how} <When at={arrival.at} />
        </>
      )}
      .
    </>
  )
}
