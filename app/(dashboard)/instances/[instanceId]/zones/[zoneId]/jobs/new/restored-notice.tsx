import type { StepId } from '@/components/jobs/wizard/steps'
import { Notice } from '@/components/ui/notice'
import { destinationForms } from '@/lib/destinations/forms'
import { isPlaced, type JobDraft, ownershipTokenOf } from '@/lib/jobs/draft'

type Missing = { name: string; again: string; step: StepId }

/** The secret that a draft came back without; null when none is missing. */
export function missingSecret(draft: JobDraft): Missing | null {
  const { kind, ownership } = draft
  const token = ownershipTokenOf(draft)
  if (token !== null && kind !== 'other') {
    const wasThere = ownership.validated !== null && token === ''
    return wasThere
      ? { name: 'ownership token', again: 'read or paste it again', step: 'ownership' }
      : null
  }
  const isMissing = isPlaced(draft) && lacksSecret(draft)
  return isMissing ? { name: names[kind], again: 'enter it again', step: 'destination' } : null
}

const names: Record<JobDraft['kind'], string> = {
  cos: 'destination API key',
  cloudLogs: 'destination API key',
  splunk: 'HEC token',
  qradar: 'secret',
  https: 'value of a header or parameter',
  other: 'destination string',
}

/** What a kept draft is without, in short; '' where there is no secret. */
export const unkept = ({ kind, cos }: JobDraft): string =>
  kind === 'cos' && cos.auth === 'challenge' ? 'the token' : unkeptWords[kind]

const unkeptWords: Record<JobDraft['kind'], string> = {
  cos: 'the key',
  cloudLogs: 'the key',
  splunk: 'the token',
  qradar: '',
  https: 'header values',
  other: 'the destination',
}

function lacksSecret({ kind, https, ...drafts }: JobDraft): boolean {
  if (kind === 'https') return [...https.headers, ...https.params].some(({ value }) => value === '')
  const { secret } = destinationForms[kind]
  return secret !== null && Object(drafts[kind])[secret] === ''
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
