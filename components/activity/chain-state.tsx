import { Age } from '@/components/ui/age'
import { Notice } from '@/components/ui/notice'
import { formatCount } from '@/lib/count'
import { useActivityCheck } from '@/lib/queries/activity'

/** A chain that does not fit, above everything else: what is below can't be relied on. */
export function ChainBroken({ isAdmin }: { isAdmin: boolean }) {
  const { data } = useActivityCheck(isAdmin)
  if (data?.state !== 'broken' || data.checkedAt === null) return null
  return (
    <Notice tone="loss" className="mb-3" title="The activity log is not intact.">
      {data.problem} Found <Age at={data.checkedAt} />. Run <code>npm run audit:verify</code> to
      check it again.
    </Notice>
  )
}

/** For administrators, quietly: whether the chain was verified, when, and up to which row. */
export function ChainVerified({ isAdmin }: { isAdmin: boolean }) {
  const { data } = useActivityCheck(isAdmin)
  if (!data || data.state === 'broken') return null
  return (
    <p className="px-3 pb-4 text-caption text-ink-3 max-md:px-0">
      {data.checkedAt === null || data.upTo === null ? (
        'Chain not verified yet.'
      ) : (
        <>
          Chain verified <Age at={data.checkedAt} />, up to row {formatCount(data.upTo)}.
        </>
      )}
      {data.problem !== null && ` ${data.problem}`}
    </p>
  )
}
