import * as z from 'zod/mini'
import { apiKey } from '@/lib/schemas/ids'
import { type CloudLogsInput, cloudLogsInput, cloudLogsKind } from './cloud-logs'
import type { CreatableKind } from './kind'
import { shownConf, shownParam } from './mask'
import { findGuid, findRegion } from './wire-ids'

export const cloudLogsView = z.object({
  kind: cloudLogsKind,
  /** null: the host's name holds no GUID. */
  instanceId: z.nullable(z.string()),
  region: z.nullable(z.string()),
  /** Only where the destination names them; whether IBM shows names that it was given is unproven. */
  applicationName: z.optional(z.string()),
  subsystemName: z.optional(z.string()),
  hasKey: z.boolean(),
  /** Names of parameters that we don't manage. */
  otherParams: z.optional(z.array(z.string())),
})
export type CloudLogsView = z.infer<typeof cloudLogsView>

/** As `cosPatch`: an input without the key that is kept, or the destination as it was read. */
export const cloudLogsPatch = z.strictObject({
  kind: cloudLogsKind,
  instanceId: z.nullable(z.string().check(z.maxLength(64))),
  region: z.nullable(z.string().check(z.maxLength(64))),
  apiKey: z.optional(apiKey),
  applicationName: z.optional(z.string().check(z.maxLength(4096))),
  subsystemName: z.optional(z.string().check(z.maxLength(4096))),
  hasKey: z.optional(z.boolean()),
  otherParams: z.optional(z.array(z.string())),
})

const applicationNames = ['application_name', 'application-name', 'applicationname']
const subsystemNames = ['subsystem_name', 'subsystem-name', 'subsystemname']
const managed = new Set(['ibm_api_key', 'api_key', ...applicationNames, ...subsystemNames])

/** `{member: text}` where there is a text; nothing otherwise. */
function given<Name extends string>(name: Name, text: string | null | undefined) {
  return text ? ({ [name]: text } as Record<Name, string>) : {}
}

export const cloudLogs: CreatableKind<'cloudLogs', CloudLogsInput, CloudLogsView> = {
  kind: 'cloudLogs',
  input: cloudLogsInput,
  view: cloudLogsView,
  toRequest: (input) => {
    const names = {
      ...given('application_name', input.applicationName),
      ...given('subsystem_name', input.subsystemName),
    }
    return {
      // Here the key is called `api_key`, in `cos` it is `ibm_api_key`. Source: IBM, "Logpush".
      ibmcl: { instance_id: input.instanceId, region: input.region, api_key: input.apiKey },
      ...(Object.keys(names).length > 0 ? { ibmcl_names: names } : {}),
    }
  },
  parseConf: (conf) => {
    if (conf.scheme !== 'ibmcl') return null
    const host =
      /^[\w.-]*/.exec(conf.authority.slice(conf.authority.lastIndexOf('@') + 1))?.[0] ?? ''
    const regionOfHost = /\.ingress(?:\.private)?\.([a-z0-9-]+)\.logs\./i.exec(host)?.[1]
    const shown = shownConf(conf)
    const others = shown.params
      .map(({ name }) => name)
      .filter((name) => !managed.has(name.toLowerCase()))
    return {
      kind: 'cloudLogs',
      instanceId: findGuid(host),
      region: findRegion(regionOfHost ?? null),
      ...given('applicationName', shownParam(shown, ...applicationNames)),
      ...given('subsystemName', shownParam(shown, ...subsystemNames)),
      hasKey: shown.hides,
      ...(others.length > 0 ? { otherParams: others } : {}),
    }
  },
}
