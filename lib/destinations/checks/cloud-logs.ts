import { checkApiKey } from './credential'
import type { Check } from './item'
import { checkRegion } from './region'

export const checkCloudLogs: Check = (input) => [
  ...checkRegion(input.region, 'cloudLogs', 'region'),
  ...checkApiKey(input.apiKey, 'apiKey'),
]
