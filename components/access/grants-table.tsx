'use client'

import { Breakable } from '@/components/ui/breakable'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { onRowKeys } from '@/components/ui/row-keys'
import { HeadCell, SecondLine, Table, TableHead } from '@/components/ui/table'
import { useTicker } from '@/components/ui/use-ticker'
import { destinationWords } from '@/lib/grants/rails'
import type { GrantList, ShownGrant } from '@/lib/schemas/grant'
import { formatDate, formatInstant } from '@/lib/time'
import { endWords, railsWords, reachWords, roleLabels } from './grant-words'

/** On a phone a cell is a line of a list. */
const cell =
  'px-2 pt-[7px] pb-2 text-start align-top first:ps-3 max-md:block max-md:p-0 max-md:first:ps-0'

/** Who has it: the person's name, or the group's. */
export const grantee = ({ subject, person }: ShownGrant): string =>
  subject.kind === 'group' ? subject.name : person?.name || subject.email

export function GrantsTable({
  environment,
  grants,
  today,
  onEdit,
  onRelease,
  onDelete,
}: {
  /** Who administers by the dashboard's own settings, and can't lose it here. */
  environment: GrantList['environment']
  grants: readonly ShownGrant[]
  /** How many zones a grant reaches now; null: not known. */
  today: (grant: ShownGrant) => number | null
  onEdit: (grant: ShownGrant) => void
  onRelease: (grant: ShownGrant) => void
  onDelete: (grant: ShownGrant) => void
}) {
  return (
    <Table labelledBy="grants" className="max-md:block [&_tbody]:max-md:block">
      <TableHead>
        <HeadCell className="w-[25%] max-md:sr-only">Who</HeadCell>
        <HeadCell className="w-[12%] max-md:sr-only">Role</HeadCell>
        <HeadCell className="w-[25%] max-md:sr-only">May reach</HeadCell>
        <HeadCell className="w-[24%] max-md:sr-only">Guard rails</HeadCell>
        <HeadCell className="max-md:sr-only">Ends</HeadCell>
        <HeadCell className="w-10 max-md:sr-only">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody onKeyDown={onRowKeys}>
        {environment.emails.map((email) => (
          <EnvironmentRow
            key={`person ${email}`}
            name={email}
            note="person, from the environment"
          />
        ))}
        {environment.groups.map((group) => (
          <EnvironmentRow key={`group ${group}`} name={group} note="group, from the environment" />
        ))}
        {grants.map((grant) => (
          <GrantRow
            key={grant.id}
            grant={grant}
            today={today(grant)}
            items={[
              { label: 'Edit…', onSelect: () => onEdit(grant) },
              ...(grant.person
                ? [{ label: 'Release from this person', onSelect: () => onRelease(grant) }]
                : []),
              { label: 'Delete…', danger: true, apart: true, onSelect: () => onDelete(grant) },
            ]}
            onEdit={() => onEdit(grant)}
          />
        ))}
      </tbody>
    </Table>
  )
}

function EnvironmentRow({ name, note }: { name: string; note: string }) {
  return (
    <tr
      data-row
      tabIndex={0}
      className="border-b border-line text-table transition-colors hover:bg-hover focus-row max-md:block max-md:py-3"
    >
      <th scope="row" className={cx(cell, 'font-normal')}>
        <span className="font-medium wrap-anywhere">
          <Breakable text={name} />
        </span>
        <SecondLine>{note}</SecondLine>
      </th>
      <td className={cell}>{roleLabels.administrator}</td>
      <td className={cell}>Everything</td>
      <td className={cx(cell, 'text-ink-3 max-md:hidden')}>none</td>
      <td colSpan={2} className={cx(cell, 'text-ink-3')}>
        when the setting is removed
      </td>
    </tr>
  )
}

function GrantRow({
  grant,
  today,
  items,
  onEdit,
}: {
  grant: ShownGrant
  today: number | null
  items: readonly MenuItem[]
  onEdit: () => void
}) {
  const { role, rails, expired, counts } = grant
  const name = grantee(grant)
  const reach = reachWords(grant, today)
  return (
    <tr
      data-row
      tabIndex={0}
      className={cx(
        'relative border-b border-line text-table transition-colors hover:bg-hover focus-row max-md:block max-md:py-3 max-md:pe-11',
        expired && 'text-ink-3',
      )}
    >
      <th scope="row" className={cx(cell, 'font-normal')}>
        <span className="font-medium wrap-anywhere">
          <Breakable text={name} />
        </span>
        <SecondLine className="wrap-anywhere">
          <Breakable text={whoNote(grant, name)} />
        </SecondLine>
        {!counts && !expired && (
          <SecondLine className="text-warn">of another provider, doesn’t count</SecondLine>
        )}
      </th>
      <td className={cell}>{roleLabels[role]}</td>
      <td className={cell}>
        <span className={cx('wrap-anywhere', reach.isPattern && 'text-code')}>
          <Breakable text={reach.text} />
        </span>
        {reach.note && <span className="text-ink-3">, {reach.note}</span>}
      </td>
      <td className={cx(cell, 'wrap-anywhere', !rails && 'text-ink-3 max-md:hidden')}>
        {railsWords(rails, destinationWords)}
      </td>
      <td className={cx(cell, !grant.expiresAt && 'max-md:hidden')}>
        <Ends expiresAt={grant.expiresAt} />
      </td>
      <td className={cx(cell, 'pe-3 text-end max-md:absolute max-md:end-0 max-md:top-1.5')}>
        <button type="button" data-row-open tabIndex={-1} className="hidden" onClick={onEdit} />
        <Menu
          data-row-menu
          label={`More for ${name}`}
          items={items}
          trigger={<Icon name="more" />}
        />
      </td>
    </tr>
  )
}

function whoNote({ subject, person, members }: ShownGrant, name: string): string {
  if (subject.kind === 'group') return groupWords(members)
  if (!person) return 'has not signed in yet'
  return subject.email === name ? 'person' : subject.email
}

/** Only those who have signed in are known. */
function groupWords(members: number | null): string {
  if (members === null) return 'group'
  if (members === 0) return 'group, nobody of it has signed in yet'
  return `group, ${members} ${members === 1 ? 'person' : 'people'} signed in`
}

function Ends({ expiresAt }: { expiresAt: string | null }) {
  // Without a clock of the reader's it is the date alone.
  const text = useTicker(
    (now) => JSON.stringify(endWords(expiresAt, now)),
    JSON.stringify({ text: expiresAt ? formatDate(expiresAt) : 'never', tone: 'calm' }),
  )
  const { text: words, tone } = JSON.parse(text) as ReturnType<typeof endWords> // Written just above.
  return (
    <span
      title={expiresAt ? formatInstant(expiresAt) : undefined}
      className={tone === 'soon' ? 'text-warn' : 'text-ink-3'}
    >
      {words}
    </span>
  )
}
