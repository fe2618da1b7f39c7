import 'server-only'
import { env } from '@/lib/server/env'
import { readResourcePages } from './resource-pages'
import type { CallContext } from './token'
import { isObject } from './upstream-message'

export type WireAccount = { id: string; name: string }

const textOf = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

function readAccount(value: unknown): WireAccount | null {
  if (!isObject(value) || !isObject(value.metadata)) return null
  const id = textOf(value.metadata.guid)
  // It goes back to IAM as a form's value and into the records as a key.
  if (id === null || !/^[\w-]{1,64}$/.test(id)) return null
  const name = isObject(value.entity) ? textOf(value.entity.name) : null
  return { id, name: (name ?? id).slice(0, 200) }
}

const maxPages = 20

/**
 * The accounts that a token's bearer is a member of, each once, in IBM's order; good for a token without an account. Source:
 * IBM's documents for Kubernetes Service, "Retrieve the ID of the account", and bluemix-go, accountv2. Unproven: that
 * `entity.name` is there for a plain member, and that pages follow by `next_url` here as well.
 */
export async function listAccounts(
  context: Pick<CallContext, 'token' | 'deadlineMs' | 'requestId'>,
): Promise<WireAccount[]> {
  const { items } = await readResourcePages(
    context,
    {
      endpoint: env().IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT,
      service: 'accounts',
      path: '/coe/v2/accounts',
      query: {},
      maxPages,
    },
    readAccount,
    ({ id }) => id,
  )
  return items
}
