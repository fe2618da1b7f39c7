import 'server-only'
import { env } from '@/lib/server/env'
import { readJson, unusable } from './envelope'
import { endpointUrl } from './path'
import { type CallContext, callWithToken } from './token'
import { isObject } from './upstream-message'

/** The roles of a service, the strongest first. Source: IBM, iam.md. */
const serviceRoles = ['Manager', 'Writer', 'Reader'] as const
export type ServiceRole = (typeof serviceRoles)[number]

type Attribute = { name: string; value: string }

/** One access policy, as far as it says which role on which instance of which service. */
type Policy = { roles: ServiceRole[]; attributes: Attribute[] }

function readAttributes(value: unknown): Attribute[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) =>
    isObject(item) && typeof item.name === 'string' && typeof item.value === 'string'
      ? [{ name: item.name, value: item.value }]
      : [],
  )
}

function readPolicy(value: unknown): Policy | null {
  if (!isObject(value) || value.type !== 'access') return null
  // A policy that is not in force, or only at certain times, says nothing of now.
  if (typeof value.state === 'string' && value.state !== 'active') return null
  const roles = Array.isArray(value.roles) ? value.roles : []
  const resources = Array.isArray(value.resources) ? value.resources : []
  return {
    roles: roles.flatMap((role: unknown) => {
      const id = isObject(role) && typeof role.role_id === 'string' ? role.role_id : ''
      const name = /:serviceRole:(\w+)$/.exec(id)?.[1]
      return serviceRoles.filter((known) => known === name)
    }),
    attributes: resources.flatMap((resource: unknown) =>
      isObject(resource) ? readAttributes(resource.attributes) : [],
    ),
  }
}

function covers({ attributes }: Policy, service: string, instanceId: string): boolean {
  return attributes.every(({ name, value }) => {
    if (name === 'accountId') return true
    if (name === 'serviceName') return value === service
    if (name === 'serviceInstance') return value.toLowerCase() === instanceId
    // A resource group or tag may or may not include the instance: not counted.
    return false
  })
}

/** The strongest role on an instance, by its id in small letters; null when no policy gives one. */
export type OwnRoles = (instanceId: string) => ServiceRole | null

/**
 * The strongest role that somebody's own policies give on each instance of a service. Policies of access groups are not in
 * this list, so it is a hint, never proof (platform-services SDK, iam-policy-management). Rejects when the policies can't be
 * read.
 */
export async function ownRoles(
  context: CallContext,
  person: { accountId: string; iamId: string },
  service: string,
): Promise<OwnRoles> {
  const answer = await callWithToken(context.token, {
    url: endpointUrl(env().IBMCLOUD_IAM_API_ENDPOINT, '/v1/policies', {
      account_id: person.accountId,
      iam_id: person.iamId,
      type: 'access',
    }),
    route: 'iam /v1/policies',
    deadlineMs: context.deadlineMs,
    requestId: context.requestId,
  })
  const body = readJson(answer)
  if (!isObject(body) || !Array.isArray(body.policies)) throw unusable(answer)
  const policies = body.policies.map(readPolicy).filter((policy) => policy !== null)
  return (instanceId) => {
    const given = policies
      .filter((policy) => covers(policy, service, instanceId))
      .flatMap((policy) => policy.roles)
    return serviceRoles.find((role) => given.includes(role)) ?? null
  }
}
