import type { AccessRequest } from '@/lib/schemas/access-request'

/** "You now have Editor access to shop.example, granted by Ines Brandt." */
export function answerWords({ status, role, zoneName, decidedBy }: AccessRequest): string {
  const name = role === 'editor' ? 'Editor' : 'Viewer'
  const by = decidedBy ? ` by ${decidedBy.name || decidedBy.email}` : ''
  return status === 'granted'
    ? `You now have ${name} access to ${zoneName}, granted${by}.`
    : `Your request for ${name} access to ${zoneName} was declined${by}.`
}
