import { Notice } from '@/components/ui/notice'
import type { LogpushSupport } from '@/lib/schemas/instance'

/** Whether the plan can do Logpush at all, where that is not a plain yes. */
export function PlanNotice({
  plan,
  logpush,
  className = 'mt-5',
}: {
  plan: string | null
  logpush: LogpushSupport
  className?: string
}) {
  if (logpush === 'yes') return null
  if (logpush === 'no') {
    return (
      <Notice className={className} title={`${plan ?? 'This plan'} does not include Logpush.`}>
        Logpush requires an Enterprise plan, so no jobs can be created here. Jobs of other instances
        are not affected.
      </Notice>
    )
  }
  return (
    <Notice
      className={className}
      title={
        plan === null
          ? 'The plan of this instance is unknown.'
          : `Unknown whether the plan ${plan} includes Logpush.`
      }
    >
      Logpush requires an Enterprise plan; IBM checks this when a job is created.
    </Notice>
  )
}
