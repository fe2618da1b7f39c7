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
      <Notice className={className} title={`${plan ?? 'This plan'} has no Logpush.`}>
        IBM offers it on Enterprise plans only. No job can be made here; jobs of other instances are
        not touched by that.
      </Notice>
    )
  }
  return (
    <Notice
      className={className}
      title={
        plan === null
          ? 'We don’t know this instance’s plan.'
          : `We don’t know whether the plan ${plan} has Logpush.`
      }
    >
      Logpush comes with Enterprise plans; IBM will say so when a job is made.
    </Notice>
  )
}
