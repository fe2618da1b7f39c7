import type { FieldPath } from 'react-hook-form'
import type { JobDraft } from '@/lib/job-draft/draft'

const cosMembers = [
  'instanceId',
  'bucket',
  'region',
  'path',
  'dailyFolders',
  'auth',
  'apiKey',
  'ownershipToken',
] as const
const cloudLogsMembers = [
  'instanceId',
  'region',
  'apiKey',
  'applicationName',
  'subsystemName',
] as const

/**
 * The form's field for a member of the API's destination (`bucket`, `destination.bucket`; '' is the destination
 * itself, which stands for the place it names). null: the form has no field for it.
 */
export function destinationField(
  kind: JobDraft['kind'],
  apiPath: string,
): FieldPath<JobDraft> | null {
  const member = apiPath.replace(/^destination\.?/, '')
  if (kind === 'cloudLogs') {
    if (member === '') return 'cloudLogs.instanceId'
    const known = cloudLogsMembers.find((name) => name === member)
    return known ? `cloudLogs.${known}` : null
  }
  if (member === '') return 'cos.bucket'
  const known = cosMembers.find((name) => name === member)
  return known ? `cos.${known}` : null
}
