import Link from 'next/link'
import { Age, Clock } from '@/components/ui/age'
import { ButtonLink } from '@/components/ui/button'
import { StateGlyph } from '@/components/ui/state-glyph'
import { SecondLine } from '@/components/ui/table'
import { routes } from '@/lib/routes'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { changeTitle, deedOf, statusWords } from './change-words'

/** Changes one below the other: who asks for what, where, and how it stands. */
export function ChangeRows({
  label,
  changes,
  act,
  isContinued = false,
}: {
  /** The id of the heading. */
  label: string
  changes: readonly ChangeRequest[]
  /** What the button of each says, where it waits for this person; left out, its name is the way to it. */
  act?: string
  /** Goes on from other rows, so that the hairline above is theirs. */
  isContinued?: boolean
}) {
  return (
    <ul aria-labelledby={label} className={isContinued ? undefined : 'mt-2 border-t border-line'}>
      {changes.map((change) => (
        <li
          key={change.id}
          className="grid items-center gap-x-6 gap-y-2 border-b border-line py-3 text-table md:grid-cols-[minmax(0,1fr)_14rem_auto]"
        >
          <div className="min-w-0">
            {act ? <Wish change={change} /> : <Title change={change} />}
            <SecondLine className="wrap-anywhere">
              {change.zoneName ?? `zone ${change.zoneId}`} · requested{' '}
              {!act && <>by {change.asker.name} </>}
              <Age at={change.askedAt} />
            </SecondLine>
          </div>
          <Status change={change} />
          {act && (
            <ButtonLink
              href={routes.change(change.id)}
              prefetch={false}
              aria-label={`${act}: ${changeTitle(change)}, requested by ${change.asker.name}`}
            >
              {act}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  )
}

/** "Ada asks to resume edge-logs". */
function Wish({ change }: { change: ChangeRequest }) {
  const { verb, job } = deedOf(change)
  return (
    <div className="wrap-anywhere">
      <strong className="font-medium">{change.asker.name}</strong> asks to {verb}
      {job && (
        <>
          {' '}
          <strong className="font-medium">{job}</strong>
        </>
      )}
    </div>
  )
}

function Title({ change }: { change: ChangeRequest }) {
  return (
    <Link
      href={routes.change(change.id)}
      prefetch={false}
      className="font-medium wrap-anywhere hover:underline touch:inline-flex touch:min-h-11 touch:items-center"
    >
      {changeTitle(change)}
    </Link>
  )
}

function Status({ change }: { change: ChangeRequest }) {
  const { glyph, word } = statusWords(change)
  return (
    <div className="flex items-start gap-2">
      <StateGlyph glyph={glyph} className="mt-px" />
      <div className="min-w-0">
        {word}
        <SecondLine>
          {change.status === 'waiting' ? (
            <>
              expires <Clock at={change.expiresAt} />
            </>
          ) : (
            change.decidedAt && (
              <>
                {change.decidedBy && `${change.decidedBy.name}, `}
                <Age at={change.decidedAt} />
              </>
            )
          )}
        </SecondLine>
      </div>
    </div>
  )
}
