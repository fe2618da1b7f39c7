import 'server-only'
import { createTransport } from 'nodemailer'
import { noticeLines, noticeTitle } from '@/lib/alerts/words'
import type { AlertNotice } from '@/lib/schemas/alert'
import { env } from '@/lib/server/env'
import { SendingFailed } from './failed'

/** Of each step of one attempt, and of all together: below what an attempt is given before another process takes over. */
const patience = { stepMs: 10_000, attemptMs: 30_000 }

export const hasMail = (): boolean => env().SMTP_URL !== undefined && env().SMTP_FROM !== undefined

/**
 * Sends a notice as plain text, one message to all but those that were `told` already. Throws SendingFailed with whom it
 * reached nevertheless, so that only the others are tried again.
 * @returns what went wrong where nothing is left to be tried: addresses that the server will never take, beside others
 */
export async function sendMail(
  to: readonly string[],
  told: readonly string[],
  notice: AlertNotice,
  { stepMs, attemptMs } = patience,
): Promise<string | null> {
  const { SMTP_URL, SMTP_FROM } = env()
  if (SMTP_URL === undefined || SMTP_FROM === undefined) {
    throw new SendingFailed('This dashboard has no mail server: set SMTP_URL and SMTP_FROM.')
  }
  const left = to.filter((address) => !told.includes(address))
  if (left.length === 0) return null
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { rejectedErrors = [] } = await transport.sendMail({
      from: SMTP_FROM,
      // As objects they are taken as they stand, not parsed once more.
      to: left.map((address) => ({ name: '', address })),
      subject: `[Logpush] ${noticeTitle(notice)}`.slice(0, 200).toWellFormed(),
      text: [noticeTitle(notice), '', ...noticeLines(notice)].join('\n'),
      // Mail of a robot: nobody's absence notice answers it (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Logpush-Notice': notice.id },
      signal: AbortSignal.timeout(attemptMs),
    })
    return noteOf(to, told, left, rejectedErrors)
  } catch (error) {
    if (error instanceof SendingFailed) throw error
    const { rejectedErrors } = Object(error) as { rejectedErrors?: readonly Refused[] }
    if (told.length > 0 && rejectedErrors?.length === left.length) {
      return noteOf(to, told, left, rejectedErrors)
    }
    throw new SendingFailed(reasonOf(error), told)
  } finally {
    transport.close()
  }
}

type Refused = { recipient?: string | undefined; responseCode?: number | undefined }

function noteOf(
  to: readonly string[],
  told: readonly string[],
  left: readonly string[],
  refused: readonly Refused[],
): string | null {
  if (refused.length === 0) return null
  const note = `The mail server refused ${refused.length} of ${to.length} addresses.`
  // What is refused for good (RFC 5321, 4.2.1) must not keep the others waiting for what comes next.
  if (refused.every(({ responseCode = 0 }) => responseCode >= 500)) return note
  const names = new Set(refused.map(({ recipient }) => recipient))
  throw new SendingFailed(note, [...told, ...left.filter((address) => !names.has(address))])
}

const unreachable = 'The mail server can’t be reached.'
const noTls = 'TLS with the mail server failed.'
const late = 'The mail server did not answer in time.'

/** By nodemailer's code, or by the system's where it has one. */
const reasons: Record<string, string> = {
  EAUTH: 'The mail server refused the user or the password of SMTP_URL.',
  ECONNECTION: 'The mail server closed the connection.',
  ECONNRESET: 'The mail server closed the connection.',
  ECONNREFUSED: 'The mail server refused the connection.',
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ESOCKET: 'The connection to the mail server failed.',
  ETIMEDOUT: late,
  EABORT: late,
  EDNS: 'The mail server’s host does not exist.',
  ETLS: noTls,
  EENVELOPE: 'The mail server refused the sender or all addresses.',
}

const ofCertificates = /CERT|^(?:SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/

/** Without the server's own words, which may quote what it was sent. */
function reasonOf(error: unknown): string {
  const { code, originalCode, responseCode } = Object(error) as Record<string, unknown>
  const original = String(originalCode)
  if (ofCertificates.test(original)) {
    return 'The certificate of the mail server is not valid for its host.'
  }
  if (original.startsWith('ERR_SSL_') || original === 'EPROTO') return noTls
  const reason = reasons[original] ?? reasons[String(code)] ?? 'The mail could not be sent.'
  return typeof responseCode === 'number' ? `${reason} It answered ${responseCode}.` : reason
}
