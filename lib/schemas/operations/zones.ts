import { z } from 'zod'
import { listOf } from '../list'
import { recentZone, retention, updateRetentionInput, zone, zoneDetail } from '../zone'
import { common, inInstance, inZone, type Operation, zonePath } from './operation'

export const zoneOperations = {
  listZones: {
    ...common,
    method: 'GET',
    path: '/api/instances/{instanceId}/zones',
    summary: 'All zones of an instance',
    permission: 'zones.read',
    params: inInstance,
    response: listOf(zone),
  },
  getZone: {
    ...common,
    method: 'GET',
    path: zonePath,
    summary: 'A zone with its log retention',
    permission: 'zones.read',
    params: inZone,
    response: zoneDetail,
  },
  listRecentZones: {
    ...common,
    method: 'GET',
    path: '/api/recent-zones',
    summary: 'The zones this person used last',
    permission: 'zones.read',
    response: z.object({ items: z.array(recentZone) }),
  },
  updateRetention: {
    ...common,
    method: 'PUT',
    path: `${zonePath}/retention`,
    summary: 'Turn log retention on or off',
    permission: 'retention.update',
    params: inZone,
    body: updateRetentionInput,
    response: retention,
  },
} as const satisfies Record<string, Operation>
