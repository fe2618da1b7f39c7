'use client'

import { ErrorNotice } from '@/components/states/error-notice'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useRevokeToken } from '@/lib/queries/tokens'
import type { Token } from '@/lib/schemas/token'
import { reachWords, roleLabels } from './token-words'

/** Asks before a token is revoked. */
export function RevokeDialog({
  token,
  onClose,
  onRevoked,
}: {
  token: Token
  onClose: () => void
  onRevoked: () => void
}) {
  const { mutate, isPending, error } = useRevokeToken()
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => mutate(token.id, { onSuccess: onRevoked })}
      title={`Revoke ${token.name}?`}
      confirmLabel="Revoke token"
      busyLabel="Revoking…"
      busy={isPending}
      problem={error && <ErrorNotice title="The token was not revoked." error={error} />}
    >
      {roleLabels[token.role]}, {reachWords(token)}. Programs that use it are refused from the next
      request on. Jobs keep running. A revoked token can’t be restored.
    </ConfirmDialog>
  )
}
