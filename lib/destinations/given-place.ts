import { maskConf } from './mask'
import type { DestinationInput, DestinationView } from './registry'
import { destinationPlace } from './words'

/** `destinationPlace` of what a form holds, whose address may have a secret in it, or be nothing but one. */
export function givenPlace(destination: DestinationView | DestinationInput): string {
  switch (destination.kind) {
    case 'https':
      return maskConf(destination.url.trim()).replace(/^https:\/\//, '')
    case 'other':
      return maskConf(destination.conf) || 'no destination'
    default:
      return destinationPlace(destination)
  }
}
