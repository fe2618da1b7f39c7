import 'server-only'
import { asciiReturnTo } from '@/lib/return-to'
import { apiRoutes, routes } from '@/lib/routes'
import type { SignInError } from '@/lib/schemas/sign-in'
import { callerNetwork } from '@/lib/server/address'
import type { RequestContext } from '@/lib/server/context'
import { hashId } from '@/lib/server/crypto'
import { ownOrigin } from '@/lib/server/csrf'
import { isDatabaseAway } from '@/lib/server/db/away'
import { getDb } from '@/lib/server/db/client'
import { bindGrants, holdTeam, raiseTeamVersion } from '@/lib/server/db/grants'
import { savePerson } from '@/lib/server/db/people'
import { claimSignIn, releaseSignIn } from '@/lib/server/db/sign-in-failures'
import { AppError } from '@/lib/server/errors'
import { log } from '@/lib/server/log'
import { flowLifeMs, keepFlow, takeFlow } from '@/lib/server/oidc/flow'
import { SignInRefusal } from '@/lib/server/oidc/refusal'
import { beginSignIn, finishSignIn, type Identity } from '@/lib/server/oidc/sign-in'
import { signInOptions } from '@/lib/server/oidc/ways'
import { startSessionOf } from '@/lib/server/session'
import { store } from '@/lib/server/store'
import { recordRefusal, recordSignIn, withRecord } from './record'
import { withinSignInLimit } from './sign-in-limit'

/** @returns where a browser goes on that wants to sign in: to the identity provider, or back to the sign-in page */
export async function startOidc(
  ctx: RequestContext,
  wanted: string | undefined,
  request: Request,
  headers: Headers,
): Promise<string> {
  const returnTo = asciiReturnTo(wanted)
  try {
    assertOffered()
    const { state, flow, location } = await beginSignIn(redirectUriOf(request), returnTo)
    keepFlow(state, flow, request, headers)
    return location
  } catch (error) {
    return routes.signInAgain(codeOf(ctx, error), returnTo)
  }
}

/**
 * @returns where a browser goes on that came back from the identity provider: signed in, to the page it asked for; else to
 * the sign-in page, which says why
 */
export async function finishOidc(
  ctx: RequestContext,
  request: Request,
  headers: Headers,
): Promise<string> {
  const { search, searchParams } = new URL(request.url)
  const state = searchParams.getAll('state').length === 1 ? (searchParams.get('state') ?? '') : ''
  const flow = takeFlow(state, request, headers)
  try {
    assertOffered()
    if (!flow)
      throw new SignInRefusal('sign_in_expired', 'no sign-in of this browser has that state')
    await spend(state)
    const callback = new URL(redirectUriOf(request) + search)
    const identity = await withinLimit(ctx, () => finishSignIn(callback, state, flow))
    await letIn(ctx, identity, request, headers)
    return flow.returnTo
  } catch (error) {
    const code = codeOf(ctx, error)
    if (error instanceof SignInRefusal) await record(ctx, error)
    return routes.signInAgain(code, flow?.returnTo ?? routes.home())
  }
}

/** The address that the provider sends browsers back to; it has to know it. */
const redirectUriOf = (request: Request): string => ownOrigin(request) + apiRoutes.oidcCallback()

function assertOffered(): void {
  if (!signInOptions().oidc)
    throw new SignInRefusal('sign_in_disabled', 'SIGN_IN does not offer it')
}

/** Each flow comes back once, to whichever process; its cookie may have been copied. */
async function spend(state: string): Promise<void> {
  const taken = await store().take(`oidc-flow:${hashId(state)}`, flowLifeMs)
  if (!taken) throw new SignInRefusal('sign_in_used', 'the flow came back before')
}

/** What the provider did not take counts against the address; that it is down does not. */
async function withinLimit(
  ctx: RequestContext,
  finish: () => Promise<Identity>,
): Promise<Identity> {
  const buckets = [`oidc:${callerNetwork(ctx.address)}`]
  return withinSignInLimit(ctx, buckets, async () => {
    const release = async () => releaseSignIn(await getDb(), buckets)
    try {
      const identity = await finish()
      await release()
      return identity
    } catch (error) {
      const isTheirs = !(error instanceof SignInRefusal) || error.code === 'provider_unavailable'
      if (isTheirs) await release()
      throw error
    }
  })
}

/** Who somebody is, what is theirs by their address, their session and its record stand or fall together. */
async function letIn(
  ctx: RequestContext,
  { person, idToken }: Identity,
  request: Request,
  headers: Headers,
): Promise<void> {
  await withRecord(headers, async (db, cookies) => {
    // Whoever gives a grant to this address meanwhile finds this person, or we find the grant.
    await holdTeam(db)
    await savePerson(db, person)
    const isBound = person.isEmailVerified && (await bindGrants(db, person)) > 0
    if (isBound) await raiseTeamVersion(db)
    await startSessionOf(person, idToken, request, cookies, db)
    await recordSignIn(db, ctx, person, 'oidc')
  })
}

/** Ten in ten minutes from one network; what a flood does beyond is in the log alone. */
async function record(ctx: RequestContext, { code, reason }: SignInRefusal): Promise<void> {
  try {
    const db = await getDb()
    const waitSeconds = await claimSignIn(db, [`oidc-record:${callerNetwork(ctx.address)}`])
    if (waitSeconds > 0) return
    await recordRefusal(db, ctx, null, 'oidc', { code, detail: reason })
  } catch (error) {
    log.error('refusal_not_recorded', { requestId: ctx.requestId, error })
  }
}

function codeOf({ requestId, address }: RequestContext, error: unknown): SignInError {
  if (error instanceof SignInRefusal) {
    const { code, reason } = error
    log.info('sign_in_refused', { code, reason, address, requestId })
    return code
  }
  if (error instanceof AppError && error.code === 'rate_limited') return error.code
  if (isDatabaseAway(error)) return 'database_unavailable'
  log.error('sign_in_failed', { requestId, error })
  return 'internal'
}
