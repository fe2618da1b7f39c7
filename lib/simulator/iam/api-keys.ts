import { createHash, randomUUID } from 'node:crypto'
import { type Answer, type Call, json } from '../call.ts'
import type { SimContext } from '../context.ts'
import { findKey } from '../keys.ts'
import type { SimApiKey, SimIdentity } from '../state.ts'

/**
 * `GET /v1/apikeys/details`: what a key is, by the key itself in `IAM-ApiKey`. Form: IBM platform-services iam-identity/v1,
 * ApiKey and ExceptionResponse. Which status an unknown key has is unproven.
 */
export function keyDetails(call: Call, ctx: SimContext): Answer {
  const caller = call.headers.get('authorization')
  if (caller && !ctx.authenticate(call)) {
    return failure(401, 'invalid_token', 'BXNIM0407E', 'Provided token is invalid or expired')
  }
  const value = call.headers.get('iam-apikey')
  if (!value) {
    return failure(400, 'not_found', 'BXNIM0102E', "Property missing or empty: 'IAM-ApiKey'")
  }
  const key = findKey(ctx.state, value, ctx.now())
  const owner = key && ctx.state.identities.get(key.iamId)
  if (!key || !owner) {
    return failure(404, 'not_found', 'BXNIM0415E', 'Provided API key could not be found.')
  }
  return json(200, toWireKey(key, owner))
}

function toWireKey(key: SimApiKey, owner: SimIdentity) {
  const created = toIamTime(key.createdAt)
  return {
    id: key.id,
    entity_tag: `1-${createHash('md5').update(key.id).digest('hex')}`,
    crn: `crn:v1:bluemix:public:iam-identity::a/${owner.accountId}::apikey:${key.id}`,
    locked: key.locked,
    disabled: key.disabled,
    created_at: created,
    created_by: owner.iamId,
    modified_at: created,
    ...(key.expiresAt === null ? {} : { expires_at: toIamTime(key.expiresAt) }),
    name: key.name,
    description: '',
    iam_id: owner.iamId,
    account_id: owner.accountId,
    apikey: '',
  }
}

/** IAM Identity writes minutes and a numeric zone, `2026-03-01T09:30+0000`. */
function toIamTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}+0000`
}

function failure(status: number, code: string, messageCode: string, message: string): Answer {
  return json(status, {
    context: { requestId: randomUUID() },
    status_code: status,
    errors: [{ code, message_code: messageCode, message }],
    trace: randomUUID(),
  })
}
