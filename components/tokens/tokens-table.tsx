'use client'

import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { listCell as cell } from '@/components/ui/list-cell'
import { onRowKeys } from '@/components/ui/row-keys'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { useTicker } from '@/components/ui/use-ticker'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { Token } from '@/lib/schemas/token'
import { formatDate, formatInstant } from '@/lib/time'
import { endWords, reachWords, roleLabels } from './token-words'

export function TokensTable({
  tokens,
  showsOwner,
  onRevoke,
}: {
  tokens: readonly Token[]
  /** Whose each is. */
  showsOwner: boolean
  onRevoke: (token: Token) => void
}) {
  return (
    <Table labelledBy="tokens" className="max-md:block [&_tbody]:max-md:block">
      <TableHead>
        <HeadCell className="w-[24%] max-md:sr-only">Name</HeadCell>
        {showsOwner && <HeadCell className="w-[20%] max-md:sr-only">Created by</HeadCell>}
        <HeadCell className="w-[10%] max-md:sr-only">Role</HeadCell>
        <HeadCell className="max-md:sr-only">May reach</HeadCell>
        <HeadCell className="w-[12%] max-md:sr-only">Expires</HeadCell>
        <HeadCell className="w-[12%] max-md:sr-only">Last used</HeadCell>
        <HeadCell className="w-24 max-md:sr-only">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody onKeyDown={onRowKeys}>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} showsOwner={showsOwner} onRevoke={onRevoke} />
        ))}
      </tbody>
    </Table>
  )
}

function TokenRow({
  token,
  showsOwner,
  onRevoke,
}: {
  token: Token
  showsOwner: boolean
  onRevoke: (token: Token) => void
}) {
  const { name, createdBy, createdAt, lastUsedAt } = token
  return (
    <tr
      data-row
      tabIndex={0}
      className="border-b border-line text-table transition-colors hover:bg-hover focus-row max-md:block max-md:py-3"
    >
      <th scope="row" className={cx(cell, 'font-normal')}>
        <span className="font-medium wrap-anywhere">{name}</span>
        <SecondLine>
          created <Age at={createdAt} />
        </SecondLine>
      </th>
      {showsOwner && (
        <td className={cx(cell, 'wrap-anywhere')}>
          {createdBy.name}
          {createdBy.email && createdBy.email !== createdBy.name && (
            <SecondLine className="wrap-anywhere">{createdBy.email}</SecondLine>
          )}
        </td>
      )}
      <td className={cell}>{roleLabels[token.role]}</td>
      <td className={cx(cell, 'wrap-anywhere')}>{reachWords(token)}</td>
      <td className={cell}>
        <span className="text-ink-3 md:hidden">Expires: </span>
        <Expiry expiresAt={token.expiresAt} />
      </td>
      <td className={cx(cell, 'text-ink-3')}>
        <span className="md:hidden">Last used: </span>
        {lastUsedAt ? <Age at={lastUsedAt} /> : 'never'}
      </td>
      <td className={cx(cell, 'pe-3 text-end max-md:mt-1 max-md:text-start')}>
        <Button
          variant="quiet"
          data-row-open
          className="-my-1 max-md:-ms-3"
          onClick={() => onRevoke(token)}
        >
          Revoke… <VisuallyHidden>{name}</VisuallyHidden>
        </Button>
      </td>
    </tr>
  )
}

function Expiry({ expiresAt }: { expiresAt: string }) {
  // Without a clock of the reader's it is the date alone.
  const text = useTicker(
    (now) => JSON.stringify(endWords(expiresAt, now)),
    JSON.stringify({ text: formatDate(expiresAt), tone: 'calm' }),
  )
  const { text: words, tone } = JSON.parse(text) as ReturnType<typeof endWords> // Written just above.
  return (
    <span
      title={formatInstant(expiresAt)}
      className={tone === 'calm' ? 'text-ink-3' : tone === 'soon' ? 'text-warn' : 'text-ink-2'}
    >
      {words}
    </span>
  )
}
