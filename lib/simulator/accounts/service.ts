import { randomUUID } from 'node:crypto'
import { type Answer, type Call, json } from '../call.ts'
import type { SimContext } from '../context.ts'
import { failAs, unauthorized } from '../faults/error-form.ts'
import { accountsOf } from '../members.ts'
import type { SimAccount, SimIdentity } from '../state.ts'

const LIST = '/coe/v2/accounts'

/**
 * IBM's account management, as its CLI calls it: `GET /coe/v2/accounts` (IBM-Cloud/bluemix-go, accountv2; the CLI shows the list to whom it
 * signs in), and one account by id there and at `/v4/accounts/{id}` (platform-services account-management/v4). A token that has no
 * account yet may list them. The form of errors is unproven.
 */
export function createAccountsService(ctx: SimContext) {
  function list(identity: SimIdentity): Answer {
    const resources = accountsOf(ctx.state, identity.iamId).map(toListed)
    return json(200, { total_results: resources.length, total_pages: 1, resources })
  }

  return {
    handle(call: Call): Answer {
      const identity = call.headers.get('authorization') ? ctx.authenticate(call) : null
      if (!identity) return unauthorized('accounts')
      if (call.method !== 'GET') return failure(405, 'Method not allowed')
      if (call.path === LIST) return list(identity)
      const [, form, id = ''] = /^\/(coe\/v2|v4)\/accounts\/([^/]+)$/.exec(call.path) ?? []
      if (!form) return failure(404, 'Not found')
      const account = accountsOf(ctx.state, identity.iamId).find((one) => one.id === id)
      if (!account) return failure(403, 'You are not authorized to see this account')
      return json(200, form === 'v4' ? toSingle(account) : toListed(account))
    },
  }
}

function failure(status: number, message: string): Answer {
  return failAs('accounts', { status, message })
}

function toListed(account: SimAccount) {
  const at = new Date(account.createdAt).toISOString()
  return {
    metadata: { guid: account.id, url: `${LIST}/${account.id}`, created_at: at, updated_at: at },
    entity: {
      name: account.name,
      type: 'SUBSCRIPTION',
      state: 'ACTIVE',
      owner: randomUUID(),
      owner_userid: account.ownerEmail,
      owner_unique_id: account.ownerIamId.replace(/^IBMid-/, ''),
      owner_iam_id: account.ownerIamId,
      customer_id: account.id.slice(0, 8),
      country_code: 'DEU',
      currency_code: 'EUR',
      billing_country_code: 'DEU',
      terms_and_conditions: { required: false, accepted: true, timestamp: at },
      tags: [],
      team_directory_enabled: true,
      linkages: [],
      bluemix_subscriptions: [],
    },
  }
}

function toSingle(account: SimAccount) {
  return {
    id: account.id,
    name: account.name,
    owner: randomUUID(),
    owner_userid: account.ownerEmail,
    owner_iamid: account.ownerIamId,
    type: 'SUBSCRIPTION',
    status: 'ACTIVE',
    linked_softlayer_account: '',
    team_directory_enabled: true,
    traits: { eu_supported: true, poc: false, hippa: false },
  }
}
