import 'server-only'

/**
 * Whose an API key is, by the beginning of its owner's IAM id: `iam-ServiceId-` for service IDs, `iam-Profile-` for trusted
 * profiles, `IBMid-` for people; other prefixes are not told apart.
 */
export function ownerKindOf(iamId: string): 'serviceId' | 'profile' | 'user' | 'unknown' {
  if (iamId.startsWith('iam-ServiceId-')) return 'serviceId'
  if (iamId.startsWith('iam-Profile-')) return 'profile'
  return iamId.startsWith('IBMid-') ? 'user' : 'unknown'
}
