'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { applyProblem } from '@/components/form/apply-problem'
import { FormRadioRows, FormTextField } from '@/components/form/fields'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/text-area'
import { showToast } from '@/components/ui/toast'
import { useAskAccess } from '@/lib/queries/access-answers'
import { createAccessRequestInput } from '@/lib/schemas/access-request'
import { roleLabels, roleMeanings } from './grant-words'

type Draft = { zoneName: string; role: 'viewer' | 'editor'; reason: string }

const empty: Draft = { zoneName: '', role: 'viewer', reason: '' }

/** Asks an administrator for a role on a zone, by its name. Whether it exists nobody says here. */
export function AskForm() {
  const wanted = useSearchParams()
  const form = useForm<Draft>({
    defaultValues: {
      ...empty,
      zoneName: wanted.get('zone') ?? '',
      role: wanted.get('role') === 'editor' ? 'editor' : 'viewer',
    },
    resolver: (values) => {
      const { success, error } = z.safeParse(createAccessRequestInput, values)
      if (success) return { values, errors: {} }
      const errors = error.issues.map(({ path, message }) => [
        String(path[0]),
        { type: 'invalid', message },
      ])
      // The first of a field counts.
      return { values: {}, errors: Object.fromEntries(errors.toReversed()) }
    },
  })
  const ask = useAskAccess()
  const [problem, setProblem] = useState<unknown>(null)
  const { register, formState } = form

  async function send(draft: Draft) {
    setProblem(null)
    try {
      await ask.mutateAsync(draft)
      form.reset(empty)
      showToast({ text: 'Request sent. An administrator will answer it.' })
    } catch (error) {
      setProblem(applyProblem(form, error))
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-5">
      <FormTextField<Draft>
        control={form.control}
        name="zoneName"
        label="Zone name"
        placeholder="shop.example"
        autoCapitalize="off"
        spellCheck={false}
      />
      <FormRadioRows<Draft, Draft['role']>
        control={form.control}
        name="role"
        label="Role"
        rows={(['viewer', 'editor'] as const).map((value) => ({
          value,
          label: roleLabels[value],
          description: roleMeanings[value],
        }))}
      />
      <TextArea
        label="Reason"
        maxLength={1000}
        help="What you need it for, and until when."
        error={formState.errors.reason?.message}
        {...register('reason')}
      />
      {problem !== null && <ErrorNotice title="The request was not sent." error={problem} />}
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        busy={ask.isPending}
        busyLabel="Sending…"
      >
        Request access
      </Button>
    </form>
  )
}
