import { type SignInError, signInErrors } from '@/lib/schemas/sign-in'

export const isSignInError = (value: unknown): value is SignInError =>
  signInErrors.some((error) => error === value)

type Words = { title: string; advice: string }

const again = 'Try again.'

/** `provider`: as in *Continue with NAME*. */
export function failureWords(error: SignInError, provider: string): Words {
  const all: Record<SignInError, Words> = {
    sign_in_disabled: {
      title: `Sign-in with ${provider} is turned off.`,
      advice: 'An administrator of this dashboard can turn it on.',
    },
    provider_unavailable: {
      title: `Sign-in with ${provider} is not responding.`,
      advice: 'Try again in a minute. If it persists, tell whoever runs the identity provider.',
    },
    provider_refused: {
      title: `Sign-in with ${provider} is not set up correctly.`,
      advice:
        'The identity provider refused this dashboard. An administrator finds the reason in the log.',
    },
    access_denied: {
      title: 'You were not signed in.',
      advice: `The sign-in with ${provider} was canceled or not allowed.`,
    },
    sign_in_expired: {
      title: 'This sign-in has expired or was started in another browser.',
      advice: again,
    },
    sign_in_used: { title: 'This sign-in was already completed.', advice: again },
    identity_invalid: {
      title: 'The identity provider’s answer could not be verified, so you were not signed in.',
      advice: 'If it happens again, an administrator finds the reason in the log.',
    },
    clock_skew: {
      title: 'You were not signed in: the clocks of this server and the identity provider differ.',
      advice: 'They may be two minutes apart. An administrator finds the difference in the log.',
    },
    rate_limited: { title: 'Too many sign-ins were refused.', advice: 'Try again in 10 minutes.' },
    database_unavailable: {
      title: 'The dashboard’s database is not responding.',
      advice: 'Try again in a minute.',
    },
    internal: {
      title: 'Internal error in this dashboard; you were not signed in.',
      advice: 'An administrator finds the details in the log.',
    },
  }
  return all[error]
}
