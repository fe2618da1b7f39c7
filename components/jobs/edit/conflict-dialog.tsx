'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { useTicker } from '@/components/ui/use-ticker'
import type { Deed } from '@/lib/jobs/who'
import { atMoment } from '@/lib/moment'
import { afterParts } from '../after-parts'
import type { ThreeWayRow } from './three-way'

/** "Jakub Wiśniewski changed this job at 09:40." `by` null: it was not through this dashboard. */
export function useWhoWords(by: Deed | null | undefined): string {
  return useTicker((now) => {
    if (!by) return 'This job was changed outside this dashboard.'
    const who = by.isYou ? 'You' : by.by
    const where = by.isYou ? ' in another window' : ''
    return `${who} changed this job${where} ${atMoment(by.atMs, now)}.`
  })
}

/** Both changes beside each other, and the choice between them. Nothing is lost by closing it. */
export function ConflictDialog({
  open,
  onClose,
  rows,
  by,
  onKeepMine,
  onTakeTheirs,
}: {
  open: boolean
  onClose: () => void
  rows: readonly ThreeWayRow[]
  by: Deed | null
  onKeepMine: () => void
  onTakeTheirs: () => void
}) {
  const who = useWhoWords(by)
  const isSeen = rows.some(({ theirs }) => theirs !== null)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="wide"
      title="This job has changed"
      footer={
        <>
          <span className="min-w-0 flex-1 basis-40 text-table text-ink-3 max-md:basis-full">
            Your changes are not saved yet.
          </span>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" data-autofocus onClick={onKeepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      <p className="text-ink-2">
        {who} Your changes are kept. Compare both versions and choose one.
      </p>
      <Table label="Both changes">
        <TableHead>
          <HeadCell className="w-1/5 first:ps-0!">Setting</HeadCell>
          <HeadCell>Before</HeadCell>
          <HeadCell>{by && !by.isYou ? by.by : 'Theirs'}</HeadCell>
          <HeadCell>Yours</HeadCell>
        </TableHead>
        <tbody>
          {rows.map(({ what, was, theirs, mine, mono }) => (
            <Row key={what} className="hover:bg-transparent">
              <Cell className="text-ink-2 first:ps-0!">{what}</Cell>
              <Value mono={mono}>{was}</Value>
              <Value mono={mono && theirs !== null} isChanged={theirs !== null}>
                {theirs === null ? 'unchanged' : afterParts(theirs).value}
              </Value>
              <Value mono={mono && mine !== null} isChanged={mine !== null}>
                {mine === null ? 'unchanged' : afterParts(mine).value}
              </Value>
            </Row>
          ))}
        </tbody>
      </Table>
      {!isSeen && (
        <p className="text-table text-ink-2">
          Their change is not visible here: it is a key, or a setting that this form does not
          manage.
        </p>
      )}
      <p className="text-table text-ink-3">
        <em>Keep mine</em> applies your changes to the current job; their other changes stay. You
        review the result before it is saved. <em>Take theirs</em> discards yours.
      </p>
    </Dialog>
  )
}

function Value({
  mono,
  isChanged = false,
  children,
}: {
  mono: boolean
  isChanged?: boolean
  children: ReactNode
}) {
  return (
    <Cell
      className={cx('wrap-anywhere', mono && 'text-code', isChanged ? 'font-medium' : 'text-ink-3')}
    >
      {children}
    </Cell>
  )
}
