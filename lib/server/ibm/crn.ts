import 'server-only'

export type CrnParts = { service: string; region: string; accountId: string; instanceId: string }

/**
 * `crn:v1:bluemix:public:<service>:<region>:a/<account>:<instance>::` taken apart.
 * null for a text that is no CRN; a segment that is not there is ''.
 */
export function parseCrn(crn: string): CrnParts | null {
  const [head, version, , , service, region, scope, instanceId] = crn.split(':')
  if (head !== 'crn' || version === undefined || !service) return null
  return {
    service,
    region: region ?? '',
    accountId: scope?.startsWith('a/') ? scope.slice(2) : '',
    instanceId: instanceId ?? '',
  }
}
