'use client'

import { useId, useState } from 'react'
import { FormProvider, useController, useForm, useFormContext, useWatch } from 'react-hook-form'
import { applyProblem } from '@/components/form/apply-problem'
import { faultsResolver } from '@/components/form/faults-resolver'
import { FormSelectField, FormTextField } from '@/components/form/fields'
import { SeenReach } from '@/components/reach/seen-reach'
import { ErrorNotice } from '@/components/states/error-notice'
import { ListState } from '@/components/states/list-state'
import { Button } from '@/components/ui/button'
import { CheckList } from '@/components/ui/check-list'
import { Dialog } from '@/components/ui/dialog'
import { isPassing } from '@/lib/alerts/passing'
import { type useAlertChannels, useCreateRule, useUpdateRule } from '@/lib/queries/alerts'
import { refresh } from '@/lib/queries/refresh'
import type { AlertGroups, AlertRule, AlertWhen } from '@/lib/schemas/alert'
import { groupHelp, kindLabels, whenLabels, whenMeanings } from './alert-words'
import { draftFaults, draftOf, fieldOf, type RuleDraft, toInput } from './rule-draft'

// Of a complete record of them.
const kinds = (Object.keys(whenLabels) as AlertWhen[]).map((value) => ({
  value,
  label: whenLabels[value],
}))

/** What to watch, where, for how long, and who is told. */
export function RuleDialog({
  rule,
  groups,
  channels,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  rule: AlertRule | null
  /** Whose zones can be watched; null: there are none, or they are not known. */
  groups: AlertGroups | null
  channels: ReturnType<typeof useAlertChannels>
  onClose: () => void
  onSaved: () => void
}) {
  const known = channels.data?.items ?? []
  const only = known.length === 1 ? known.map(({ id }) => id) : []
  const form = useForm<RuleDraft>({
    defaultValues: draftOf(rule, only),
    resolver: faultsResolver(draftFaults),
  })
  const create = useCreateRule()
  const update = useUpdateRule()
  const isPending = create.isPending || update.isPending
  const [problem, setProblem] = useState<unknown>(null)

  async function save(draft: RuleDraft) {
    setProblem(null)
    try {
      const body = toInput(draft)
      if (rule) await update.mutateAsync({ id: rule.id, body })
      else await create.mutateAsync({ ...body, enabled: true })
      onSaved()
    } catch (error) {
      setProblem(applyProblem(form, error, fieldOf))
    }
  }

  return (
    <Dialog
      open
      onClose={() => !isPending && onClose()}
      unsaved={form.formState.isDirty}
      title={rule ? 'Edit rule' : 'New rule'}
      footer={
        <>
          <Button onClick={onClose} notYet={isPending && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="alert-rule"
            busy={isPending}
            busyLabel={rule ? 'Saving…' : 'Creating…'}
          >
            {rule ? 'Save' : 'Create rule'}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form
          id="alert-rule"
          noValidate
          onSubmit={form.handleSubmit(save)}
          className="flex flex-col gap-5"
        >
          <What />
          <FormTextField<RuleDraft>
            name="name"
            label="Name"
            autoComplete="off"
            help="Named in each notice, as in “Production not delivering”."
          />
          <Where groups={groups} />
          <Threshold />
          <Told channels={channels} />
        </form>
      </FormProvider>
      {problem !== null && <ErrorNotice title="The rule was not saved." error={problem} />}
    </Dialog>
  )
}

function What() {
  const { control } = useFormContext<RuleDraft>()
  const when = useWatch({ control, name: 'when' })
  return (
    <FormSelectField<RuleDraft>
      name="when"
      label="Alert when"
      data-autofocus
      options={kinds}
      help={whenMeanings[when]}
    />
  )
}

function Threshold() {
  const { control } = useFormContext<RuleDraft>()
  const when = useWatch({ control, name: 'when' })
  if (isPassing(when)) return null
  return (
    <FormTextField<RuleDraft>
      name="afterMinutes"
      label="For at least (minutes)"
      inputMode="numeric"
      autoComplete="off"
      help={thresholdHelps[when] ?? thresholdHelp}
    />
  )
}

const thresholdHelp = '0: immediately. What breaks together within seconds is one notice.'
const thresholdHelps: Partial<Record<AlertWhen, string>> = {
  late: 'Beyond the limit that the job’s own frequency gives. 0: immediately.',
  failing: `${thresholdHelp} After 24 hours of failures IBM disables the job: use less than 1,440.`,
}

function Where({ groups }: { groups: AlertGroups | null }) {
  const { control, formState } = useFormContext<RuleDraft>()
  const reach = useWatch({ control, name: 'reach' })
  // A rule that has one keeps it, also without an identity provider.
  const hasTeams = groups !== null || formState.defaultValues?.reach === 'team'
  return (
    <>
      <SeenReach
        label="Zones"
        more={hasTeams ? [{ value: 'team', label: 'Zones of a team' }] : []}
      />
      {reach === 'team' && <Group groups={groups} />}
    </>
  )
}

function Group({ groups }: { groups: AlertGroups | null }) {
  const { control } = useFormContext<RuleDraft>()
  const team = useWatch({ control, name: 'team' })
  const listId = useId()
  return (
    <>
      <FormTextField<RuleDraft>
        name="team"
        label="Group"
        autoComplete="off"
        list={listId}
        help={groupHelp(groups, team)}
      />
      <datalist id={listId}>
        {groups?.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

function Told({ channels }: { channels: ReturnType<typeof useAlertChannels> }) {
  const { control } = useFormContext<RuleDraft>()
  const { field, fieldState } = useController({ control, name: 'channelIds' })
  if (!channels.data) {
    return (
      <ListState list={channels} what="the channels" rows={1} onRetry={() => refresh(channels)} />
    )
  }
  const { items } = channels.data
  // Who administers sees everybody's, and a notice says what its rule's author sees.
  const areSeverals = new Set(items.map(({ createdBy }) => createdBy.id)).size > 1
  return (
    <CheckList
      label="Notify"
      name="channelIds"
      options={items.map(({ id, name, kind, createdBy }) => ({
        value: id,
        label: name,
        hint: areSeverals ? `${kindLabels[kind]}, by ${createdBy.name}` : kindLabels[kind],
      }))}
      value={field.value}
      onChange={field.onChange}
      searchLabel="Search channels"
      help="Without a channel, alerts appear on this page only."
      emptyText="There is no channel yet. To be notified, create one on the tab Channels."
      error={fieldState.error?.message}
    />
  )
}
