import type { StepId } from '@/components/jobs/wizard/steps'
import { Notice } from '@/components/ui/notice'
import { isPlaced, type JobDraft, ownershipProgress } from '@/lib/jobs/draft'

type Missing = { name: string; again: string; step: StepId }

/** The secret that a draft came back without; null when none is missing. */
export function missingSecret(draft: JobDraft): Missing | null {
  const { kind, cos, cloudLogs, ownership } = draft
  if (ownershipProgress(draft) !== 'not_needed') {
    const wasThere = ownership.validated !== null && cos.ownershipToken === ''
    return wasThere
      ? { name: 'ownership token', again: 'read or paste it again', step: 'ownership' }
      : null
  }
  const key = kind === 'cos' ? cos.apiKey : cloudLogs.apiKey
  return key === '' && isPlaced(draft)
    ? { name: 'destination API key', again: 'enter it again', step: 'destination' }
    : null
}

/** A draft came back: as it was, less its secret, which is asked for by name. */
export function RestoredNotice({
  missing,
  step,
  goTo,
}: {
  missing: Missing
  step: StepId
  goTo: (step: StepId) => void
}) {
  return (
    <Notice role="status" className="mb-6" title="Draft restored.">
      The {missing.name} is never stored in the browser;{' '}
      {missing.step === step ? (
        missing.again
      ) : (
        <button type="button" className="link" onClick={() => goTo(missing.step)}>
          {missing.again}
        </button>
      )}
      .
    </Notice>
  )
}
