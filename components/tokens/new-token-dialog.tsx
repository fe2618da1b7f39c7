'use client'

import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { applyProblem } from '@/components/form/apply-problem'
import { faultsResolver } from '@/components/form/faults-resolver'
import { FormRadioRows, FormSelectField, FormTextField } from '@/components/form/fields'
import { SeenReach } from '@/components/reach/seen-reach'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useCreateToken } from '@/lib/queries/tokens'
import type { CreatedToken } from '@/lib/schemas/token'
import { draftFaults, emptyDraft, fieldOf, type TokenDraft, toInput } from './token-draft'
import { roleLabels, roleMeanings } from './token-words'

const roles = (['viewer', 'editor'] as const).map((value) => ({
  value,
  label: roleLabels[value],
  description: roleMeanings[value],
}))

const lives = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
]

/** A new token: what it is for, what it may do and where, and for how long. */
export function NewTokenDialog({
  isAdministrator,
  onClose,
  onCreated,
}: {
  isAdministrator: boolean
  onClose: () => void
  onCreated: (token: CreatedToken) => void
}) {
  const form = useForm<TokenDraft>({
    defaultValues: emptyDraft,
    resolver: faultsResolver((draft: TokenDraft) => draftFaults(draft, Date.now())),
  })
  const create = useCreateToken()
  const [problem, setProblem] = useState<unknown>(null)

  async function save(draft: TokenDraft) {
    setProblem(null)
    try {
      onCreated(await create.mutateAsync(toInput(draft, Date.now())))
    } catch (error) {
      setProblem(applyProblem(form, error, fieldOf))
    }
  }

  return (
    <Dialog
      open
      onClose={() => !create.isPending && onClose()}
      unsaved={form.formState.isDirty}
      title="New token"
      footer={
        <>
          <Button
            onClick={onClose}
            notYet={create.isPending && 'Already in progress.'}
            reason="hidden"
          >
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="token"
            busy={create.isPending}
            busyLabel="Creating…"
          >
            Create token
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form
          id="token"
          noValidate
          onSubmit={form.handleSubmit(save)}
          className="flex flex-col gap-5"
        >
          <FormTextField<TokenDraft>
            name="name"
            label="Name"
            data-autofocus
            autoComplete="off"
            help="What it is for, as “terraform of team shop”. It is shown in Activity."
          />
          <FormRadioRows<TokenDraft, TokenDraft['role']> name="role" label="Role" rows={roles} />
          {/* That it goes no further than their own access, the server says. */}
          <SeenReach />
          <FormSelectField<TokenDraft> name="days" label="Expires in" options={lives} />
          <p className="text-table text-ink-3">
            {isAdministrator
              ? 'A token never manages access, decides on requests or creates tokens.'
              : 'Guard rails of your access apply to the token as well.'}
          </p>
        </form>
      </FormProvider>
      {problem !== null && <ErrorNotice title="The token was not created." error={problem} />}
    </Dialog>
  )
}
