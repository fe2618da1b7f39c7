import { z } from 'zod/mini'

/** Which ways to sign in are open. */
export const signInOptions = z.object({
  ibm: z.boolean(),
  /** `name`: as in *Continue with NAME*. */
  oidc: z.nullable(z.object({ name: z.string() })),
})
export type SignInOptions = z.infer<typeof signInOptions>

/** Why a sign-in with the company's identity provider came to nothing; stands in the address of the sign-in page. */
export const signInErrors = [
  'sign_in_disabled',
  'provider_unavailable',
  'provider_refused',
  'access_denied',
  'sign_in_expired',
  'sign_in_used',
  'identity_invalid',
  'clock_skew',
  'rate_limited',
  'database_unavailable',
  'internal',
] as const
export type SignInError = (typeof signInErrors)[number]
