import type { FieldPath } from 'react-hook-form'
import type { JobDraft } from '@/lib/job-draft/draft'

type DestinationField = (kind: JobDraft['kind'], apiPath: string) => FieldPath<JobDraft> | null

/** The form's path for one of the API's: `logs.fields.names.3` is shown at the fields, `frequency` lies in the logs. */
export function draftPath(
  apiPath: string,
  kind: JobDraft['kind'],
  destinationField: DestinationField,
): string {
  if (apiPath.startsWith('destination')) return destinationField(kind, apiPath) ?? apiPath
  if (apiPath === 'frequency') return 'logs.frequency'
  if (apiPath === 'dataset') return 'logs.dataset'
  if (apiPath.startsWith('logs.fields')) return 'logs.names'
  return apiPath
}
