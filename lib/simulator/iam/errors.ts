import { randomUUID } from 'node:crypto'
import { type Answer, json } from '../call.ts'

/**
 * Why IAM refuses. Proven: BXNIM0415E with its text and status 400, BXNIM0407E, BXNIM0408E, BXNIM0400E and the place of
 * `requirements` (IBM-Cloud/ibm-cloud-cli-sdk, IBM SDK cores); BXNIM0439E with status 400 and its text (IBM's Schematics FAQ on
 * authentication errors); BXNIM0141E with its text (IBM's Kubernetes console). BXNIM0420E was seen in langflow's tests. Unproven:
 * every other code and text here.
 */
export const REFUSALS = {
  unknownKey: [400, 'BXNIM0415E', 'Provided API key could not be found.'],
  disabledKey: [400, 'BXNIM0420E', 'Provided API key is disabled.'],
  lockedKey: [400, 'BXNIM0463E', 'Provided API key is locked.'],
  expiredKey: [400, 'BXNIM0464E', 'Provided API key has expired.'],
  unknownPasscode: [400, 'BXNIM0425E', 'Provided passcode is invalid.'],
  usedPasscode: [400, 'BXNIM0426E', 'Provided passcode is invalid: it has already been used.'],
  mfaRequired: [400, 'BXNIM0400E', 'OpenID Connect exception'],
  badRefreshToken: [400, 'BXNIM0407E', 'Provided refresh token is invalid.'],
  refreshExpired: [400, 'BXNIM0408E', 'Provided refresh token is expired'],
  sessionInactive: [400, 'BXNIM0439E', 'Session is invalidated due to inactivity.'],
  notMember: [400, 'BXNIM0141E', 'User is not member of the specified account'],
  badClient: [401, 'BXNIM0120E', 'Client authentication failed.'],
  clientNeeded: [400, 'BXNIM0113E', 'The client is not authorized to use this grant type.'],
  badMediaType: [415, 'BXNIM0101E', 'Content type must be application/x-www-form-urlencoded.'],
  badGrant: [400, 'BXNIM0106E', "Validation of property 'grant_type' failed."],
  badResponseType: [
    400,
    'BXNIM0106E',
    "Validation of property 'response_type' failed. Valid values: 'cloud_iam'",
  ],
  missingProperty: [400, 'BXNIM0109E', 'Property missing or empty'],
} as const satisfies Record<string, readonly [number, string, string]>

export type Refusal = keyof typeof REFUSALS

export function isRefusal(reason: string): reason is Refusal {
  return Object.hasOwn(REFUSALS, reason)
}

function sentenceOf(
  text: string,
  { property, sessionId }: { property?: string; sessionId?: string },
) {
  if (sessionId) return text.replace(/^Session/, `Session '${sessionId}'`)
  return property ? `${text}: '${property}'` : text
}

export function refuse(
  reason: Refusal,
  extra: { details?: string; property?: string; sessionId?: string } = {},
): Answer {
  const [status, errorCode, text] = REFUSALS[reason]
  return json(status, {
    context: { requestId: randomUUID(), requestType: 'incoming.Identity_Token' },
    errorCode,
    errorMessage: sentenceOf(text, extra),
    ...(extra.details ? { errorDetails: extra.details } : {}),
    ...(reason === 'mfaRequired'
      ? {
          errorDetails: 'Failed external authentication.',
          requirements: {
            code: 'mfa_required',
            error: 'Multi-factor authentication (MFA) is required by the account.',
          },
        }
      : {}),
  })
}
