import 'server-only'
import { env } from '@/lib/server/env'
import { cleanText } from './clean-text'
import { endpointUrl, fillBase } from './path'
import { type CallContext, callWithToken } from './token'
import { isObject, parseJson, readErrorBody } from './upstream-message'

/** Source: IBM Cloud Logs, "Sending logs by using the API". */
export type LogLine = {
  applicationName: string
  subsystemName: string
  text: string | { [name: string]: unknown }
  /** 1 Debug … 6 Critical; IBM takes an absent one for Debug. */
  severity?: number
  /** Unix ms. */
  timestamp?: number
  computerName?: string
  category?: string
}

export type SendResult = {
  accepted: number
  dropped: number
  /** What the answer said besides, cleaned; null: nothing. */
  note: string | null
  correlationId: string | undefined
}

const dropWords = /drop|reject|discard|not accepted|too old|skipp|fail/i
const countedDrops =
  /(\d+)\s+(?:of\s+\d+\s+)?(?:logs?|lines?|entries|records|messages)?\s*(?:were|was|have been|are)?\s*(?:dropped|rejected|discarded|not accepted|skipped|failed)|(?:dropped|rejected|discarded|skipped|failed)\D{0,20}?(\d+)/i

function countIn(body: unknown): number | undefined {
  if (!isObject(body)) return undefined
  for (const [name, value] of Object.entries(body)) {
    if (!/drop|reject|discard|fail|skipp/i.test(name)) continue
    if (typeof value === 'number' && Number.isInteger(value)) return Math.max(0, value)
    if (Array.isArray(value)) return value.length
  }
  return undefined
}

/**
 * A 200 may say that some lines were not taken (IBM Cloud Logs, "ingestion failures": too old, for one). The form
 * of that message is unproven, so a number beside a word such as "dropped" is looked for; a message that has the
 * word alone counts for every line sent, since calling a lost line delivered is the worse mistake.
 */
export function readDrops(text: string, sent: number): { dropped: number; note: string | null } {
  if (text.trim() === '') return { dropped: 0, note: null }
  const body = parseJson(text)?.value
  const said = body === undefined ? cleanText(text) : readErrorBody(body).message
  const note = said ?? null
  const counted = countIn(body)
  if (counted !== undefined) return { dropped: Math.min(counted, sent), note }
  if (note === null || !dropWords.test(note)) return { dropped: 0, note }
  const match = countedDrops.exec(note)
  const digits = match?.[1] ?? match?.[2]
  return { dropped: digits === undefined ? sent : Math.min(Number(digits), sent), note }
}

/**
 * Sends lines to an instance's ingress endpoint, once, at most 2 MB. The token's bearer needs the role Sender;
 * without it IBM answers 403.
 */
export async function sendLines(
  context: CallContext,
  instance: { instanceId: string; region: string },
  lines: readonly LogLine[],
): Promise<SendResult> {
  const base = fillBase(env().IBMCLOUD_LOGS_INGRESS_ENDPOINT, {
    region: instance.region,
    instance_id: instance.instanceId,
  })
  const answer = await callWithToken(context.token, {
    url: endpointUrl(base, '/logs/v1/singles'),
    route: 'logs /logs/v1/singles',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(lines),
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
  })
  const { dropped, note } = readDrops(answer.text, lines.length)
  return { accepted: lines.length - dropped, dropped, note, correlationId: answer.correlationId }
}
