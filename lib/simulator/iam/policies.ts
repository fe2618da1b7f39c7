import { type Answer, type Call, json } from '../call.ts'
import type { SimContext } from '../context.ts'
import type { SimIdentity } from '../state.ts'

/**
 * `GET /v1/policies?account_id=&iam_id=&type=access`: the caller's own access policies, one for each CIS instance. Form: IBM
 * platform-services iam-policy-management/v1. Anyone may read their own here; that IBM allows this without the role
 * Viewer on the account is unproven.
 */
export function listPolicies(call: Call, ctx: SimContext): Answer {
  const caller = ctx.authenticate(call)
  if (!caller) return failure(401, 'invalid_token')
  const query = new URLSearchParams(call.query)
  if (query.get('account_id') !== caller.accountId) return failure(403, 'policy_not_authorized')
  if (query.get('iam_id') !== caller.iamId) return failure(403, 'policy_not_authorized')
  return json(200, { policies: query.get('type') === 'authorization' ? [] : policiesOf(caller) })
}

function policiesOf(identity: SimIdentity) {
  return Object.entries(identity.cisRoles).map(([guid, role], at) => ({
    id: `fake-policy-${at + 1}`,
    type: 'access',
    description: '',
    subjects: [{ attributes: [{ name: 'iam_id', value: identity.iamId }] }],
    roles: [{ role_id: `crn:v1:bluemix:public:iam::::serviceRole:${role}`, display_name: role }],
    resources: [
      {
        attributes: [
          { name: 'accountId', value: identity.accountId },
          { name: 'serviceName', value: 'internet-svcs' },
          { name: 'serviceInstance', value: guid },
        ],
      },
    ],
    state: 'active',
  }))
}

function failure(status: number, code: string): Answer {
  const message = 'You are not authorized to use this resource'
  return json(status, { errors: [{ code, message }], status_code: status })
}
