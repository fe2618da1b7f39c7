'use client'

import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { listCell } from '@/components/ui/list-cell'
import { Menu } from '@/components/ui/menu'

/** The last cell of a rule's or a channel's row. */
export function RowMenu({
  name,
  onEdit,
  onDelete,
}: {
  name: string
  onEdit: () => void
  onDelete: () => void
}) {
  return (
    <td className={cx(listCell, 'pe-3 text-end max-md:absolute max-md:end-0 max-md:top-2')}>
      <Menu
        data-row-menu
        label={`More for ${name}`}
        trigger={<Icon name="more" />}
        items={[
          { label: 'Edit…', onSelect: onEdit },
          { label: 'Delete…', onSelect: onDelete, danger: true, apart: true },
        ]}
      />
    </td>
  )
}
