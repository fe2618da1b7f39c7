'use client'

import type { ReactNode } from 'react'
import { Empty } from '@/components/states/empty'
import { ErrorNotice } from '@/components/states/error-notice'
import { ListState } from '@/components/states/list-state'
import { cx } from '@/components/ui/cx'
import { listCell } from '@/components/ui/list-cell'
import { onRowKeys } from '@/components/ui/row-keys'
import { Switch } from '@/components/ui/switch'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { type useAlertRules, useUpdateRule } from '@/lib/queries/alerts'
import { refresh } from '@/lib/queries/refresh'
import type { AlertChannel, AlertRule } from '@/lib/schemas/alert'
import { afterWords, nothingWords, ruleScopeWords, whenLabels } from './alert-words'
import { RowMenu } from './row-menu'

/** What is watched, where, and who is told. */
export function RulesTable({
  rules,
  channels,
  showsOwner,
  start,
  onEdit,
  onDelete,
}: {
  rules: ReturnType<typeof useAlertRules>
  /** null: not known. */
  channels: readonly AlertChannel[] | null
  showsOwner: boolean
  /** The way to a first one. */
  start: ReactNode
  onEdit: (rule: AlertRule) => void
  onDelete: (rule: AlertRule) => void
}) {
  const items = rules.data?.items ?? []
  const names = new Map(channels?.map(({ id, name }) => [id, name]))
  return (
    <>
      <ListState list={rules} what="the rules" rows={2} onRetry={() => refresh(rules)} />
      {rules.data && items.length === 0 && (
        <Empty
          title={<strong>No alert rules yet.</strong>}
          text={`A rule says what to watch and where, and which channels to notify: webhooks, Slack or e-mail.${channels?.length === 0 ? ' To be notified, create a channel first; without one, alerts appear on this page only.' : ''}`}
          actions={start}
        />
      )}
      {items.length > 0 && (
        <Table label="Alert rules" className="max-md:block [&_tbody]:max-md:block">
          <TableHead>
            <HeadCell className="w-[28%] max-md:sr-only">Rule</HeadCell>
            <HeadCell className="max-md:sr-only">Where</HeadCell>
            <HeadCell className="w-[22%] max-md:sr-only">Notifies</HeadCell>
            {showsOwner && <HeadCell className="w-[14%] max-md:sr-only">Created by</HeadCell>}
            <HeadCell className="w-24 max-md:sr-only">Enabled</HeadCell>
            <HeadCell className="w-14 max-md:sr-only">
              <span className="sr-only">Menu</span>
            </HeadCell>
          </TableHead>
          <tbody onKeyDown={onRowKeys}>
            {items.map((rule) => (
              <RuleRow
                key={rule.id}
                rule={rule}
                notifies={notifiesWords(rule, channels && names)}
                nothing={nothingWords(rule, rules.data?.groups ?? null)}
                showsOwner={showsOwner}
                onEdit={() => onEdit(rule)}
                onDelete={() => onDelete(rule)}
              />
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

function notifiesWords(
  { channelIds }: AlertRule,
  /** null: not known. */
  names: ReadonlyMap<string, string> | null,
): string {
  const count = channelIds.length
  if (count === 0) return 'Nobody'
  if (!names) return count === 1 ? '1 channel' : `${count} channels`
  return channelIds.map((id) => names.get(id) ?? 'a channel of somebody else').join(', ')
}

function RuleRow({
  rule,
  notifies,
  nothing,
  showsOwner,
  onEdit,
  onDelete,
}: {
  rule: AlertRule
  notifies: string
  /** Why it finds nothing. */
  nothing: string | null
  showsOwner: boolean
  onEdit: () => void
  onDelete: () => void
}) {
  const { id, name, when, afterMinutes, enabled, open, createdBy } = rule
  const { mutate, isPending, variables, error } = useUpdateRule()
  return (
    <tr
      data-row
      tabIndex={0}
      className="border-b border-line text-table transition-colors hover:bg-hover focus-row max-md:relative max-md:block max-md:py-3"
    >
      <th scope="row" className={cx(listCell, 'font-normal max-md:pe-12')}>
        <span className="font-medium wrap-anywhere">{name}</span>
        <SecondLine>
          {whenLabels[when]}, {afterWords(afterMinutes)}
          {open > 0 && <span className="text-loss"> · {open} open</span>}
        </SecondLine>
        {error && <ErrorNotice className="mt-2" title="The rule was not changed." error={error} />}
      </th>
      <td className={cx(listCell, 'wrap-anywhere')}>
        {ruleScopeWords(rule)}
        {nothing && <p className="text-warn">{nothing}</p>}
      </td>
      <td className={cx(listCell, 'wrap-anywhere')}>
        <span className="text-ink-3 md:hidden">Notifies: </span>
        {notifies}
      </td>
      {showsOwner && (
        <td className={cx(listCell, 'text-ink-2 wrap-anywhere')}>
          <span className="text-ink-3 md:hidden">Created by </span>
          {createdBy.name}
        </td>
      )}
      <td className={listCell}>
        <Switch
          label={`${name} enabled`}
          labelHidden
          text={enabled ? 'On' : 'Off'}
          checked={enabled}
          busy={isPending && (variables.body.enabled ? 'Turning on…' : 'Turning off…')}
          onChange={(next) => mutate({ id, body: { enabled: next } })}
        />
      </td>
      <RowMenu name={name} onEdit={onEdit} onDelete={onDelete} />
    </tr>
  )
}
