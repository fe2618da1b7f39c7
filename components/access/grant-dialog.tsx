'use client'

import { useState } from 'react'
import { type FieldErrors, FormProvider, useForm, useWatch } from 'react-hook-form'
import { applyProblem } from '@/components/form/apply-problem'
import { FormRadioRows, FormTextField } from '@/components/form/fields'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Segments } from '@/components/ui/segments'
import { showToast } from '@/components/ui/toast'
import { useCreateGrant, useUpdateGrant } from '@/lib/queries/grants'
import type { ReachableZone, ShownGrant } from '@/lib/schemas/grant'
import { draftFaults, draftOf, emptyDraft, fieldOf, type GrantDraft, toInput } from './grant-draft'
import { GrantReach } from './grant-reach'
import { roleLabels, roleMeanings } from './grant-words'
import { RailsFields } from './rails-fields'

const roles = (['viewer', 'editor', 'administrator'] as const).map((value) => ({
  value,
  label: roleLabels[value],
  description: roleMeanings[value],
}))

/** A new grant, or one that is changed: to whom, the role, what it reaches, its guard rails and its end. */
export function GrantDialog({
  grant,
  zones,
  isReading,
  onClose,
}: {
  /** null: a new one. */
  grant: ShownGrant | null
  /** What grants can reach now. */
  zones: readonly ReachableZone[]
  isReading: boolean
  onClose: () => void
}) {
  const former = grant?.expiresAt ?? null
  const form = useForm<GrantDraft>({
    defaultValues: grant ? draftOf(grant) : emptyDraft,
    resolver: (values) => {
      const faults = draftFaults(values, former, Date.now())
      return faults.length === 0 ? { values, errors: {} } : { values: {}, errors: errorsOf(faults) }
    },
  })
  const { control, handleSubmit, setValue, formState } = form
  const [kind, role] = useWatch({ control, name: ['kind', 'role'] })
  const create = useCreateGrant()
  const update = useUpdateGrant()
  const [problem, setProblem] = useState<unknown>(null)
  const isBusy = create.isPending || update.isPending

  async function save(draft: GrantDraft) {
    setProblem(null)
    const { subject, ...rest } = toInput(draft, former)
    try {
      if (grant) await update.mutateAsync({ id: grant.id, change: rest })
      else await create.mutateAsync({ subject, ...rest })
      showToast({ text: grant ? 'Grant changed.' : 'Grant created.' })
      onClose()
    } catch (error) {
      setProblem(applyProblem(form, error, fieldOf))
    }
  }

  return (
    <Dialog
      open
      onClose={() => !isBusy && onClose()}
      unsaved={formState.isDirty}
      title={grant ? 'Edit grant' : 'New grant'}
      footer={
        <>
          <Button onClick={onClose} notYet={isBusy && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="grant"
            busy={isBusy}
            busyLabel={grant ? 'Saving…' : 'Creating…'}
          >
            {grant ? 'Save' : 'Create grant'}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form id="grant" noValidate onSubmit={handleSubmit(save)} className="flex flex-col gap-5">
          {grant ? (
            <p className="text-ink-2 wrap-anywhere">
              {kind === 'person' ? grant.person?.name || 'Person' : 'Group'}{' '}
              <strong className="font-medium text-ink">
                {grant.subject.kind === 'person' ? grant.subject.email : grant.subject.name}
              </strong>
            </p>
          ) : (
            <div className="flex flex-col gap-2">
              <Segments
                label="Who"
                className="self-start"
                segments={[
                  { value: 'group', label: 'Group' },
                  { value: 'person', label: 'Person' },
                ]}
                value={kind}
                onChange={(value) => setValue('kind', value, { shouldDirty: true })}
              />
              {kind === 'group' ? (
                <FormTextField<GrantDraft>
                  key="group"
                  name="group"
                  label="Group"
                  data-autofocus
                  help="As your identity provider names it, letter for letter."
                />
              ) : (
                <FormTextField<GrantDraft>
                  key="email"
                  name="email"
                  type="email"
                  label="E-mail"
                  help="The verified address that the person signs in with."
                />
              )}
            </div>
          )}
          <FormRadioRows<GrantDraft, GrantDraft['role']> name="role" label="Role" rows={roles} />
          {role === 'administrator' ? (
            <p className="text-table text-ink-3">
              An administrator reaches everything, without guard rails.
            </p>
          ) : (
            <GrantReach zones={zones} isReading={isReading} />
          )}
          {role === 'editor' && <RailsFields />}
          <FormTextField<GrantDraft>
            name="ends"
            label="Last day"
            type="date"
            optional
            help="Access ends at the end of this day. Empty: it doesn’t end."
          />
        </form>
      </FormProvider>
      {problem !== null && (
        <ErrorNotice
          title={grant ? 'The grant was not changed.' : 'The grant was not created.'}
          error={problem}
        />
      )}
    </Dialog>
  )
}

/** As react-hook-form nests them. */
function errorsOf(faults: readonly { field: string; message: string }[]): FieldErrors<GrantDraft> {
  const errors: Record<string, unknown> = {}
  for (const { field, message } of faults) {
    const [name = '', at, member] = field.split('.')
    const error = { type: 'invalid', message }
    if (at === undefined || member === undefined) errors[name] ??= error
    else {
      const list = (errors[name] ?? []) as Record<string, unknown>[] // Made here alone.
      list[Number(at)] = { [member]: error, ...list[Number(at)] }
      errors[name] = list
    }
  }
  return errors as FieldErrors<GrantDraft> // By the names of the form's own fields, see fieldOf.
}
