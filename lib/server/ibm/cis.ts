import 'server-only'
import { secretsOf } from '@/lib/destinations/secrets'
import { env } from '@/lib/server/env'
import { UpstreamError } from '@/lib/server/errors'
import { cleanText, cutAtWord } from './clean-text'
import { type Envelope, unusable, unwrap } from './envelope'
import type { Answer, Call } from './http'
import type { Listed } from './listed'
import { endpointUrl, path, type Query } from './path'
import { type CallContext, callWithToken } from './token'
import {
  readChallenge,
  readFields,
  readJob,
  readRetention,
  type WireChallenge,
  type WireField,
  type WireJob,
} from './wire'
import { confsOf, isWholeZone, maskOf, noteJobs } from './zone-secrets'

/** All functions reject with UpstreamError (or what the token provider throws); retries are http.ts's business. */
export type CisContext = CallContext & {
  /** The instance's whole CRN; it is a path segment of every call (IBM docs, logpush.md). */
  crn: string
}

export type CisRequest = Pick<Call, 'method' | 'timeoutMs'> & {
  path: string
  query?: Query
  body?: unknown
}

type CisAnswer = Envelope & { answer: Answer }

/** IBM's docs (logpush.md) name the first header, its SDKs the second; its CLI sends both (ts-uuid-support.md). */
function authorize(token: string): Record<string, string> {
  const value = `Bearer ${token}`
  return { 'x-auth-user-token': value, authorization: value }
}

const isWrite = ({ method = 'GET' }: CisRequest) => method !== 'GET'

/** As http.ts has it for a write; the engine checks the destination before it answers. */
const longestWriteMs = 15_000
/** Of the time that is left: the rest is for reading back what became of a write whose answer did not come. */
const writeShare = 0.7

function writeTimeoutMs(deadlineMs: number): number {
  return Math.min(longestWriteMs, Math.max(0, deadlineMs - Date.now()) * writeShare)
}

/** Each value of such a path stands behind the word for what it is, or behind the version. */
const values = [
  [/^(\/v\d\/)[^/]+/, '$1{crn}'],
  [/(\/zones\/)[^/]+/, '$1{zoneId}'],
  [/(\/logpush\/jobs\/)[^/]+/, '$1{jobId}'],
  [/(\/datasets\/)[^/]+/, '$1{dataset}'],
] as const

/** A path of CIS's with a name for each value in it. */
export function routeOf(path: string): string {
  return values.reduce((route, [pattern, name]) => route.replace(pattern, name), path)
}

const zoneIn = (path: string) => /\/zones\/([^/]+)/.exec(path)?.[1] ?? ''

/** One call to CIS, its envelope taken off. */
export async function cisCall(cis: CisContext, request: CisRequest): Promise<CisAnswer> {
  const secrets = [...secretsOf(request.body), ...confsOf(zoneIn(request.path))]
  const answer = await callWithToken(
    cis.token,
    {
      url: endpointUrl(env().IBMCLOUD_CIS_API_ENDPOINT, request.path, request.query),
      route: `cis ${routeOf(request.path)}`,
      method: request.method,
      timeoutMs:
        request.timeoutMs ?? (isWrite(request) ? writeTimeoutMs(cis.deadlineMs) : undefined),
      headers: request.body === undefined ? undefined : { 'content-type': 'application/json' },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      deadlineMs: cis.deadlineMs,
      requestId: cis.requestId,
      spend: {
        identity: cis.identity,
        priority: cis.priority ?? 'user',
        isPaid: cis.isPaid ?? false,
        share: cis.share,
      },
      secrets,
    },
    authorize,
  )
  // A deletion is told by its status; every other answer is needed for what it says.
  const mayBeEmpty = request.method === 'DELETE'
  return { ...unwrap(answer, secrets, { mayBeEmpty }), answer }
}

