import 'server-only'
import type { SignInOptions } from '@/lib/schemas/sign-in'
import type { PersonRow } from '@/lib/server/db/people'
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

/** Whether somebody of an identity provider could still sign in: it is the one that people are sent to. */
export const maySignIn = ({ issuer }: Pick<PersonRow, 'issuer'>): boolean =>
  signInOptions().oidc !== null && issuer === env().OIDC_ISSUER
