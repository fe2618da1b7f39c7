import { givenPlace } from '@/lib/destinations/given-place'
import { trimPath } from '@/lib/destinations/path'
import { cityOf } from '@/lib/destinations/regions'
import { datasetLabel } from '@/lib/jobs/dataset'
import { type JobDraft, toDestination } from '@/lib/jobs/draft'
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
  const { kind, logs } = draft
  return (
    <p className="text-lead text-pretty wrap-anywhere [&_strong]:font-semibold">
      The <strong>{datasetLabel(logs.dataset)}</strong> of <strong>{zoneName}</strong> are delivered
      to <To draft={draft} instanceName={instanceName} />:{' '}
      <strong>{fieldCount(draft.logs, liveFields)}</strong> per record
      {kind === 'cos' && `, in ${frequencyWords[logs.frequency].means}`}.
      {!draft.enabled && ' It starts disabled.'}
    </p>
  )
}

/** "the bucket edge-logs in Frankfurt, under http/", and so for each kind. */
function To({ draft, instanceName }: { draft: JobDraft; instanceName: string | undefined }) {
  const { kind, cos, cloudLogs, splunk } = draft
  const place = givenPlace(toDestination(draft))
  switch (kind) {
    case 'cos':
      return (
        <>
          the bucket <strong>{cos.bucket || '…'}</strong>
          <Where region={cos.region} />
          <Folder draft={draft} />
        </>
      )
    case 'cloudLogs':
      return (
        <>
          the Cloud Logs instance <strong>{instanceName ?? (cloudLogs.instanceId || '…')}</strong>
          <Where region={cloudLogs.region} />
          <Filed draft={draft} />
        </>
      )
    case 'splunk':
      return (
        <>
          Splunk at <strong>{place || '…'}</strong>
          {splunk.sourceType.trim() && (
            <>
              , as <strong>{splunk.sourceType.trim()}</strong>
            </>
          )}
          {splunk.skipVerify && ', without a check of its certificate'}
        </>
      )
    case 'qradar':
      return (
        <>
          QRadar at <strong>{draft.qradar.host ? place : '…'}</strong>
        </>
      )
    case 'https':
      return <strong>{place || '…'}</strong>
    case 'other':
      return <strong>{place}</strong>
  }
}

function Where({ region }: { region: string }) {
  const where = cityOf(region) ?? region
  return where && <> in {where}</>
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
