import 'server-only'
import type { SignInOptions } from '@/lib/schemas/sign-in'
import { env } from '@/lib/server/env'

/** What the sign-in page offers: IBM's keys and passcodes, the company's identity provider, or both. */
export function signInOptions(): SignInOptions {
  const { SIGN_IN, OIDC_ISSUER, OIDC_NAME } = env()
  const ways = SIGN_IN ?? (OIDC_ISSUER ? ['ibm', 'oidc'] : ['ibm'])
  const isOffered = ways.includes('oidc') && OIDC_ISSUER !== undefined
  return {
    ibm: ways.includes('ibm'),
    oidc: isOffered ? { name: OIDC_NAME ?? 'your company account' } : null,
  }
}
