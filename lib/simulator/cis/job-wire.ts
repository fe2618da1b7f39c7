import type { SimJob } from '../state.ts'

/**
 * A job as CIS answers it. Order of the members and the empty `kind` as seen in IBM-Cloud/terraform-provider-ibm #6238; that
 * secrets in `destination_conf` come back in clear is unproven, and assumed here as the harder case.
 */
export function toWireJob(job: SimJob): Record<string, unknown> {
  const wire: Record<string, unknown> = {
    id: job.id,
    dataset: job.dataset,
    frequency: job.frequency,
    kind: '',
    enabled: job.enabled,
    name: job.name,
    logpull_options: job.logpullOptions,
    destination_conf: job.destinationConf,
    last_complete: toRfc3339(job.lastComplete),
    last_error: toRfc3339(job.lastError),
    error_message: job.errorMessage,
    ...job.otherMembers,
  }
  for (const name of job.absentMembers ?? []) delete wire[name]
  return wire
}

function toRfc3339(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
