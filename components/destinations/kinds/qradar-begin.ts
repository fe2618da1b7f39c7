import type { JobDraft } from '@/lib/jobs/draft'
import { allowIbm, type Begin, type BeginFacts, hostOf, letter } from './begin'

/** Source: IBM QRadar, "Cloudflare Logs" and "HTTP Receiver protocol configuration options". */
export function qradarBegin({ qradar }: JobDraft, facts: BeginFacts): Begin {
  const host = hostOf(qradar.host)
  const port = /^\d+$/.test(qradar.port.trim()) ? qradar.port.trim() : null
  return {
    needs: [
      'A log source of the type Cloudflare Logs, whose DSM and HTTP Receiver protocol are installed.',
      'Protocol HTTP Receiver, communication type HTTPS, with a listen port of its own (12469 by default, never 514).',
      'A certificate from a public CA that names the host; self-signed ones are refused.',
      'The firewall lets IBM’s addresses in on that port.',
    ],
    message: letter(facts, 'QRadar', [
      'Please install the DSM Cloudflare Logs and the HTTP Receiver protocol on QRadar, if they are not there yet.',
      `Please add a log source of the type Cloudflare Logs with the protocol HTTP Receiver${host ? ` on ${host}` : ''}: communication type HTTPS, listen port ${port ?? '12469 or another free one, not 514'}.`,
      'Please give it a certificate from a public CA that names the host. A self-signed certificate is refused.',
      `${allowIbm}${port ? ` (TCP port ${port})` : ''}`,
    ]),
  }
}
