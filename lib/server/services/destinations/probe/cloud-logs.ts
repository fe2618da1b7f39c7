import 'server-only'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import { sendLines } from '@/lib/server/ibm/cloud-logs'
import type { CallContext } from '@/lib/server/ibm/token'
import type { Tested } from './by-key'

export async function sendTestLine(
  call: CallContext,
  destination: CloudLogsInput,
): Promise<Tested> {
  const { correlationId, dropped, note } = await sendLines(call, destination, [
    {
      applicationName: destination.applicationName || 'ibm-platform-log',
      subsystemName: destination.subsystemName || 'logpush-dashboard-test',
      severity: 3,
      text: 'Test line of the Logpush dashboard: this key may send to this instance.',
    },
  ])
  const open = 'Whether IBM gets through: it sends from other addresses. Watch the first delivery.'
  const same = { tried: triedSending, cannotProve: open }
  if (dropped === 0) {
    const proves = 'The key and its Sender role work from this server.'
    const detail = `${proves} IBM sends from other addresses; watch the first delivery.`
    return { correlationId, test: { ok: true, ...same, proves, detail, wrote: '1 line' } }
  }
  const proves = 'The key may send to this instance.'
  const detail = `The key may send, but the line was dropped${note ? `: ${note}` : '.'}`
  return {
    correlationId,
    test: { ok: false, ...same, proves, code: 'dropped', detail, wrote: null },
  }
}

export const triedSending = 'Sent one test line to the instance, with this destination’s key.'
