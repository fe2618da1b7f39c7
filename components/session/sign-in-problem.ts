import type { Problem } from '@/lib/schemas/problem'

export type SignInWay = 'apiKey' | 'passcode'

/** What was given: a secret, or after a passcode the account to work in. */
export type Given = SignInWay | 'accountId'

const inputs: Record<Given, { notStored: string; kept: string }> = {
  apiKey: { notStored: 'your key was not stored', kept: 'Your input is still in the field.' },
  passcode: {
    notStored: 'your passcode was not stored',
    kept: 'Your input is still in the field.',
  },
  accountId: { notStored: 'nothing was stored', kept: 'Your choice is still there.' },
}

/** What a refused sign-in looks like: at the field, because something else has to be typed, or as a notice. */
export type SignInProblem = {
  place: 'field' | 'notice'
  text: string
  /** What to do about it. */
  advice: string
  /** A passcode would work where this did not. */
  tryPasscode: boolean
}

const keysPage = 'Manage, Access (IAM), API keys'

const adviceByReason: Record<string, string> = {
  unknown: `Otherwise it may have been deleted, or belongs to another environment. Check it under ${keysPage}, or create a new one.`,
  disabled: `Its owner can enable it under ${keysPage}, or use another key.`,
  locked: `Its owner can unlock it under ${keysPage}, or use another key.`,
}

const ibmDownCodes = ['ibm_unavailable', 'ibm_timeout', 'ibm_unusable']

/** IBM did not answer, or not with anything usable. */
export const isIbmDown = ({ code }: Problem) => ibmDownCodes.includes(code)

/** Sorts an answer of `POST /api/session` other than 201; `way` is what was given. */
export function signInProblem(problem: Problem, way: Given): SignInProblem {
  const { code, reason, detail } = problem
  const notice = { place: 'notice', tryPasscode: false } as const
  if (code === 'ibm_credentials_refused') {
    return {
      place: 'field',
      text: detail,
      advice: adviceByReason[reason ?? ''] ?? '',
      tryPasscode: reason === 'mfa_required' && way === 'apiKey',
    }
  }
  if (code === 'validation_failed') {
    const at = problem.errors?.find(({ path }) => path === way) ?? problem.errors?.[0]
    const message = at?.message ?? detail
    return {
      ...notice,
      place: 'field',
      text: /[.!?]$/.test(message) ? message : `${message}.`,
      advice: '',
    }
  }
  if (isIbmDown(problem)) {
    return {
      ...notice,
      text: `IBM sign-in is not responding; ${inputs[way].notStored}.`,
      advice: `${inputs[way].kept} Try again in a minute; if it persists, check the IBM Cloud status page.`,
    }
  }
  // Without an answer at all the sentence says so already.
  const advice = problem.status === 0 ? '' : inputs[way].kept
  return { ...notice, text: detail, advice }
}

/** IBM's code and the head of our request id, as they stand below the field; all of it is in what is copied. */
export function idLine({ upstream, requestId }: Problem): string {
  const request = requestId && `request ${requestId.slice(0, 8)}`
  return [upstream?.code, request].filter(Boolean).join(' · ')
}
