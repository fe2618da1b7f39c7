'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider } from 'react-hook-form'
import { destinationErrors } from '@/components/destinations/draft-errors'
import { useDestinationCheck } from '@/components/destinations/use-destination-check'
import { applyProblem } from '@/components/form/apply-problem'
import { focusField } from '@/components/form/focus-field'
import { jobCrumbs } from '@/components/jobs/crumbs'
import { changeCount } from '@/components/jobs/edit/count-words'
import { EditFoot } from '@/components/jobs/edit/edit-foot'
import { needsProof } from '@/components/jobs/edit/needs-proof'
import { SaveTrouble } from '@/components/jobs/edit/save-trouble'
import { SavedRemarks } from '@/components/jobs/edit/saved-remarks'
import { useSave } from '@/components/jobs/edit/use-save'
import { FormHead } from '@/components/jobs/form-head'
import { withNames } from '@/components/jobs/instance-names'
import { shortTitle } from '@/components/jobs/job-label'
import { RoleNotice } from '@/components/jobs/role-notice'
import { DraftElsewhere } from '@/components/jobs/wizard/draft-elsewhere'
import { KeyLeaving } from '@/components/jobs/wizard/key-leaving'
import { useGates } from '@/components/jobs/wizard/use-gates'
import { ButtonLink } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Notice } from '@/components/ui/notice'
import { showToast } from '@/components/ui/toast'
import { useTabTitle } from '@/components/ui/use-tab-title'
import { holdsKey } from '@/lib/destinations/words'
import { judgedOf } from '@/lib/grants/judged'
import { ownershipProgress, toDestination } from '@/lib/jobs/draft'
import { draftKey, hasTypedKey } from '@/lib/jobs/draft-storage'
import { fromJob } from '@/lib/jobs/from-job'
import { jobTitle } from '@/lib/jobs/label'
import { draftPath } from '@/lib/jobs/paths'
import { takesHold } from '@/lib/jobs/state'
import { useLack } from '@/lib/queries/access'
import { useWaitsFor } from '@/lib/queries/approval'
import type { ApiError } from '@/lib/queries/fetcher'
import { useJobs } from '@/lib/queries/jobs'
import { keys } from '@/lib/queries/keys'
import { routes } from '@/lib/routes'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { Job, Warning } from '@/lib/schemas/job'
import type { ZonePlace } from '@/lib/schemas/zone'
import { formatClock } from '@/lib/time'
import type { KnownJob } from '../job-gate'
import { EditSteps } from './edit-steps'
import { keyNotes } from './key-notes'
import { useEdit } from './use-edit'

const diffChunk = chunk(() => import('@/components/jobs/edit/diff-dialog'))
const conflictChunk = chunk(() => import('./edit-conflict'))

/** The answer got lost and the job was read back: that is nothing to be asked about. */
const settledCode = 'settled_by_reading'

type Saved = { count: number; warnings: readonly Warning[] }

