'use client'

import { Empty } from '@/components/states/empty'
import { ListState } from '@/components/states/list-state'
import { Age, Clock } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { listCell } from '@/components/ui/list-cell'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { useAlertDeliveries } from '@/lib/queries/alerts'
import { refresh } from '@/lib/queries/refresh'
import type { AlertDelivery } from '@/lib/schemas/alert'
import { kindLabels, statusWords } from './alert-words'

/** What was sent where, and how that went; the newest first. */
export function DeliveriesTable() {
  const deliveries = useAlertDeliveries()
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <ListState
        list={deliveries}
        what="the delivery log"
        rows={3}
        onRetry={() => refresh(deliveries)}
      />
      {deliveries.data && items.length === 0 && (
        <Empty
          title={<strong>Nothing was sent yet.</strong>}
          text="Each notice is listed here with its attempts for 90 days."
        />
      )}
      {items.length > 0 && (
        <Table label="Delivery log" className="max-md:block [&_tbody]:max-md:block">
          <TableHead>
            <HeadCell className="w-36 max-md:sr-only">Time</HeadCell>
            <HeadCell className="max-md:sr-only">Notice</HeadCell>
            <HeadCell className="w-[24%] max-md:sr-only">Channel</HeadCell>
            <HeadCell className="w-[26%] max-md:sr-only">Status</HeadCell>
          </TableHead>
          <tbody>
            {items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
          </tbody>
        </Table>
      )}
      {deliveries.hasNextPage && (
        <Button
          className="mt-3"
          busy={deliveries.isFetchingNextPage}
          busyLabel="Loading…"
          onClick={() => deliveries.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

const tones: Partial<Record<AlertDelivery['status'], string>> = {
  failed: 'text-loss',
  pending: 'text-ink',
  held: 'text-ink',
}

function DeliveryRow({ delivery }: { delivery: AlertDelivery }) {
  const { createdAt, subject, channel, status, attempts, nextAttemptAt, lastError } = delivery
  const tries = attempts > 1 ? `${attempts} attempts` : null
  return (
    <tr className="border-b border-line text-table max-md:block max-md:py-3">
      <td className={cx(listCell, 'text-ink-3')}>
        <Age at={createdAt} />
      </td>
      <th scope="row" className={cx(listCell, 'font-normal wrap-anywhere')}>
        {subject}
      </th>
      <td className={cx(listCell, 'wrap-anywhere')}>
        {channel.name}
        <SecondLine>{kindLabels[channel.kind]}</SecondLine>
      </td>
      <td className={listCell}>
        <span className={tones[status] ?? 'text-ink-2'}>
          {[statusWords[status], tries].filter(Boolean).join(', ')}
        </span>
        {(lastError || nextAttemptAt) && (
          <SecondLine className="wrap-anywhere">
            {lastError}
            {nextAttemptAt && (
              <>
                {' '}
                Next attempt at <Clock at={nextAttemptAt} />.
              </>
            )}
          </SecondLine>
        )}
      </td>
    </tr>
  )
}
