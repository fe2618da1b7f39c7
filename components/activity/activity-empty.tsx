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
            <strong>Nothing matches.</strong> No attempt fits all of these filters.
          </>
        }
        actions={<Button onClick={onClear}>Clear the filters</Button>}
      />
    )
  }
  return (
    <Empty
      title={
        <>
          <strong>Nothing was changed through this dashboard yet.</strong> The first attempt will
          stand here, whether it succeeds or not.
        </>
      }
      text="Each change is written down before IBM hears of it: who, what, the settings before and after with secrets masked, and how it ended. What is changed elsewhere, in IBM’s console or by its command line, is not known here."
      actions={<ButtonLink href={routes.home()}>Show the zones</ButtonLink>}
    />
  )
}
