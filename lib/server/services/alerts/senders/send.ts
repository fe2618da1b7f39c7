import 'server-only'
import { noticeLines, noticeTitle } from '@/lib/alerts/words'
import type { AlertNotice } from '@/lib/schemas/alert'
import type { AlertChannelRow } from '@/lib/server/db/alert-channels'
import { AppError } from '@/lib/server/errors'
import { ForbiddenHost } from '@/lib/server/outbound/failure'
import { openPlace } from '../sealed'
import { SendingFailed } from './failed'
import { sendMail } from './mail'
import { postJson, signature } from './webhook'

/**
 * One attempt to tell a channel. Its `id` is the same at every attempt, so that a receiver can tell what it has already.
 * Throws SendingFailed.
 * @returns what went wrong although it was sent
 */
export async function sendNotice(
  channel: AlertChannelRow,
  notice: AlertNotice,
  { id, told }: { id: string; told: readonly string[] },
): Promise<string | null> {
  try {
    const { url, to, secret } = openPlace(channel.id, channel.sealedPlace)
    if (channel.kind === 'email') return await sendMail(to ?? [], told, notice)
    if (url === undefined) throw new SendingFailed('The channel has no URL.')
    if (channel.kind === 'slack') {
      await postJson(url, slackBody(notice))
      return null
    }
    const body = JSON.stringify(notice)
    await postJson(url, body, [
      ['x-logpush-delivery', id],
      ...(secret === undefined
        ? []
        : [['x-logpush-signature', signature(secret, body, Date.now())] as const]),
    ])
    return null
  } catch (error) {
    if (error instanceof ForbiddenHost) throw new SendingFailed(forbiddenWords)
    if (error instanceof AppError) throw new SendingFailed(error.message)
    throw error
  }
}

const forbiddenWords =
  'The host is not a public one. Alerts go to private addresses only where ALERT_ALLOW_PRIVATE is on.'

/**
 * Slack reads `&`, `<` and `>` as its own; so do Mattermost and others that take the same form, which also call people by
 * `@` and read Markdown's links and pictures: a space without width keeps those apart.
 */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<![\p{L}\p{N}])@|\](?=[([])/gu, '$&\u200b')

function slackBody(notice: AlertNotice): string {
  const text = [`*${escaped(noticeTitle(notice))}*`, ...noticeLines(notice).map(escaped)]
  return JSON.stringify({ text: text.join('\n') })
}
