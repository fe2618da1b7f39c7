'use client'

import { type FormEvent, useMemo, useState } from 'react'
import { errorFacts } from '@/components/states/error-facts'
import { ErrorNotice } from '@/components/states/error-notice'
import { Loading } from '@/components/states/loading'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { Switch } from '@/components/ui/switch'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import { useDecideAccess } from '@/lib/queries/access-answers'
import { useReachableZones } from '@/lib/queries/grants'
import type { AccessRequest } from '@/lib/schemas/access-request'
import { endOfDay } from './grant-draft'
import { roleLabels } from './grant-words'
import { instancesOf } from './reaching'

/** Grants or declines a request, with a word to the asker. */
export function DecideDialog({
  request,
  grant,
  onClose,
}: {
  request: AccessRequest
  grant: boolean
  onClose: () => void
}) {
  const { mutate, isPending, error } = useDecideAccess()
  const zones = useReachableZones()
  const [note, setNote] = useState('')
  const [ends, setEnds] = useState('')
  const [instanceId, setInstanceId] = useState('')
  const [needsApproval, setNeedsApproval] = useState(false)
  const called = useMemo(
    () => (zones.data?.items ?? []).filter(({ name }) => name.toLowerCase() === request.zoneName),
    [zones.data, request.zoneName],
  )
  const instances = instancesOf(called)
  const who = request.asker.name || request.asker.email
  const isDecided = errorFacts(error).code === 'already_decided'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isPending || isDecided) return
    const decision = {
      grant,
      ...(note.trim() && { note: note.trim() }),
      ...(grant && {
        expiresAt: endOfDay(ends),
        ...(instanceId && { instanceId }),
        ...(needsApproval && { rails: { needsApproval } }),
      }),
    }
    mutate(
      { id: request.id, decision },
      {
        onSuccess: () => {
          showToast({ text: grant ? `Access granted to ${who}.` : 'Request declined.' })
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      open
      onClose={() => !isPending && onClose()}
      unsaved={note.trim() !== ''}
      title={
        grant
          ? `Grant ${who} access to ${request.zoneName}?`
          : `Decline ${who}’s request for ${request.zoneName}?`
      }
      footer={
        <>
          <Button onClick={onClose} notYet={isPending && 'Already in progress.'} reason="hidden">
            {isDecided ? 'Close' : 'Cancel'}
          </Button>
          {!isDecided && (
            <Button
              type="submit"
              form="decide"
              variant={grant ? 'primary' : 'danger'}
              busy={isPending}
              busyLabel={grant ? 'Granting…' : 'Declining…'}
            >
              {grant ? 'Grant access' : 'Decline'}
            </Button>
          )}
        </>
      }
    >
      <form id="decide" noValidate onSubmit={submit} className="flex flex-col gap-5">
        <p className="text-ink-2 wrap-anywhere">
          {roleLabels[request.role]}. “{request.reason}”
        </p>
        {grant && (
          <>
            {zones.isPending ? (
              <Loading what="the zones of the connections" rows={1} />
            ) : (
              <Found
                count={instances.length}
                zoneName={request.zoneName}
                isPartial={zones.data?.partial === true}
              />
            )}
            {instances.length > 1 && (
              <SelectField
                label="Instance"
                placeholder="Choose an instance"
                value={instanceId}
                onChange={(event) => setInstanceId(event.target.value)}
                options={instances.map(({ id, name }) => ({ value: id, label: name }))}
                error={
                  instanceId === '' &&
                  error &&
                  'Several instances have a zone of this name; choose one.'
                }
              />
            )}
            {request.role === 'editor' && (
              <Switch
                label="Needs approval"
                help="Every change waits until an administrator approves it."
                checked={needsApproval}
                onChange={setNeedsApproval}
              />
            )}
            <TextField
              label="Last day"
              type="date"
              optional
              value={ends}
              onChange={(event) => setEnds(event.target.value)}
              help="Access ends at the end of this day. Empty: it doesn’t end."
            />
          </>
        )}
        <TextArea
          label={grant ? 'Note' : 'Reason'}
          optional
          data-autofocus
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
          help={`${who} sees it.`}
        />
      </form>
      {error && (
        <ErrorNotice
          title={grant ? 'Access was not granted.' : 'The request was not declined.'}
          error={error}
        />
      )}
    </Dialog>
  )
}

function Found({
  count,
  zoneName,
  isPartial,
}: {
  count: number
  zoneName: string
  isPartial: boolean
}) {
  if (count === 1) return <p className="text-table text-ink-3">A connection sees this zone.</p>
  if (count > 1) {
    return (
      <p className="text-table text-warn">
        {count} instances have a zone called {zoneName}.
      </p>
    )
  }
  return (
    <p className="text-table text-warn">
      No connection sees a zone called {zoneName}
      {isPartial && '; some instances could not be read'}. It can’t be granted now.
    </p>
  )
}
