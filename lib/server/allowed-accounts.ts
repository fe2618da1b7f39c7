import 'server-only'
import { env } from './env'

/** Whether people of an IBM Cloud account may use this dashboard: any, unless the operator names some. */
export function isAllowedAccount(accountId: string): boolean {
  const { ALLOWED_ACCOUNTS: allowed } = env()
  return allowed.length === 0 || allowed.includes(accountId)
}
