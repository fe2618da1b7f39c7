import { Empty } from '@/components/states/empty'
import { Button, ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

export function ActivityEmpty({
  isFiltered,
  onClear,
}: {
  isFiltered: boolean
  onClear: () => void
}) {
  if (isFiltered) {
    return (
      <Empty
        title={
          <>
            <strong>No matches.</strong> No entry matches all of these filters.
          </>
        }
        actions={<Button onClick={onClear}>Clear filters</Button>}
      />
    )
  }
  return (
    <Empty
      title={
        <>
          <strong>No activity yet.</strong> Changes made through this dashboard are listed here,
          successful or not.
        </>
      }
      text="Each change is recorded before the request is sent to IBM: who, what, the settings before and after with secrets masked, and the outcome. Changes made elsewhere, in the IBM Cloud console or with the CLI, are not recorded here."
      actions={<ButtonLink href={routes.zones()}>View zones</ButtonLink>}
    />
  )
}
