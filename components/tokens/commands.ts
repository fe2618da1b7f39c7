import { apiRoutes } from '@/lib/routes'
import type { TokenRole } from '@/lib/schemas/token'

/** Where a program begins: ids as far as they are known. */
export type Start = { instanceId: string | null; zoneId: string | null }

export type Command = { title: string; text: string }

/** As they stand in a command where the reader has to fill them in. */
const blank = { instanceId: 'INSTANCE_ID', zoneId: 'ZONE_ID', jobId: 'JOB_ID' }

/** Puts the token where the commands look for it. Quoted, though no letter of a token needs it. */
export const exportCommand = (secret: string) => `export LOGPUSH_TOKEN='${secret}'`

/**
 * The first commands to try with a token, for a shell with curl. `origin`: this dashboard's address. Without an instance the
 * first one lists those that there are.
 */
export function firstCommands(origin: string, role: TokenRole, start: Start): Command[] {
  const instanceId = start.instanceId ?? blank.instanceId
  const zoneId = start.zoneId ?? blank.zoneId
  const call = (path: string, ...more: string[]) =>
    [`curl -sS '${origin}${path}'`, `-H "Authorization: Bearer $LOGPUSH_TOKEN"`, ...more].join(
      ' \\\n  ',
    )
  return [
    start.instanceId === null
      ? { title: 'List instances', text: call(apiRoutes.instances()) }
      : { title: 'List zones', text: call(apiRoutes.zones(instanceId)) },
    { title: 'List the jobs of a zone', text: call(apiRoutes.jobs(instanceId, zoneId)) },
    role === 'viewer'
      ? { title: 'Read a zone', text: call(apiRoutes.zone(instanceId, zoneId)) }
      : {
          title: 'Pause a job',
          text: call(
            apiRoutes.job(instanceId, zoneId, blank.jobId),
            '-X PATCH',
            "-H 'Content-Type: application/json'",
            `-d '{"enabled": false}'`,
          ),
        },
  ]
}
