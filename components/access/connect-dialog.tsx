'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { applyProblem } from '@/components/form/apply-problem'
import { FormSecretField, FormTextField } from '@/components/form/fields'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FactList, FactRow } from '@/components/ui/facts'
import { Notice } from '@/components/ui/notice'
import { useCreateConnection, useUpdateConnection } from '@/lib/queries/connections'
import { type Connection, connectionName } from '@/lib/schemas/connection'
import { apiKey } from '@/lib/schemas/ids'
import { formatDate } from '@/lib/time'
import { listed } from './grant-words'

type Draft = { name: string; apiKey: string }

const messageOf = (schema: z.core.$ZodType, value: string) => {
  const { error } = z.safeParse(schema, value)
  return error?.issues[0]?.message ?? true
}

/** A new connection, or another key for one: tried before it is kept, then told what it is good for. */
export function ConnectDialog({
  connection,
  onClose,
}: {
  /** null: a new one. */
  connection: Connection | null
  onClose: () => void
}) {
  const form = useForm<Draft>({ defaultValues: { name: connection?.name ?? '', apiKey: '' } })
  const { control, handleSubmit, register, formState } = form
  const create = useCreateConnection()
  const update = useUpdateConnection(connection?.id ?? '')
  const [problem, setProblem] = useState<unknown>(null)
  const [made, setMade] = useState<Connection | null>(null)
  const isBusy = create.isPending || update.isPending
  register('name', { validate: (value) => messageOf(connectionName, value) })
  register('apiKey', { validate: (value) => messageOf(apiKey, value.trim()) })

  async function save({ name, apiKey: typed }: Draft) {
    setProblem(null)
    const key = typed.trim()
    try {
      setMade(
        await (connection
          ? update.mutateAsync({ apiKey: key })
          : create.mutateAsync({ name, apiKey: key })),
      )
      form.reset()
    } catch (error) {
      setProblem(applyProblem(form, error))
    }
  }

  if (made) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={connection ? `The key of ${made.name} was replaced` : `${made.name} is connected`}
        footer={
          <Button variant="primary" data-autofocus onClick={onClose}>
            Done
          </Button>
        }
      >
        <KeyFacts connection={made} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onClose={() => !isBusy && onClose()}
      unsaved={formState.isDirty}
      title={connection ? `Replace the key of ${connection.name}` : 'Add connection'}
      footer={
        <>
          <Button onClick={onClose} notYet={isBusy && 'Already in progress.'} reason="hidden">
            Cancel
          </Button>
          <Button
            type="submit"
            form="connect"
            variant="primary"
            busy={isBusy}
            busyLabel="Trying the key…"
          >
            {connection ? 'Replace key' : 'Add connection'}
          </Button>
        </>
      }
    >
      <form id="connect" noValidate onSubmit={handleSubmit(save)} className="flex flex-col gap-5">
        <p className="text-ink-2">
          The API key of a service ID with the role Manager on the CIS instances. It is looked up
          and tried first, and stored encrypted; nobody can read it here afterwards.
        </p>
        {!connection && (
          <FormTextField<Draft> control={control} name="name" label="Name" data-autofocus />
        )}
        <FormSecretField<Draft>
          control={control}
          name="apiKey"
          label="API key"
          data-autofocus={connection !== null || undefined}
        />
      </form>
      {problem !== null && (
        <ErrorNotice
          title={connection ? 'The key was not replaced.' : 'Not connected.'}
          error={problem}
        />
      )}
    </Dialog>
  )
}

/** What the key turned out to be good for. */
function KeyFacts({ connection }: { connection: Connection }) {
  const { accountId, keyName, owner, expiresAt, instances, lacks } = connection
  // What it lacks has a notice of its own.
  const warnings = connection.warnings?.filter(({ code }) => code !== 'lacks_roles') ?? []
  return (
    <>
      <FactList>
        <FactRow label="Account">
          <span className="text-code">{accountId}</span>
        </FactRow>
        <FactRow label="Key">{keyName ?? 'name unknown'}</FactRow>
        <FactRow label="Owner">
          <span className="text-code">{owner}</span>
        </FactRow>
        <FactRow label="Ends">{expiresAt ? formatDate(expiresAt) : 'no expiry'}</FactRow>
        <FactRow label="Instances">
          {instances.length === 0
            ? 'none seen'
            : listed(
                instances.map(({ name }) => name),
                5,
              )}
        </FactRow>
      </FactList>
      {lacks.length > 0 && (
        <Notice tone="warn" title={`The key lacks ${lacks.length === 1 ? 'a role' : 'roles'}.`}>
          The list of connections shows the command that grants {lacks.length === 1 ? 'it' : 'them'}
          .
        </Notice>
      )}
      {warnings.map(({ code, message }) => (
        <Notice key={code} tone="warn">
          {message}
        </Notice>
      ))}
    </>
  )
}