/** null: neither IBM's answer nor its plan says; not every plan has log retention. */
export async function getRetention(cis: CisContext, zoneId: string): Promise<boolean | null> {
  const got = await cisCall(cis, { path: path`/v1/${cis.crn}/zones/${zoneId}/logs/retention` })
  return readRetention(got.result)
}

/** What a write answers with besides its result: the id that IBM Support asks for. */
export type Carried<Result> = Result & { correlationId: string | undefined }

function carried<Result>(result: Result, { answer }: CisAnswer): Carried<Result> {
  return { ...result, correlationId: answer.correlationId }
}

/** `enabled`: what IBM says is set now; an answer that does not say is none, and only a reading tells. */
export async function setRetention(
  cis: CisContext,
  zoneId: string,
  enabled: boolean,
): Promise<Carried<{ enabled: boolean }>> {
  const got = await cisCall(cis, {
    method: 'POST',
    path: path`/v1/${cis.crn}/zones/${zoneId}/logs/retention`,
    body: { flag: enabled },
  })
  const isOn = readRetention(got.result)
  if (isOn === null) throw unusable(got.answer)
  return carried({ enabled: isOn }, got)
}

const jobsPath = (cis: CisContext, zoneId: string) =>
  path`/v2/${cis.crn}/zones/${zoneId}/logpush/jobs`

const jobPath = (cis: CisContext, zoneId: string, jobId: string) =>
  jobsPath(cis, zoneId) + path`/${jobId}`

/**
 * All jobs of a zone. `result: null` is an empty list; one bare object is taken for a list of one (networking-node-sdk).
 * Partial where an entry could not be read: what is not in the list may be there all the same.
 */
export async function listJobs(cis: CisContext, zoneId: string): Promise<Listed<WireJob>> {
  const { result, answer } = await cisCall(cis, { path: jobsPath(cis, zoneId) })
  if (result === null) return { items: [], isPartial: false }
  const entries = Array.isArray(result) ? result : [result]
  const jobs = entries.map(readJob).filter((job) => job !== null)
  if (jobs.length === 0 && entries.length > 0) throw unusable(answer)
  noteJobs(zoneId, jobs, true)
  return { items: withCleanErrors(zoneId, jobs), isPartial: jobs.length < entries.length }
}

/** The same for what concludes from a job that is not there. Throws where an entry can't be read. */
export async function listAllJobs(cis: CisContext, zoneId: string): Promise<WireJob[]> {
  const { items, isPartial } = await listJobs(cis, zoneId)
  if (isPartial) throw new UpstreamError('unusable', {}, { maybeCarriedOut: false })
  return items
}

async function oneJob(
  cis: CisContext,
  zoneId: string,
  { result, answer }: CisAnswer,
): Promise<WireJob> {
  const job = readJob(Array.isArray(result) && result.length === 1 ? result[0] : result)
  if (job === null) throw unusable(answer)
  noteJobs(zoneId, [job], false)
  if (job.error_message !== null && !isWholeZone(zoneId)) await learnZone(cis, zoneId)
  const [clean = job] = withCleanErrors(zoneId, [job])
  return clean
}

/** A wait for what only makes an error's text fit to be shown. */
const learnMs = 4_000

/** Reads the zone's other jobs, once in a while, for what their destinations hide. */
async function learnZone(cis: CisContext, zoneId: string): Promise<void> {
  const deadlineMs = Math.min(cis.deadlineMs, Date.now() + learnMs)
  await listJobs({ ...cis, deadlineMs }, zoneId).catch(() => null)
}

/** What a destination said may repeat the address that it was sent to, or another job's of the zone, key and all. */
function withCleanErrors(zoneId: string, jobs: WireJob[]): WireJob[] {
  if (jobs.every((job) => job.error_message === null)) return jobs
  const mask = maskOf(zoneId)
  return jobs.map((job) =>
    job.error_message === null
      ? job
      : { ...job, error_message: mask(cutAtWord(job.error_message, longestError)) },
  )
}

