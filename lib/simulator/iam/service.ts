import { randomUUID } from 'node:crypto'
import { type Answer, type Call, effectOf, hasMediaType, json, textOf } from '../call.ts'
import type { SimContext } from '../context.ts'
import type { Signer } from '../tokens.ts'
import { keyDetails } from './api-keys.ts'
import { refuse } from './errors.ts'
import { GRANTS } from './grants.ts'
import { listPolicies } from './policies.ts'
import { toTokenSet } from './token-set.ts'

export type IamOptions = { access: Signer; refresh: Signer }

/** The CLI's public client, `bx:bx`. Source: IBM-Cloud/ibm-cloud-cli-sdk. */
const CLI_CLIENT = `Basic ${Buffer.from('bx:bx').toString('base64')}`

export function createIamService(ctx: SimContext, options: IamOptions) {
  async function token(call: Call): Promise<Answer> {
    const scripted = effectOf(call, 'iam-refusal')
    if (scripted) return refuse(scripted.reason)
    if (!hasMediaType(call, 'application/x-www-form-urlencoded')) return refuse('badMediaType')
    const form = new URLSearchParams(await textOf(call))
    const grantType = form.get('grant_type') ?? ''
    const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined
    if (!grant) return refuse('badGrant', { details: `Unknown grant type '${grantType}'.` })
    const responseType = form.get('response_type')
    if (responseType !== null && responseType !== 'cloud_iam') return refuse('badResponseType')

    const client = call.headers.get('authorization')
    if (client !== null && client !== CLI_CLIENT) return refuse('badClient')
    const byCliClient = client === CLI_CLIENT
    if (grant.needsCliClient && !byCliClient) return refuse('clientNeeded')

    const nowMs = ctx.now()
    const { state, settings } = ctx
    const { refresh } = options
    const outcome = grant.check({ form, state, nowMs, refresh, settings })
    if ('refusal' in outcome) return refuse(outcome.refusal, outcome)
    const { identity, accountId, sessionId = `C-${randomUUID()}` } = outcome
    if (byCliClient) state.sessions.set(sessionId, nowMs)
    const request = {
      identity,
      accountId,
      sessionId,
      grant: grantType,
      byCliClient,
      nowMs,
      lifetimeSeconds: settings.tokenLifetimeSeconds,
      sessionSeconds: settings.sessionSeconds,
    }
    return json(200, toTokenSet(request, options.access, options.refresh), {
      'Cache-Control': 'no-cache, no-store, must-revalidate',
    })
  }

  return {
    handle(call: Call): Promise<Answer> | Answer {
      const route = `${call.method} ${call.path}`
      if (route === 'POST /identity/token') return token(call)
      if (route === 'GET /v1/apikeys/details') return keyDetails(call, ctx)
      if (route === 'GET /v1/policies') return listPolicies(call, ctx)
      if (route === 'GET /identity/.well-known/openid-configuration')
        return json(200, metadata(call))
      return json(404, {
        errorCode: 'BXNIM0001E',
        errorMessage: `No such resource: ${route}`,
        context: {},
      })
    },
  }
}

/** IAM's metadata; `passcode_endpoint` is where a person gets a one-time passcode. */
function metadata(call: Call) {
  const { origin } = new URL(call.url, `http://${call.headers.get('host') ?? 'simulator.test'}`)
  return {
    issuer: 'https://iam.cloud.ibm.com/identity',
    token_endpoint: `${origin}/iam/identity/token`,
    passcode_endpoint: `${origin}/_simulator/passcode`,
    grant_types_supported: Object.keys(GRANTS),
    response_types_supported: ['cloud_iam'],
  }
}
