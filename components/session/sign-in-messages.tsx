import { supportText } from '@/components/states/error-facts'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/schemas/problem'
import { idLine, isIbmDown } from './sign-in-problem'

const statusPage = 'https://cloud.ibm.com/status'

/** Below a refused field: IBM's code, our request id, and both to copy. */
export function RefusalIds({
  problem,
  onTryPasscode,
}: {
  problem: Problem
  onTryPasscode?: () => void
}) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3.5 gap-y-1">
      <span className="text-code text-ink-3">{idLine(problem)}</span>
      <CopyButton
        text={supportText(problem, new Date())}
        label="Copy for IBM Support"
        className="-ms-2"
      />
      {onTryPasscode && (
        <button type="button" className="link touch:min-h-11" onClick={onTryPasscode}>
          Use a passcode
        </button>
      )}
    </div>
  )
}

/** What keeps anyone from signing in just now. */
export function SignInNotice({
  problem,
  text,
  advice,
}: {
  problem: Problem
  text: string
  advice: string
}) {
  const ids = idLine(problem)
  return (
    <Notice
      tone="loss"
      role="alert"
      title={text}
      className="mt-5"
      actions={
        isIbmDown(problem) && (
          <>
            <a className="link" href={statusPage} target="_blank" rel="noopener noreferrer">
              IBM Cloud status<span className="sr-only"> (opens a new tab)</span>
            </a>
            <CopyButton text={supportText(problem, new Date())} label="Copy for IBM Support" />
          </>
        )
      }
    >
      {advice}
      {ids && <p className="mt-1 text-code text-ink-3">{ids}</p>}
    </Notice>
  )
}
