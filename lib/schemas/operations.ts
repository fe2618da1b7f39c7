import { accessRequestOperations } from './operations/access-requests'
import { activityOperations } from './operations/activity'
import { alertChannelOperations } from './operations/alert-channels'
import { alertOperations } from './operations/alerts'
import { changeOperations } from './operations/changes'
import { connectionOperations } from './operations/connections'
import { destinationOperations } from './operations/destinations'
import { grantOperations } from './operations/grants'
import { healthOperations } from './operations/health'
import { historyOperations } from './operations/history'
import { instanceOperations } from './operations/instances'
import { jobOperations } from './operations/jobs'
import { moveOperations } from './operations/moves'
import { overviewOperations } from './operations/overview'
import { ownershipOperations } from './operations/ownership'
import { peopleOperations } from './operations/people'
import { savedViewOperations } from './operations/saved-views'
import { sessionOperations } from './operations/session'
import { tokenOperations } from './operations/tokens'
import { zoneOperations } from './operations/zones'

/** The HTTP API, one file a noun: what the routes check by, and, in this order, what the OpenAPI document says. */
export const operations = {
  ...sessionOperations,
  ...healthOperations,
  ...instanceOperations,
  ...zoneOperations,
  ...jobOperations,
  ...moveOperations,
  ...overviewOperations,
  ...savedViewOperations,
  ...historyOperations,
  ...alertOperations,
  ...alertChannelOperations,
  ...ownershipOperations,
  ...destinationOperations,
  ...connectionOperations,
  ...activityOperations,
  ...grantOperations,
  ...changeOperations,
  ...accessRequestOperations,
  ...peopleOperations,
  ...tokenOperations,
}
