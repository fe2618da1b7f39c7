'use client'

import { useState } from 'react'
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form'
import { applyProblem } from '@/components/form/apply-problem'
import { faultsResolver } from '@/components/form/faults-resolver'
import { FormSecretField, FormSwitch, FormTextField } from '@/components/form/fields'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Segments } from '@/components/ui/segments'
import { useCreateChannel, useUpdateChannel } from '@/lib/queries/alerts'
import type { AlertChannel, AlertChannelKind } from '@/lib/schemas/alert'
import { kindLabels } from './alert-words'
import {
  type ChannelDraft,
  draftFaults,
  draftOf,
  fieldOf,
  newSecret,
  toCreate,
  toUpdate,
} from './channel-draft'

const kinds: { value: AlertChannelKind; label: string }[] = [
  { value: 'webhook', label: kindLabels.webhook },
  { value: 'slack', label: 'Slack' },
  { value: 'email', label: kindLabels.email },
]

/** Where people are told: the kind of a channel stays once it is there. */
export function ChannelDialog({
  channel,
  hasMail,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  channel: AlertChannel | null
  hasMail: boolean
  onClose: () => void
  onSaved: () => void
}) {
  const isNew = channel === null
  const form = useForm<ChannelDraft>({
    defaultValues: draftOf(channel, Intl.DateTimeFormat().resolvedOptions().timeZone),
    resolver: faultsResolver((draft: ChannelDraft) => draftFaults(draft, isNew)),
  })
  const kind = useWatch({ control: form.control, name: 'kind' })
  const create = useCreateChannel()
  const update = useUpdateChannel()
  const isPending = create.isPending || update.isPending
  const [problem, setProblem] = useState<unknown>(null)
  const isWithoutMail = kind === 'email' && !hasMail

  async function save(draft: ChannelDraft) {
    setProblem(null)
    try {
      if (channel) await update.mutateAsync({ id: channel.id, body: toUpdate(draft) })
      else await create.mutateAsync(toCreate(draft))
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
      title={isNew ? 'New channel' : `Edit ${channel.name}`}
      footer={
        <>
          <Button onClick={onClose} notYet={isPending && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form="alert-channel"
            busy={isPending}
            busyLabel={isNew ? 'Creating…' : 'Saving…'}
            notYet={isWithoutMail && 'No mail server is set up.'}
            reason="hidden"
          >
            {isNew ? 'Create channel' : 'Save'}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form
          id="alert-channel"
          noValidate
          onSubmit={form.handleSubmit(save)}
          className="flex flex-col gap-5"
        >
          {isNew && (
            <Segments
              label="Kind"
              className="self-start"
              segments={kinds}
              value={kind}
              onChange={(next) => form.setValue('kind', next, { shouldDirty: true })}
            />
          )}
          <FormTextField<ChannelDraft>
            name="name"
            label="Name"
            data-autofocus
            autoComplete="off"
            help="As in “On-call of team shop”."
          />
          {kind === 'email' ? (
            <FormTextField<ChannelDraft>
              name="to"
              label="E-mail addresses"
              autoComplete="off"
              help={
                hasMail
                  ? 'One or several, separated by commas.'
                  : 'This dashboard has no mail server. An operator has to set SMTP_URL and SMTP_FROM.'
              }
            />
          ) : (
            <FormTextField<ChannelDraft>
              name="url"
              label={kind === 'slack' ? 'Webhook URL' : 'URL'}
              autoComplete="off"
              inputMode="url"
              placeholder={
                isNew
                  ? kind === 'slack'
                    ? 'https://hooks.slack.com/services/…'
                    : 'https://example.com/logpush-alerts'
                  : `Set (hidden): ${channel.url ?? ''}`
              }
              help={
                isNew
                  ? 'Kept encrypted; only its host is shown afterwards.'
                  : 'Leave empty to keep the URL that is set.'
              }
            />
          )}
          {kind === 'webhook' && <Signing hasSecret={channel?.hasSecret ?? false} />}
          <Quiet />
        </form>
      </FormProvider>
      {problem !== null && <ErrorNotice title="The channel was not saved." error={problem} />}
    </Dialog>
  )
}

/** The secret, and how a receiver uses it. */
function Signing({ hasSecret }: { hasSecret: boolean }) {
  const { control, setValue } = useFormContext<ChannelDraft>()
  const secret = useWatch({ control, name: 'secret' })
  const [isMade, setMade] = useState(false)
  return (
    <div className="flex flex-col gap-2">
      <FormSecretField<ChannelDraft>
        key={String(isMade)}
        name="secret"
        label="Signing secret"
        optional
        initiallyShown={isMade}
        placeholder={hasSecret ? 'Set (hidden). Type to replace' : undefined}
        help={
          <>
            Each request then has <code>X-Logpush-Signature: t=…,v1=…</code>, where v1 is the
            HMAC-SHA256 of <code>t.body</code> as hex. 8 characters or more; a generated one can’t
            be guessed. Copy it now; it is not shown again.
          </>
        }
      />
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            setValue('secret', newSecret(), { shouldDirty: true, shouldValidate: true })
            setMade(true)
          }}
        >
          Generate
        </Button>
        {secret !== '' && <CopyButton text={secret} label="Copy secret" />}
      </div>
    </div>
  )
}

function Quiet() {
  const { control } = useFormContext<ChannelDraft>()
  const isQuiet = useWatch({ control, name: 'isQuiet' })
  return (
    <div className="flex flex-col gap-3">
      <FormSwitch<ChannelDraft>
        name="isQuiet"
        label="Quiet hours"
        help="Notices wait until they end. What has recovered by then is not sent."
      />
      {isQuiet && (
        <div className="grid grid-cols-2 gap-3 md:grid-cols-[7rem_7rem_1fr]">
          <FormTextField<ChannelDraft> name="from" label="From" placeholder="22:00" />
          <FormTextField<ChannelDraft> name="until" label="To" placeholder="07:00" />
          <div className="max-md:col-span-2">
            <FormTextField<ChannelDraft> name="timeZone" label="Time zone" />
          </div>
        </div>
      )}
    </div>
  )
}
