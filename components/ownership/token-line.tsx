import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { ChallengeDestination } from '@/lib/destinations/challenge'
import { parseConf } from '@/lib/destinations/conf'
import { shownConf } from '@/lib/destinations/mask'
import { ExternalLink } from './external-link'
import { bucketUrl } from './ibm-console'
import { PasteField } from './paste-field'
import { ibmBucket, type PlaceWords } from './place-words'
import { ReadProblem } from './read-problem'
import type { Challenge } from './use-challenge'
import { When } from './when'

/** Line 3 while it is open: read the file, or paste what it says. */
export function TokenLine({
  challenge,
  destination,
  words,
  accountId,
  filename,
  validatedAt,
  onPasteRefused,
}: {
  challenge: Challenge
  destination: ChallengeDestination
  words: PlaceWords
  accountId: string | undefined
  /** null: nothing was asked for this destination, the person brings a token. */
  filename: string | null
  /** When IBM took a token that is not here any more. */
  validatedAt: string | null
  onPasteRefused: (isRefused: boolean) => void
}) {
  return (
    <>
      <p className="text-table text-ink-2">
        {filename === null
          ? `Paste the token that you have: the content, one long line, of the ${words.file} that IBM wrote.`
          : `IBM wrote a small text ${words.file} to the ${words.noun}. Its content, one long line, is the ownership token.`}
        {validatedAt && (
          <>
            {' '}
            IBM validated a token for this destination <When at={validatedAt} />. Tokens are not
            stored in the browser, so enter it again.
          </>
        )}
      </p>
      {filename !== null && (
        <>
          <ChallengeFile
            destination={destination}
            words={words}
            accountId={accountId}
            filename={filename}
          />
          {words.canRead && (
            <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
              <Button
                variant="primary"
                busy={challenge.isReading}
                busyLabel="Reading…"
                onClick={challenge.readIt}
                className="max-md:w-full"
              >
                Read it for me
              </Button>
              <span className="text-table text-ink-3">
                Reads the file with your own IBM permissions, once. Nothing in the bucket changes.
              </span>
            </div>
          )}
          <ReadProblem challenge={challenge} />
        </>
      )}
      <PasteField
        onPaste={challenge.paste}
        onRefused={onPasteRefused}
        takesFocus={challenge.isPasting}
        name={destination.kind === 'other' ? 'other.ownershipToken' : 'cos.ownershipToken'}
        placeholder={`${words.canRead && filename !== null ? 'Or open' : 'Open'} the ${words.file} and paste its whole content here. It starts with eyJ and is checked as soon as you paste it.`}
        className="mt-5"
      />
    </>
  )
}

function ChallengeFile({
  destination,
  words,
  accountId,
  filename,
}: {
  destination: ChallengeDestination
  words: PlaceWords
  accountId: string | undefined
  filename: string
}) {
  const bucket = ibmBucket(destination)
  const name = bucket?.bucket ?? shownAuthority(destination)
  const rowClass =
    'grid items-baseline gap-x-4 gap-y-0.5 md:col-span-3 md:grid-cols-subgrid max-md:not-last:mb-3'
  return (
    <dl className="mt-2 grid rounded-note border border-line px-3.5 py-2.5 text-table md:grid-cols-[auto_minmax(0,1fr)_auto] md:gap-y-1.5">
      <div className={rowClass}>
        <dt className="text-ink-2">{capital(words.noun)}</dt>
        <dd className="text-code wrap-anywhere">{name}</dd>
        <dd>
          {bucket && (
            <ExternalLink href={bucketUrl(bucket, accountId)}>Open the bucket</ExternalLink>
          )}
        </dd>
      </div>
      <div className={rowClass}>
        <dt className="text-ink-2">Object</dt>
        <dd className="text-code wrap-anywhere">{filename}</dd>
        <dd>
          <CopyButton text={filename} className="-ms-1.5" />
        </dd>
      </div>
    </dl>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const shownAuthority = (destination: ChallengeDestination) =>
  destination.kind === 'other' ? shownConf(parseConf(destination.conf)).authority : ''
