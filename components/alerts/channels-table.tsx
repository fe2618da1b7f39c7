'use client'

import { Empty } from '@/components/states/empty'
import { ErrorNotice } from '@/components/states/error-notice'
import { ListState } from '@/components/states/list-state'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { listCell } from '@/components/ui/list-cell'
import { onRowKeys } from '@/components/ui/row-keys'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { type useAlertChannels, useTestChannel } from '@/lib/queries/alerts'
import { refresh } from '@/lib/queries/refresh'
import type { AlertChannel } from '@/lib/schemas/alert'
import { kindLabels, quietWords, statusWords } from './alert-words'
import { RowMenu } from './row-menu'

/** Where people are told. */
export function ChannelsTable({
  channels,
  showsOwner,
  onNew,
  onEdit,
  onDelete,
}: {
  channels: ReturnType<typeof useAlertChannels>
  showsOwner: boolean
  onNew: () => void
  onEdit: (channel: AlertChannel) => void
  onDelete: (channel: AlertChannel) => void
}) {
  const items = channels.data?.items ?? []
  const start = (
    <Button icon="plus" onClick={onNew}>
      New channel
    </Button>
  )
  return (
    <>
      <ListState list={channels} what="the channels" rows={2} onRetry={() => refresh(channels)} />
      {channels.data && items.length === 0 && (
        <Empty
          title={<strong>No channels yet.</strong>}
          text="A channel is where notices are sent: a signed webhook, a Slack-compatible webhook, or e-mail."
          actions={start}
        />
      )}
      {items.length > 0 && (
        <>
          <Table label="Alert channels" className="max-md:block [&_tbody]:max-md:block">
            <TableHead>
              <HeadCell className="w-[26%] max-md:sr-only">Channel</HeadCell>
              <HeadCell className="max-md:sr-only">Sends to</HeadCell>
              <HeadCell className="w-[22%] max-md:sr-only">Last delivery</HeadCell>
              {showsOwner && <HeadCell className="w-[14%] max-md:sr-only">Created by</HeadCell>}
              <HeadCell className="w-32 max-md:sr-only">
                <span className="sr-only">Test</span>
              </HeadCell>
              <HeadCell className="w-14 max-md:sr-only">
                <span className="sr-only">Menu</span>
              </HeadCell>
            </TableHead>
            <tbody onKeyDown={onRowKeys}>
              {items.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  showsOwner={showsOwner}
                  onEdit={() => onEdit(channel)}
                  onDelete={() => onDelete(channel)}
                />
              ))}
            </tbody>
          </Table>
          <div className="mt-4">{start}</div>
        </>
      )}
    </>
  )
}

function ChannelRow({
  channel,
  showsOwner,
  onEdit,
  onDelete,
}: {
  channel: AlertChannel
  showsOwner: boolean
  onEdit: () => void
  onDelete: () => void
}) {
  const { id, name, kind, url, to, hasSecret, quietHours, last, createdBy } = channel
  const { mutate, isPending, data, error } = useTestChannel()
  const quiet = quietWords(quietHours)
  return (
    <tr
      data-row
      tabIndex={0}
      className="border-b border-line text-table transition-colors hover:bg-hover focus-row max-md:relative max-md:block max-md:py-3"
    >
      <th scope="row" className={cx(listCell, 'font-normal max-md:pe-12')}>
        <span className="font-medium wrap-anywhere">{name}</span>
        <SecondLine>
          {kindLabels[kind]}
          {kind === 'webhook' && (hasSecret ? ', signed' : ', not signed')}
        </SecondLine>
      </th>
      <td className={listCell}>
        <span className={cx('wrap-anywhere', url && 'font-mono text-code')}>
          {url ?? to?.join(', ')}
        </span>
        {quiet && <SecondLine>{quiet}</SecondLine>}
      </td>
      <td className={cx(listCell, 'text-ink-2')}>
        {last ? (
          <>
            <span className={last.status === 'failed' ? 'text-loss' : undefined}>
              {statusWords[last.status]}
            </span>{' '}
            <Age at={last.at} className="text-ink-3" />
          </>
        ) : (
          <span className="text-ink-3">none yet</span>
        )}
        <div role="status">
          {data && data.status !== 'sent' && (
            <p className="text-loss wrap-anywhere">Test failed. {data.lastError}</p>
          )}
          {data?.status === 'sent' && <p className="text-good">Test sent.</p>}
        </div>
        {error && <ErrorNotice className="mt-2" title="The test was not sent." error={error} />}
      </td>
      {showsOwner && (
        <td className={cx(listCell, 'text-ink-2 wrap-anywhere')}>
          <span className="text-ink-3 md:hidden">Created by </span>
          {createdBy.name}
        </td>
      )}
      <td className={cx(listCell, 'text-end max-md:mt-1 max-md:text-start')}>
        <Button
          variant="quiet"
          className="-my-1 max-md:-ms-3"
          busy={isPending}
          busyLabel="Sending…"
          onClick={() => mutate(id)}
        >
          Send test <span className="sr-only">to {name}</span>
        </Button>
      </td>
      <RowMenu name={name} onEdit={onEdit} onDelete={onDelete} />
    </tr>
  )
}
