import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ExternalLink } from './external-link'
import { type BucketPlace, bucketUrl } from './ibm-console'
import { PasteField } from './paste-field'
import { ReadProblem } from './read-problem'
import type { Challenge } from './use-challenge'
import { When } from './when'

/** Line 3 while it is open: read the file, or paste what it says. */
export function TokenLine({
  challenge,
  place,
  accountId,
  filename,
  validatedAt,
  onPasteRefused,
}: {
  challenge: Challenge
  place: BucketPlace
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
          ? 'Paste the token that you have: the content, one long line, of the file that IBM wrote.'
          : 'IBM wrote a small text file to the bucket. Its content, one long line, is the ownership token.'}
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
          <ChallengeFile place={place} accountId={accountId} filename={filename} />
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
          <ReadProblem challenge={challenge} />
        </>
      )}
      <PasteField
        onPaste={challenge.paste}
        onRefused={onPasteRefused}
        takesFocus={challenge.isPasting}
        className="mt-5"
      />
    </>
  )
}

function ChallengeFile({
  place,
  accountId,
  filename,
}: {
  place: BucketPlace
  accountId: string | undefined
  filename: string
}) {
  const rowClass =
    'grid items-baseline gap-x-4 gap-y-0.5 md:col-span-3 md:grid-cols-subgrid max-md:not-last:mb-3'
  return (
    <dl className="mt-2 grid rounded-note border border-line px-3.5 py-2.5 text-table md:grid-cols-[auto_minmax(0,1fr)_auto] md:gap-y-1.5">
      <div className={rowClass}>
        <dt className="text-ink-2">Bucket</dt>
        <dd className="text-code wrap-anywhere">{place.bucket}</dd>
        <dd>
          <ExternalLink href={bucketUrl(place, accountId)}>Open the bucket</ExternalLink>
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
