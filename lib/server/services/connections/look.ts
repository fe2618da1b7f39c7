import 'server-only'
import type { RequestContext } from '@/lib/server/context'
import type { ConnectionRow } from '@/lib/server/db/connections'
import { UpstreamError } from '@/lib/server/errors'
import { claims, keyDetails, type TokenSet, tokenByApiKey } from '@/lib/server/ibm/iam'
import { IamRefusal } from '@/lib/server/ibm/iam-refusal'
import { listServiceInstances } from '@/lib/server/ibm/resource-controller'
import type { CallContext } from '@/lib/server/ibm/token'
import { log } from '@/lib/server/log'
import { lacksOf } from './roles'

/** What IBM tells of a key, by using it. */
export type Seen = {
  token: TokenSet
  /** What is kept of it. */
  row: Pick<
    ConnectionRow,
    'accountId' | 'keyId' | 'keyName' | 'owner' | 'expiresAt' | 'instances' | 'lacks'
  >
}

type Request = Pick<RequestContext, 'deadlineMs' | 'requestId'>

/**
 * Tries a key: whose it is, in which account and until when, which CIS instances it sees and which roles it has there. What
 * IAM says beyond that is left out where it does not answer. Throws IamRefusal for a key that IAM does not take, UpstreamError
 * where nobody answers.
 */
export async function look(request: Request, apiKey: string): Promise<Seen> {
  const { deadlineMs, requestId } = request
  const token = await tokenByApiKey(apiKey, { deadlineMs, requestId })
  const bearer = claims(token.accessToken)
  const call: CallContext = {
    token: token.accessToken,
    identity: bearer.iamId,
    deadlineMs,
    requestId,
  }
  const [details, { items }] = await Promise.all([
    detailsOf(apiKey, call),
    listServiceInstances(call, ['internet-svcs']),
  ])
  const accountId = bearer.accountId || (details?.accountId ?? '')
  const owner = bearer.iamId || (details?.iamId ?? '')
  const found = items.map(({ guid, name, crn }) => ({ id: guid, name, crn }))
  return {
    token,
    row: {
      accountId,
      keyId: details?.id ?? null,
      keyName: details?.name ?? null,
      owner,
      expiresAt: details?.expiresAtMs ?? null,
      instances: found.map(({ id, name }) => ({ id, name })),
      lacks: await lacksOf(call, { accountId, iamId: owner }, found),
    },
  }
}

/** The token stands for the key already: what IAM won't say besides stops nobody. */
async function detailsOf(apiKey: string, call: CallContext) {
  try {
    return await keyDetails(apiKey, call)
  } catch (error) {
    if (!(error instanceof IamRefusal || error instanceof UpstreamError)) throw error
    log.info('key_details_unknown', { requestId: call.requestId, error })
    return null
  }
}
