'use client'

import { useRef, useState } from 'react'
import { Empty } from '@/components/states/empty'
import { ListState } from '@/components/states/list-state'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { useConnections } from '@/lib/queries/connections'
import { refresh } from '@/lib/queries/refresh'
import type { Connection } from '@/lib/schemas/connection'
import { ConnectionRow } from './connection-row'
import { useFocusLeft } from './use-focus-left'

const dialogs = chunk(async () => {
  const [{ ConnectDialog }, { RenameDialog }, { RemoveConnectionDialog }] = await Promise.all([
    import('./connect-dialog'),
    import('./rename-dialog'),
    import('./remove-connection-dialog'),
  ])
  return { ConnectDialog, RenameDialog, RemoveConnectionDialog }
})

type Act = { kind: 'add' } | { kind: 'replace' | 'rename' | 'remove'; connection: Connection }

/** The IBM Cloud accounts that people reach here, each by a key of its own. */
export function ConnectionsSection() {
  const connections = useConnections()
  const [act, setAct] = useState<Act | null>(null)
  const parts = useChunk(act ? dialogs : null)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = () => setAct(null)
  useFocusLeft(act !== null, heading)
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setAct({ kind: 'add' })}>
      Add connection
    </Button>
  )
  return (
    <section aria-labelledby="connections" className="pt-2">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-line pb-3">
        <div className="max-w-form">
          <h2 id="connections" ref={heading} tabIndex={-1} className="text-heading">
            Connections
          </h2>
          <p className="mt-1 text-table text-ink-2">
            An IBM Cloud account, reached with the API key of a service ID. People who sign in with
            the company account see its zones as far as grants let them.
          </p>
        </div>
        {connections.data && connections.data.length > 0 && add}
      </div>
      <ListState
        className="mt-3"
        list={connections}
        what="the connections"
        rows={2}
        onRetry={() => refresh(connections)}
      />
      {connections.data?.length === 0 && (
        <Empty
          title={<strong>No connection yet.</strong>}
          text="Create a service ID in IBM Cloud, give it the role Manager on the CIS instances, and add its API key here. Until then grants reach no zone."
          actions={add}
        />
      )}
      <ul>
        {connections.data?.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            nameOf={(id) => connections.data.find((one) => one.id === id)?.name ?? id}
            onRename={() => setAct({ kind: 'rename', connection })}
            onReplace={() => setAct({ kind: 'replace', connection })}
            onRemove={() => setAct({ kind: 'remove', connection })}
          />
        ))}
      </ul>
      {act && !parts && <DialogComing onClose={close} />}
      {parts && act && (act.kind === 'add' || act.kind === 'replace') && (
        <parts.ConnectDialog
          connection={act.kind === 'replace' ? act.connection : null}
          onClose={close}
        />
      )}
      {parts && act?.kind === 'rename' && (
        <parts.RenameDialog connection={act.connection} onClose={close} />
      )}
      {parts && act?.kind === 'remove' && (
        <parts.RemoveConnectionDialog connection={act.connection} onClose={close} />
      )}
    </section>
  )
}
