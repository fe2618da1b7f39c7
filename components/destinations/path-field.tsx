'use client'

import { useFormContext } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import { fullPath } from '@/lib/destinations/cos-place'
import { trimPath } from '@/lib/destinations/path'
import { pathProblem } from '@/lib/destinations/path-problem'
import { datasetLabel, sameDataset } from '@/lib/jobs/dataset'
import { hasTokenOfAnotherPlace, type JobDraft } from '@/lib/jobs/draft'
import { jobLabel } from '@/lib/jobs/label'
import type { Job } from '@/lib/schemas/job'
import { freePath, jobsAtSamePlace } from './same-place'

/** The folder in the bucket; its rule and who else writes there are said while it is typed. */
export function PathField({
  draft,
  jobs,
  held,
}: {
  draft: JobDraft
  jobs: readonly Job[]
  /** Of the job that is edited. */
  held: Job['destination'] | undefined
}) {
  const { path } = draft.cos
  const found = pathProblem(trimPath(path))
  const isHeld = held?.kind === 'cos' && path === (held.path ?? '')
  const problem = isHeld ? null : found
  const [other] = problem ? [] : jobsAtSamePlace(draft, jobs)
  return (
    <FormTextField<JobDraft>
      name="cos.path"
      label="Path"
      optional
      mono
      placeholder="http"
      error={problem === null ? undefined : `${problem}.`}
      finding={
        other !== undefined && {
          tone: 'warn',
          text: <AlreadyUsed draft={draft} other={other} repair={freePath(draft, jobs)} />,
        }
      }
      help={
        hasTokenOfAnotherPlace(draft)
          ? 'The ownership token was created for another path; repeat the ownership step.'
          : isHeld && found !== null
            ? 'A new job could not use this path. It stays unchanged.'
            : other === undefined &&
              (trimPath(path) === path.trim()
                ? 'Folder in the bucket.'
                : `Leading and trailing slashes are removed: ${trimPath(path)}`)
      }
    />
  )
}

function AlreadyUsed({ draft, other, repair }: { draft: JobDraft; other: Job; repair: string }) {
  const { setValue, clearErrors } = useFormContext<JobDraft>()
  const folder = fullPath(draft.cos)
  const isOtherDataset = !sameDataset(other.dataset, draft.logs.dataset)
  return (
    <>
      <strong className="font-semibold wrap-anywhere">{jobLabel(other)}</strong>
      {isOtherDataset && ` (${datasetLabel(other.dataset)})`} already writes to{' '}
      {folder === '' ? (
        'the root of this bucket'
      ) : (
        <>
          <code className="text-code wrap-anywhere">{folder}</code> in this bucket
        </>
      )}
      .{' '}
      {isOtherDataset
        ? 'Firewall, Range and HTTP logs need different paths.'
        : 'Each job needs its own path.'}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          setValue('cos.path', repair, { shouldDirty: true })
          clearErrors('cos.path')
        }}
      >
        Use {repair}
      </button>
    </>
  )
}
