'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { FactList, FactRow } from '@/components/ui/facts'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { Notice } from '@/components/ui/notice'
import { type Glyph, StateGlyph } from '@/components/ui/state-glyph'
import { useTicker } from '@/components/ui/use-ticker'
import { useCheckConnection, useUpdateConnection } from '@/lib/queries/connections'
import type { Connection } from '@/lib/schemas/connection'
import { formatClock } from '@/lib/time'
import { endWords, listed } from './grant-words'

const states: Record<Connection['state'], { glyph: Glyph; text: string }> = {
  ok: { glyph: 'check', text: 'Usable' },
  refused: { glyph: 'crossed-square', text: 'Key refused by IBM Cloud' },
  unreachable: { glyph: 'question', text: 'IBM Cloud did not answer' },
}

const owners: Record<Connection['ownerKind'], string> = {
  serviceId: 'a service ID',
  user: 'a user',
  profile: 'a trusted profile',
  unknown: 'an unknown owner',
}

/** One connection: how it stands, what its key can't do, and what can be done with it. */
export function ConnectionRow({
  connection,
  nameOf,
  onRename,
  onReplace,
  onRemove,
}: {
  connection: Connection
  /** Of another connection. */
  nameOf: (id: string) => string
  onRename: () => void
  onReplace: () => void
  onRemove: () => void
}) {
  const { id, name, state, accountId, keyName, ownerKind, owner, expiresAt, lacks } = connection
  const check = useCheckConnection(id)
  const checkedAt = useTicker((now) => formatClock(connection.checkedAt, now))
  const end = useTicker((now) => (expiresAt === null ? 'no expiry' : endWords(expiresAt, now).text))
  const instances = connection.instances.map((instance) => instance.name)
  const { glyph, text } = states[state]
  return (
    <li className="border-b border-line py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-semibold wrap-anywhere">{name}</h3>
          <p className="mt-0.5 flex items-center gap-2 text-table">
            <StateGlyph glyph={glyph} />
            {text}
            <span className="text-ink-3">checked {checkedAt}</span>
          </p>
        </div>
        <div className="flex items-center gap-2">
          <Button
            busy={check.isPending}
            busyLabel="Checking…"
            onClick={() => check.mutate()}
            aria-label={`Check ${name}`}
          >
            Check
          </Button>
          <Menu
            label={`More for ${name}`}
            trigger={<Icon name="more" />}
            items={[
              { label: 'Rename…', onSelect: onRename },
              { label: 'Replace key…', onSelect: onReplace },
              { label: 'Remove…', danger: true, apart: true, onSelect: onRemove },
            ]}
          />
        </div>
      </div>
      {check.isError && (
        <ErrorNotice className="mt-3" title="It could not be checked." error={check.error} />
      )}
      <FactList className="mt-3 max-w-form">
        <FactRow label="Account">
          <span className="text-code">{accountId}</span>
        </FactRow>
        <FactRow label="Key">
          {keyName ?? 'name unknown'}, of {owners[ownerKind]}{' '}
          <span className="text-code text-ink-3">{owner}</span>
        </FactRow>
        <FactRow label="Ends">{end}</FactRow>
        <FactRow label="Instances">
          {instances.length === 0 ? 'none seen' : listed(instances, 5)}
        </FactRow>
      </FactList>
      {lacks.length > 0 && (
        <Notice tone="warn" className="mt-3" title="The key lacks roles.">
          <ul className="mt-1 flex flex-col gap-2">
            {lacks.map(({ instanceId, role, command }) => (
              <li key={`${instanceId} ${role}`}>
                {role} on{' '}
                {connection.instances.find((one) => one.id === instanceId)?.name ?? instanceId}.
                <span className="mt-1 flex items-start gap-2">
                  <code className="min-w-0 text-code wrap-anywhere">{command}</code>
                  <CopyButton bare text={command} label="Copy command" className="-my-1" />
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Shared connection={connection} nameOf={nameOf} />
    </li>
  )
}

/** Instances that other connections see as well: one answers, and that can be chosen. */
function Shared({
  connection,
  nameOf,
}: {
  connection: Connection
  nameOf: (id: string) => string
}) {
  const update = useUpdateConnection(connection.id)
  const shared = connection.instances.filter(({ alsoSeenBy }) => alsoSeenBy.length > 0)
  if (shared.length === 0) return null
  const { answersFor } = connection
  const chosen = shared.filter(({ id }) => answersFor.includes(id)).map(({ id }) => id)
  return (
    <div className="mt-3 text-table">
      <h4 className="font-medium">Also seen by another connection</h4>
      <ul className="mt-1 flex flex-col gap-1">
        {shared.map(({ id, name, alsoSeenBy }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="wrap-anywhere">
              {name}: {answersFor.includes(id) ? 'this connection answers' : 'another one answers'}{' '}
              ({listed(alsoSeenBy.map(nameOf))} sees it, too)
            </span>
            {!answersFor.includes(id) && (
              <Button
                variant="quiet"
                busy={update.isPending}
                busyLabel="Saving…"
                onClick={() => update.mutate({ answersFor: [...chosen, id] })}
              >
                Use this connection
              </Button>
            )}
          </li>
        ))}
      </ul>
      {update.isError && (
        <ErrorNotice className="mt-2" title="Nothing was changed." error={update.error} />
      )}
    </div>
  )
}