/** Changes a job: the wizard's forms on one page, and the diff before anything is sent. */
export function EditForm({
  place,
  known: { job: now, zone, items, personId },
  readAtMs,
  isGone,
  onEditAgain,
}: {
  place: ZonePlace
  known: KnownJob
  readAtMs: number
  /** It was there when the edit began, and is not any more. */
  isGone: boolean
  onEditAgain: () => void
}) {
  const { instanceId, zoneId } = place
  const lacks = useLack(instanceId, 'Writer')
  const router = useRouter()
  const edit = useEdit(draftKey(personId ?? '', zoneId, now.id), { job: now, readAtMs })
  const { form, base, draft, changes, theirs } = edit
  const diff = useChunk(changes.rows.length > 0 ? diffChunk : null)
  const conflict = useChunk(theirs && conflictChunk)
  const jobs = useJobs(instanceId, zoneId).data ?? []
  const check = useDestinationCheck(place, now)
  const [gates, onGate] = useGates()
  const [dialog, setDialog] = useState<'diff' | 'conflict' | null>(theirs ? 'conflict' : null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const [isDone, setDone] = useState(false)
  const isDialogComing =
    (dialog === 'diff' && changes.rows.length > 0 && !diff) ||
    (dialog === 'conflict' && theirs !== null && !conflict)
  const jobHref = routes.job(instanceId, zoneId, now.id)
  const before = fromJob(base.job)
  const hasToProve = needsProof(before, draft) && changes.change.destination !== undefined
  const client = useQueryClient()
  const instances = [keys.cosInstances, keys.cloudLogsInstances].flatMap(
    (key) => client.getQueryData<{ items: ServiceInstance[] }>(key)?.items ?? [],
  )
  const named = { ...changes, rows: withNames(changes.rows, instances) }
  const waits = useWaitsFor(place, 'jobs.update', {
    dataset: base.job.dataset,
    destination: judgedOf(changes.change.destination ? toDestination(draft) : base.job.destination),
  })
  useTabTitle(`Edit ${jobTitle(base.job)}`)

  const { saving, save, forget } = useSave(place, now.id, {
    saved: (job) => {
      edit.forget('forGood')
      setDialog(null)
      setDone(true)
      const { length: count } = changes.rows
      const warnings = job.warnings ?? []
      if (warnings.some(({ code }) => code !== settledCode)) return setSaved({ count, warnings })
      const isSlow = changes.change.destination || changes.change.logs
      const when = isSlow ? `The change takes effect in ${takesHold}.` : ''
      const settled = warnings.map(({ message }) => message)
      showToast({ text: [`Saved ${changeCount(count)}.`, ...settled, when].join(' ').trim() })
      router.push(jobHref)
    },
    waits: ({ id }) => {
      edit.forget('forGood')
      setDialog(null)
      setDone(true)
      router.push(routes.change(id))
    },
    changed: (job) => {
      edit.setTheirs(job)
      setDialog('conflict')
    },
    fields: onFields,
  })

  /** On the fields what is about fields; the dialog gives way to them. */
  function onFields(error: ApiError): unknown {
    if (!error.problem.errors?.length) return error
    // Closed first: it gives the focus back to its opener, and the bad field has to have it in the end.
    flushSync(() => setDialog(null))
    const left = applyProblem(form, error, (path) => draftPath(draft, path) ?? path)
    // What IBM said, and its ids, stay on the page beside the bad field.
    if (left === null) return error.problem.upstream ? error : null
    setDialog('diff')
    return left
  }

  const hold = whatHolds()
  function whatHolds(): { reason: string; act?: { label: string; onAct: () => void } } | null {
    if (isDone) return { reason: 'Saved' }
    if (isGone) return { reason: 'The job no longer exists' }
    if (theirs) {
      const act = { label: 'compare', onAct: () => setDialog('conflict') }
      return { reason: 'Someone else has changed this job', act }
    }
    if (changes.rows.length === 0) return { reason: 'No changes yet' }
    if (changes.change.destination && gates.destination?.reason) {
      const { reason, goOn } = gates.destination
      return { reason, ...(goOn && { act: { label: 'continue anyway', onAct: goOn } }) }
    }
    if (hasToProve && ownershipProgress(draft) === 'open') {
      return { reason: gates.ownership?.reason ?? 'Prove ownership of the new destination first' }
    }
    return gates.logs?.reason ? { reason: gates.logs.reason } : null
  }

  function ask(event: FormEvent) {
    event.preventDefault()
    if (hold) return
    const { destination } = base.job
    const keepsKey = destination.kind === draft.kind && holdsKey(destination)
    const errors = changes.change.destination ? destinationErrors(draft, { keepsKey, before }) : []
    for (const { name, message } of errors) form.setError(name, { message })
    if (errors[0]) return focusField(errors[0].name)
    forget()
    setDialog('diff')
  }

  function keepMine(job: Job) {
    const left = edit.keepMine(job)
    if (left.rows.length > 0) return setDialog('diff')
    setDialog(null)
    showToast({ text: 'Their changes are the same as yours; nothing is left to save.' })
  }

  if (saved) {
    return (
      <SavedRemarks
        {...saved}
        title={shortTitle(now)}
        crumbs={jobCrumbs(place, zone?.name, now)}
        jobHref={jobHref}
        editHref={routes.editJob(instanceId, zoneId, now.id)}
        onEditAgain={onEditAgain}
      />
    )
  }
  return (
    <FormProvider {...form}>
      <FormHead
        verb="Edit"
        without="keys and tokens"
        discardLabel="Discard changes"
        place={place}
        zoneName={zone?.name}
        job={base.job}
        savedAt={edit.savedAt}
        onDiscard={edit.discard}
      />
      {dialog !== 'diff' && saving.phase !== 'idle' && !isGone && (
        <div className="mt-5">
          <SaveTrouble saving={saving} />
        </div>
      )}
      <RoleNotice instanceId={instanceId} act="Editing" needs="Writer" className="mt-5" />
      {isGone && (
        <Notice
          tone="warn"
          role="alert"
          className="mt-5"
          title="This job no longer exists."
          actions={
            <ButtonLink href={routes.zone(instanceId, zoneId)}>View the zone’s jobs</ButtonLink>
          }
        >
          Your changes are kept here, but there is no job left to save them to.
        </Notice>
      )}
      {edit.isElsewhere && <DraftElsewhere className="mt-5" onTakeOver={edit.continueHere} />}
      {edit.restoredAt && edit.savedAt && !theirs && (
        <Notice
          className="mt-5"
          title={`Your changes from ${formatClock(edit.restoredAt, Date.now())} are restored.`}
        >
          Keys and tokens are never stored in the browser: enter them again if needed.
        </Notice>
      )}
      {theirs && conflict && (
        <conflict.EditConflict
          edit={edit}
          theirs={theirs}
          items={items ?? []}
          personId={personId}
          open={dialog === 'conflict'}
          onOpen={(open) => setDialog(open ? 'conflict' : null)}
          onKeepMine={() => keepMine(theirs)}
          onTakeTheirs={() => {
            edit.discard()
            setDialog(null)
          }}
        />
      )}
      <form noValidate onSubmit={ask} className="mt-6">
        <EditSteps
          place={place}
          zoneName={zone?.name ?? ''}
          job={base.job}
          before={before}
          jobs={jobs}
          check={check}
          hasToProve={hasToProve}
          onGate={onGate}
        />
        <EditFoot
          count={changes.rows.length}
          reason={hold?.reason ?? null}
          act={hold?.act}
          backHref={jobHref}
          lacks={lacks}
          waits={waits}
        />
      </form>
      {isDialogComing && <DialogComing onClose={() => setDialog(null)} />}
      {diff && (
        <diff.DiffDialog
          open={dialog === 'diff'}
          onClose={() => setDialog(null)}
          onSave={() => save(changes.change)}
          zoneId={place.zoneId}
          job={base.job}
          draft={draft}
          changes={named}
          waits={waits}
          notes={keyNotes(check, draft, Date.now())}
          saving={saving}
        />
      )}
      <KeyLeaving hasKey={hasTypedKey(draft) && !isDone} />
    </FormProvider>
  )
}
