import { errorFacts } from '@/components/states/error-facts'

/** Why a list could not be had, in the place of its field's help; the field itself then takes typed text. */
export function ListTrouble({
  what,
  error,
  isReading,
  onRetry,
}: {
  /** Without its full stop. */
  what: string
  error: unknown
  isReading: boolean
  onRetry: () => void
}) {
  const { detail, retryAfter } = errorFacts(error)
  return (
    <>
      {what}. {detail}
      {retryAfter !== undefined && ` Rate-limited; retry in ${retryAfter} s.`}{' '}
      {isReading ? (
        <span role="status">Retrying…</span>
      ) : (
        <button type="button" onClick={onRetry} className="link">
          Retry
        </button>
      )}
    </>
  )
}
