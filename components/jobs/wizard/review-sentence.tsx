import { trimPath } from '@/lib/destinations/path'
import { cityOf } from '@/lib/destinations/regions'
import { datasetLabel } from '@/lib/jobs/dataset'
import type { JobDraft } from '@/lib/jobs/draft'
import { frequencyWords } from '@/lib/jobs/frequency'
import { fieldCount } from './field-count'

/** The whole job in one sentence. */
export function ReviewSentence({
  draft,
  zoneName,
  instanceName,
  liveFields,
}: {
  draft: JobDraft
  zoneName: string
  /** Of the Cloud Logs instance, where it is known. */
  instanceName: string | undefined
  liveFields: number | undefined
}) {
  const { kind, cos, cloudLogs, logs } = draft
  const region = kind === 'cos' ? cos.region : cloudLogs.region
  const where = cityOf(region) ?? region
  return (
    <p className="text-lead text-pretty wrap-anywhere [&_strong]:font-semibold">
      The <strong>{datasetLabel(logs.dataset)}</strong> of <strong>{zoneName}</strong> are delivered
      to{' '}
      {kind === 'cos' ? (
        <>
          the bucket <strong>{cos.bucket || '…'}</strong>
          {where && ` in ${where}`}
          <Folder draft={draft} />
        </>
      ) : (
        <>
          the Cloud Logs instance <strong>{instanceName ?? (cloudLogs.instanceId || '…')}</strong>
          {where && ` in ${where}`}
          <Filed draft={draft} />
        </>
      )}
      : <strong>{fieldCount(draft.logs, liveFields)}</strong> per record
      {kind === 'cos' && `, in ${frequencyWords[logs.frequency].means}`}.
      {!draft.enabled && ' It starts disabled.'}
    </p>
  )
}

function Folder({ draft: { cos } }: { draft: JobDraft }) {
  const folder = trimPath(cos.path)
  if (folder === '') return cos.dailyFolders ? ', into a new folder each day' : ''
  return (
    <>
      , under <strong>{folder}/</strong>
      {cos.dailyFolders && ' with a new folder each day'}
    </>
  )
}

function Filed({ draft: { cloudLogs } }: { draft: JobDraft }) {
  const application = cloudLogs.applicationName.trim()
  const subsystem = cloudLogs.subsystemName.trim()
  if (!application && !subsystem)
    return ', filed under IBM’s default application and subsystem names'
  return (
    <>
      , filed under {application && <strong>{application}</strong>}
      {application && subsystem && ' and '}
      {subsystem && <strong>{subsystem}</strong>}
    </>
  )
}
