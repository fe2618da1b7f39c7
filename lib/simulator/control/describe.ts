import type { Receivers } from '../receivers/receivers.ts'
import { DEFAULT_BUCKET, DEFAULT_BUCKET_REGION } from '../seed/buckets.ts'
import {
  DESTINATION_KEY_VALUES,
  KEY_VALUES,
  MANAGER,
  PASSCODES,
  PASSCODES_WITHOUT_ACCOUNT,
  USED_PASSCODE,
} from '../seed/identities.ts'
import {
  ACCOUNT_ID,
  ACCOUNT_NAME,
  CIS,
  CLOUD_LOGS,
  COS,
  OTHER_ACCOUNT_ID,
  OTHER_ACCOUNT_NAME,
} from '../seed/instances.ts'
import { ZONES, zoneId } from '../seed/zones.ts'

/** Where everything is, at an origin such as `http://127.0.0.1:21000`, and what there is to play with. */
export function describe(origin: string, receivers: Pick<Receivers, 'list' | 'rootPem'>) {
  const urls = {
    iam: `${origin}/iam`,
    accounts: `${origin}/accounts`,
    cis: `${origin}/cis`,
    resourceController: `${origin}/rc`,
    globalCatalog: `${origin}/catalog`,
    cos: `${origin}/cos/{region}`,
    logsIngress: `${origin}/ingress/{region}/{instance_id}`,
  }
  return {
    ...urls,
    control: `${origin}/_simulator`,
    keys: KEY_VALUES,
    managerEmail: MANAGER.email,
    destinationKeys: DESTINATION_KEY_VALUES,
    passcodes: [...PASSCODES.keys()],
    passcodesWithoutAccount: [...PASSCODES_WITHOUT_ACCOUNT.keys()],
    usedPasscode: USED_PASSCODE,
    account: { id: ACCOUNT_ID, name: ACCOUNT_NAME },
    otherAccount: { id: OTHER_ACCOUNT_ID, name: OTHER_ACCOUNT_NAME },
    cisInstance: CIS.big.crn,
    cisInstanceId: CIS.big.guid,
    zoneId: zoneId(ZONES.playground),
    zoneName: ZONES.playground,
    cosInstanceId: COS.logs.guid,
    bucket: DEFAULT_BUCKET,
    bucketRegion: DEFAULT_BUCKET_REGION,
    cloudLogsInstanceId: CLOUD_LOGS.frankfurt.guid,
    cloudLogsRegion: CLOUD_LOGS.frankfurt.region,
    cisInstances: Object.fromEntries(
      Object.entries(CIS).map(([role, { guid, crn, name }]) => [role, { id: guid, crn, name }]),
    ),
    /** Zones of the big instance by the part they play. */
    zones: Object.fromEntries(
      Object.entries(ZONES).map(([role, name]) => [role, { id: zoneId(name), name }]),
    ),
    /** By their ids, and what clients must trust to accept the good ones' certificates, as PEM. */
    receivers: Object.fromEntries(receivers.list().map((receiver) => [receiver.id, receiver])),
    receiversCa: receivers.rootPem,
    env: {
      IBMCLOUD_IAM_API_ENDPOINT: urls.iam,
      IBMCLOUD_ACCOUNT_MANAGEMENT_API_ENDPOINT: urls.accounts,
      IBMCLOUD_CIS_API_ENDPOINT: urls.cis,
      IBMCLOUD_RESOURCE_CONTROLLER_API_ENDPOINT: urls.resourceController,
      IBMCLOUD_GLOBAL_CATALOG_API_ENDPOINT: urls.globalCatalog,
      IBMCLOUD_COS_ENDPOINT: urls.cos,
      IBMCLOUD_LOGS_INGRESS_ENDPOINT: urls.logsIngress,
    },
  }
}
