import { Loading } from '@/components/states/loading'
import { PageTitle } from '@/components/ui/page-title'
import { Skeleton } from '@/components/ui/skeleton'
import type { ZonePlace } from '@/lib/schemas/zone'
import { jobCrumbs } from '../crumbs'

/** The places of name, sentence and sections, kept free until IBM has answered. */
export function JobLoading({
  place,
  zoneName,
  name,
}: {
  place: ZonePlace
  zoneName: string | undefined
  /** Where the list one comes from already knows it. */
  name: string | undefined
}) {
  return (
    <>
      {name ? (
        <PageTitle title={name} crumbs={jobCrumbs(place, zoneName)} />
      ) : (
        <header>
          <Skeleton className="mb-1 h-4.5 w-40 touch:h-11" />
          <h1 tabIndex={-1} className="flex h-8 items-center text-title">
            <Skeleton className="h-5 w-64" />
            <span className="sr-only">A job</span>
          </h1>
        </header>
      )}
      <div className="mt-5">
        <Loading what="this job">
          <Skeleton className="h-5 w-full max-w-120" />
          <div className="mt-10 grid gap-10 md:grid-cols-2 xl:grid-cols-3">
            {['destination', 'sent', 'changes'].map((section) => (
              <div key={section} className="flex flex-col gap-3">
                <Skeleton className="h-4 w-28" />
                <Skeleton className="h-3 w-full max-w-80" />
                <Skeleton className="h-3 w-64 max-w-full" />
                <Skeleton className="h-3 w-72 max-w-full" />
                <Skeleton className="h-3 w-52 max-w-full" />
              </div>
            ))}
          </div>
        </Loading>
      </div>
    </>
  )
}
