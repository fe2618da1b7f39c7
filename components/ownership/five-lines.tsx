import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Notice } from '@/components/ui/notice'
import { type StepState, Thread, ThreadStep } from '@/components/ui/steps'
import { logpushUser } from '@/lib/destinations/ibm-access'
import { ownershipProgress } from '@/lib/jobs/draft'
import { ApiError } from '@/lib/queries/fetcher'
import { sessionQuery } from '@/lib/queries/session'
import type { ZonePlace } from '@/lib/schemas/zone'
import { AskedLine, AskLine } from './ask-line'
import { CheckLine, checkTitle } from './check-line'
import { GrantLine } from './grant-line'
import { ibmBucket, placeWords } from './place-words'
import { sameBucket } from './same-bucket'
import { openLine, type Thread as ThreadState, threadOf } from './thread'
import { TokenHere } from './token-here'
import { TokenLine } from './token-line'
import { useChallenge } from './use-challenge'
import { useCheck } from './use-check'
import { useLineFocus } from './use-line-focus'
import { ValidateLine } from './validate-line'
import { When } from './when'

export type OwnershipStepProps = {
  place: ZonePlace
  zoneName: string
  /** Told why *Next* is held back, whenever that changes; null: it is not. */
  onGate: (reason: string | null) => void
}

/** The place does not let IBM write. */
const isDenied = (error: unknown) =>
  error instanceof ApiError && error.code === 'bucket_not_writable'

/** The five lines, of which only the present one is open. */
export function FiveLines({ place, zoneName, onGate }: OwnershipStepProps) {
  const check = useCheck(place.zoneId)
  const challenge = useChallenge(place, check)
  const account = useQuery(sessionQuery()).data?.account
  const [pasteRefused, setPasteRefused] = useState(false)
  const { draft, conf, destination, token, comparison } = check
  const { granted, asked, validated } = draft.ownership
  const isNeeded = ownershipProgress(draft) !== 'not_needed'
  const isAsked = asked?.conf === conf
  const lines = threadOf({
    isGranted: granted !== null && sameBucket(granted.conf, conf),
    isAsked,
    bringsToken: challenge.bringsToken,
    askFailed: challenge.askError !== null && !challenge.isAsking,
    cantWrite: !challenge.isAsking && isDenied(challenge.askError),
    pasteRefused,
    hasToken: token !== '',
    differs: comparison?.fits === false,
    isValidated: challenge.isValidated,
    validateFailed: challenge.refusal !== null,
  })
  const gate = isNeeded ? gateOf(lines, destination !== null) : null
  useEffect(() => onGate(gate), [gate, onGate])
  const headingId = useLineFocus(openLine(lines))

  if (!isNeeded) {
    return (
      <p className="text-ink-2">
        {draft.kind === 'cos'
          ? 'Nothing to do here: the API key in the destination proves access to the bucket.'
          : 'Nothing to do here: this destination needs no ownership token.'}
      </p>
    )
  }
  if (destination === null) {
    return (
      <div data-fault tabIndex={-1}>
        <Notice tone="warn" title="The destination is not complete yet.">
          {draft.kind === 'cos'
            ? 'A challenge belongs to one instance, bucket, region and path. Choose them first.'
            : 'A challenge belongs to one destination string. Complete it first.'}
        </Notice>
      </div>
    )
  }
  const words = placeWords(destination)
  const { noun, file } = words
  const user = ibmBucket(destination) !== null
  const proof =
    lines.token === 'todo' ? `not yet confirmed by IBM’s ${file}.` : `confirmed by IBM’s ${file}.`
  const filename = isAsked ? asked.filename : null
  const isTroubled = lines.check === 'failed' || lines.validate === 'failed'
  return (
    <Thread label="Proof of ownership">
      <ThreadStep
        number={1}
        state={lines.grant}
        headingId={headingId('grant')}
        title={
          lines.grant === 'done' ? `IBM can write to the ${noun}` : `Let IBM write to the ${noun}`
        }
      >
        {lines.grant === 'done' ? (
          <p className="text-table text-ink-2">
            {user && (
              <>
                Object Writer for <code className="text-code">{logpushUser}</code>.{' '}
              </>
            )}
            {granted && sameBucket(granted.conf, conf) ? (
              <>
                Marked done <When at={granted.at} />; {proof}
              </>
            ) : (
              capital(proof)
            )}
          </p>
        ) : lines.grant === 'todo' ? (
          <p className="text-table text-ink-2">IBM could not write to this {noun} yet.</p>
        ) : (
          <GrantLine destination={destination} onDone={challenge.grant} />
        )}
      </ThreadStep>
      <ThreadStep
        number={2}
        state={lines.ask}
        headingId={headingId('ask')}
        title={
          lines.token === 'todo' ? 'Request the challenge from IBM' : 'Challenge requested from IBM'
        }
      >
        {lines.ask === 'todo' ? null : lines.token === 'todo' ? (
          <AskLine challenge={challenge} asked={asked} words={words} isIbms={user} />
        ) : (
          <AskedLine
            challenge={challenge}
            asked={asked}
            isHere={isAsked}
            words={words}
            isIbms={user}
          />
        )}
      </ThreadStep>
      <ThreadStep
        number={3}
        state={lines.token}
        headingId={headingId('token')}
        title={
          lines.token !== 'done'
            ? `Get the token from the ${file}`
            : challenge.arrival?.how === 'read'
              ? 'Token read from the file'
              : 'Token entered'
        }
      >
        {lines.token === 'done' ? (
          <TokenHere challenge={challenge} token={token} filename={filename} isOpen={isTroubled} />
        ) : lines.token === 'todo' ? null : (
          <TokenLine
            challenge={challenge}
            destination={destination}
            words={words}
            accountId={account?.id}
            filename={filename}
            validatedAt={validated?.conf === conf ? validated.at : null}
            onPasteRefused={setPasteRefused}
          />
        )}
      </ThreadStep>
      <ThreadStep
        number={4}
        state={lines.check}
        headingId={headingId('check')}
        title={lines.check === 'todo' ? 'Check here, part by part' : checkTitle(comparison)}
        aside={
          lines.check === 'failed' ? (
            'checked here, not sent'
          ) : lines.check === 'done' && comparison && challenge.arrival ? (
            <>
              checked here <When at={challenge.arrival.at} />
            </>
          ) : null
        }
      >
        {lines.check === 'todo' ? null : (
          <CheckLine
            comparison={comparison}
            destination={destination}
            zoneName={zoneName}
            challenge={challenge}
          />
        )}
      </ThreadStep>
      <ThreadStep
        number={5}
        state={lines.validate}
        headingId={headingId('validate')}
        title={validateTitles[lines.validate]}
      >
        {lines.validate === 'todo' ? null : (
          <ValidateLine
            challenge={challenge}
            validatedAt={validated?.at ?? null}
            expiresAtMs={comparison?.expiresAtMs ?? null}
            canRead={isAsked && words.canRead}
          />
        )}
      </ThreadStep>
    </Thread>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const validateTitles: Record<StepState, string> = {
  todo: 'Validation by IBM',
  current: 'Validation by IBM',
  done: 'Validated by IBM',
  failed: 'Not validated by IBM',
}

function gateOf(lines: ThreadState, isComplete: boolean): string | null {
  if (!isComplete) return 'Complete the destination first'
  if (lines.check === 'failed') return 'The token doesn’t match this destination'
  return lines.validate === 'done' ? null : 'Validate the token with IBM first'
}
