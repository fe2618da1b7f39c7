import 'server-only'
import { createTransport } from 'nodemailer'
import { noticeLines, noticeTitle } from '@/lib/alerts/words'
import type { AlertNotice } from '@/lib/schemas/alert'
import { env } from '@/lib/server/env'
import { SendingFailed } from './failed'

/** Of each step of one attempt. */
const stepMs = 10_000

export const hasMail = (): boolean => env().SMTP_URL !== undefined && env().SMTP_FROM !== undefined

/** One line: what people named may hold anything. */
const line = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/**
 * Sends a notice as plain text, one message to all. Throws SendingFailed, also where the server took only some of the
 * addresses: who did not get it must not go unnoticed, and the others are told twice rather than nobody.
 */
export async function sendMail(to: readonly string[], notice: AlertNotice): Promise<void> {
  const { SMTP_URL, SMTP_FROM } = env()
  if (SMTP_URL === undefined || SMTP_FROM === undefined) {
    throw new SendingFailed('This dashboard has no mail server: set SMTP_URL and SMTP_FROM.')
  }
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({
      from: SMTP_FROM,
      to: [...to],
      subject: line(`[Logpush] ${noticeTitle(notice)}`).slice(0, 200),
      text: [noticeTitle(notice), '', ...noticeLines(notice)].map(line).join('\n'),
      // Mail of a robot: nobody's absence notice answers it (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Logpush-Notice': notice.id },
    })
    if (sent.rejected.length > 0) {
      throw new SendingFailed(
        `The mail server refused ${sent.rejected.length} of ${to.length} addresses.`,
      )
    }
  } catch (error) {
    throw error instanceof SendingFailed ? error : new SendingFailed(reasonOf(error))
  } finally {
    transport.close()
  }
}

const reasons: Record<string, string> = {
  EAUTH: 'The mail server refused the user or the password of SMTP_URL.',
  ECONNECTION: 'The mail server can’t be reached.',
  ECONNREFUSED: 'The mail server refused the connection.',
  ESOCKET: 'The connection to the mail server failed.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  EDNS: 'The mail server’s host does not exist.',
  ETLS: 'TLS with the mail server failed.',
  EENVELOPE: 'The mail server refused the sender or all addresses.',
}

/** Without the server's own words, which may quote what it was sent. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  const reason = reasons[String(code)] ?? 'The mail could not be sent.'
  return typeof responseCode === 'number' ? `${reason} It answered ${responseCode}.` : reason
}
