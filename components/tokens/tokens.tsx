'use client'

import { useRef, useState } from 'react'
import { Empty } from '@/components/states/empty'
import { ListState } from '@/components/states/list-state'
import { Button } from '@/components/ui/button'
import { chunk, useChunk } from '@/components/ui/chunk'
import { DialogComing } from '@/components/ui/dialog-coming'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { showToast } from '@/components/ui/toast'
import { refresh } from '@/lib/queries/refresh'
import { useTokens } from '@/lib/queries/tokens'
import type { CreatedToken, Token } from '@/lib/schemas/token'
import { CreatedSecret } from './created-secret'
import { FirstCommands } from './first-commands'
import { TokensTable } from './tokens-table'

const dialogs = chunk(async () => {
  const [{ NewTokenDialog }, { RevokeDialog }] = await Promise.all([
    import('./new-token-dialog'),
    import('./revoke-dialog'),
  ])
  return { NewTokenDialog, RevokeDialog }
})

type Act = { kind: 'new' } | { kind: 'revoke'; token: Token }

/** Tokens for programs: one's own, and to administrators everybody's. `isOwner`: may have some. */
export function Tokens({
  isOwner,
  isAdministrator,
}: {
  isOwner: boolean
  isAdministrator: boolean
}) {
  const tokens = useTokens()
  const [act, setAct] = useState<Act | null>(null)
  const [created, setCreated] = useState<CreatedToken | null>(null)
  const parts = useChunk(act ? dialogs : null)
  const heading = useRef<HTMLHeadingElement>(null)
  const close = () => setAct(null)
  const items = tokens.data?.items ?? []
  const start = (
    <Button variant="primary" icon="plus" onClick={() => setAct({ kind: 'new' })}>
      New token
    </Button>
  )

  return (
    <>
      <PageTitle title="Tokens" actions={isOwner && items.length > 0 && start}>
        <p className="max-w-form text-ink-2">
          For programs that call the API of this dashboard. A token can do no more than the person
          who created it, and stops working with that person’s access.
        </p>
      </PageTitle>
      {!isOwner && (
        <Notice className="mt-4 max-w-form" title="You can’t create tokens.">
          You signed in with an IBM Cloud API key or passcode, so your access comes from IBM. Sign
          in with your company account to create tokens.
        </Notice>
      )}
      {created && <CreatedSecret token={created} onDone={() => setCreated(null)} />}
      {(isOwner || isAdministrator) && (
        <section aria-labelledby="tokens" className="mt-6">
          <h2 id="tokens" ref={heading} tabIndex={-1} className="mb-1 text-heading">
            {isAdministrator ? 'All tokens' : 'Your tokens'}
          </h2>
          <ListState
            className="my-3"
            list={tokens}
            what="the tokens"
            rows={3}
            onRetry={() => refresh(tokens)}
          />
          {tokens.data && items.length === 0 && (
            <Empty
              title={<strong>No tokens yet.</strong>}
              text="A token lets a script or a pipeline read zones and manage jobs with part of your access, without signing in."
              actions={isOwner && start}
            />
          )}
          {items.length > 0 && (
            <TokensTable
              tokens={items}
              showsOwner={isAdministrator}
              onRevoke={(token) => setAct({ kind: 'revoke', token })}
            />
          )}
          {tokens.data?.partial && (
            <p className="mt-2 text-table text-ink-3">The newest {items.length} tokens.</p>
          )}
        </section>
      )}
      {isOwner && items.length > 0 && !created && (
        <FirstCommands className="mt-8" token={items[0] ?? null} secret={null} />
      )}
      {act && !parts && <DialogComing onClose={close} />}
      {parts && act?.kind === 'new' && (
        <parts.NewTokenDialog
          isAdministrator={isAdministrator}
          onClose={close}
          onCreated={(token) => {
            close()
            setCreated(token)
          }}
        />
      )}
      {parts && act?.kind === 'revoke' && (
        <parts.RevokeDialog
          token={act.token}
          onClose={close}
          onRevoked={() => {
            close()
            if (created?.id === act.token.id) setCreated(null)
            showToast({ text: `Token ${act.token.name} revoked.` })
            // Its row, and with it what opened the dialog, is gone.
            heading.current?.focus()
          }}
        />
      )}
    </>
  )
}