/** More than anybody reads, and little enough that no text takes long. */
const longestError = 8_000

export async function getJob(cis: CisContext, zoneId: string, jobId: string): Promise<WireJob> {
  return oneJob(cis, zoneId, await cisCall(cis, { path: jobPath(cis, zoneId, jobId) }))
}

export type JobBody = { readonly [member: string]: unknown }

/** Sent once. When the rejection says `maybeCarriedOut`, only the list can tell whether the job was made. */
export async function createJob(
  cis: CisContext,
  zoneId: string,
  body: JobBody,
): Promise<Carried<{ job: WireJob }>> {
  const got = await cisCall(cis, { method: 'POST', path: jobsPath(cis, zoneId), body })
  return carried({ job: await oneJob(cis, zoneId, got) }, got)
}

/** PUT, partial on its top level: every member of the SDK's update schemas is optional. Sent once. */
export async function updateJob(
  cis: CisContext,
  zoneId: string,
  jobId: string,
  body: JobBody,
): Promise<Carried<{ job: WireJob }>> {
  const got = await cisCall(cis, { method: 'PUT', path: jobPath(cis, zoneId, jobId), body })
  return carried({ job: await oneJob(cis, zoneId, got) }, got)
}

/** `alreadyGone`: IBM answered 404, which IBM's Terraform provider takes for deleted as well. */
export async function deleteJob(
  cis: CisContext,
  zoneId: string,
  jobId: string,
): Promise<Carried<{ alreadyGone: boolean }>> {
  try {
    const got = await cisCall(cis, { method: 'DELETE', path: jobPath(cis, zoneId, jobId) })
    return carried({ alreadyGone: false }, got)
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.failure !== 'refused') throw error
    if (error.facts.status !== 404) throw error
    return { alreadyGone: true, correlationId: error.facts.correlationId }
  }
}

/**
 * Has IBM write the challenge file. Look at `valid`: false means that it could not, in an answer that is
 * otherwise a success. `message` is cleaned.
 */
export async function createChallenge(
  cis: CisContext,
  zoneId: string,
  destination: Record<string, unknown>,
): Promise<Carried<WireChallenge>> {
  const got = await cisCall(cis, {
    method: 'POST',
    path: path`/v2/${cis.crn}/zones/${zoneId}/logpush/ownership`,
    body: destination,
  })
  const challenge = readChallenge(got.result)
  if (challenge === null) throw unusable(got.answer)
  return carried(withCleanMessage(challenge, zoneId), got)
}

function withCleanMessage<T extends { message: string | null }>(value: T, zoneId: string): T {
  const message =
    value.message === null ? null : (cleanText(value.message, confsOf(zoneId)) ?? null)
  return { ...value, message }
}

/** Whether IBM takes this token for this destination. The answer comes with or without an envelope. */
export async function validateChallenge(
  cis: CisContext,
  zoneId: string,
  destination: Record<string, unknown>,
  token: string,
): Promise<{ valid: boolean; message: string | null }> {
  const { result, answer } = await cisCall(cis, {
    method: 'POST',
    path: path`/v2/${cis.crn}/zones/${zoneId}/logpush/ownership/validate`,
    body: { ...destination, ownership_challenge: token },
  })
  const challenge = readChallenge(result)
  if (challenge === null || challenge.valid === null) throw unusable(answer)
  return withCleanMessage({ valid: challenge.valid, message: challenge.message }, zoneId)
}

/** The fields a job of this dataset may send, in IBM's order. */
export async function listFields(
  cis: CisContext,
  zoneId: string,
  dataset: string,
): Promise<WireField[]> {
  const { result, answer } = await cisCall(cis, {
    path: path`/v2/${cis.crn}/zones/${zoneId}/logpush/datasets/${dataset}/fields`,
  })
  if (result === null) return []
  const fields = readFields(result)
  if (fields === null) throw unusable(answer)
  return fields
}
