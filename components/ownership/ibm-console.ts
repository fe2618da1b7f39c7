import { logpushUser } from '@/lib/destinations/ibm-access'

const site = 'https://cloud.ibm.com'

/** Where users are invited. Source: IBM Cloud, "Inviting users to an account". */
export const usersUrl = `${site}/iam/users`

export type BucketPlace = { instanceId: string; bucket: string; region: string }

/**
 * The bucket in IBM's console. The form is unproven: seen in public projects, on no page of IBM's. The console wants
 * the instance's CRN, which is made up from its account; without one the overview of Object Storage has to do.
 */
export function bucketUrl({ instanceId, bucket, region }: BucketPlace, accountId?: string): string {
  if (!accountId) return `${site}/objectstorage`
  const crn = `crn:v1:bluemix:public:cloud-object-storage:global:a/${accountId}:${instanceId}::`
  const query = new URLSearchParams({ bucket, bucketRegion: region })
  return `${site}/objectstorage/${encodeURIComponent(crn)}?${query}`
}

/** Anything but plain letters would mean something to a shell. Source of the quoting: POSIX. */
const shellWord = (text: string) =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/**
 * The two commands that let IBM write to the bucket. Source of the options: IBM Cloud CLI, "account user-invite" and
 * "iam user-policy-create"; IBM Object Storage, "Assigning access to an individual bucket".
 */
export function grantCommands({ instanceId, bucket }: BucketPlace): string {
  return [
    `ibmcloud account user-invite ${logpushUser}`,
    '',
    `ibmcloud iam user-policy-create ${logpushUser} \\`,
    `  --roles "Object Writer" \\`,
    '  --service-name cloud-object-storage \\',
    `  --service-instance ${shellWord(instanceId)} \\`,
    '  --resource-type bucket \\',
    `  --resource ${shellWord(bucket)}`,
  ].join('\n')
}
