import { type CloudLogsView, cloudLogs } from './cloud-logs-kind'
import { decode, encodePath, param, parseConf } from './conf'
import { type CosView, cos } from './cos-kind'
import { fullPath } from './cos-place'
import { editConf } from './edit-conf'
import type { ParsedConf } from './kind'
import { trimPath } from './path'
import { DATE } from './placeholders'
import type { ChangedDestination } from './settle-patch'

type ChangedCos = Extract<ChangedDestination, { kind: 'cos'; auth: 'apiKey' }>
type ChangedCloudLogs = Extract<ChangedDestination, { kind: 'cloudLogs' }>
type Body = Record<string, unknown>

/**
 * The members of IBM's PUT for a changed destination, secrets in clear. `held` is the job's present `destination_conf`:
 * what stands there and is not changed goes back to the letter. IBM's own form of a change (`cos`, `ibmcl`) is taken
 * where it has room for all of it; otherwise the whole text goes back with the changed parts replaced. That CIS takes
 * these schemes as `destination_conf`, as its command line and the engine do, is unproven.
 */
export function changeRequest(input: ChangedDestination, held: string | null): Body {
  const text = held ?? ''
  if ('conf' in input) return ofText(input)
  const conf = parseConf(text)
  if (input.kind === 'cloudLogs') {
    const view = cloudLogs.parseConf(conf)
    return view ? heldCloudLogs(input, view, conf, text) : newCloudLogs(input)
  }
  if (input.auth === 'challenge') return cos.toRequest(input)
  const view = cos.parseConf(conf)
  return view ? heldCos(input, view, conf, text) : newCos(input)
}

/** IBM's generic form of an update has the whole text. Source: IBM, networking-node-sdk. */
function ofText({ conf, ownershipToken }: Extract<ChangedDestination, { conf: string }>): Body {
  return {
    destination_conf: conf,
    ...(ownershipToken ? { ownership_challenge: ownershipToken } : {}),
  }
}

/** Of another kind than before, so every member has been judged and is named. */
function newCos(input: ChangedCos): Body {
  return cos.toRequest({ ...input, ...named(input) })
}

function newCloudLogs(input: ChangedCloudLogs): Body {
  return cloudLogs.toRequest({ ...input, ...named(input) })
}

const named = ({ instanceId, region }: { instanceId: string | null; region: string | null }) => ({
  instanceId: instanceId ?? '',
  region: region ?? '',
})

const flag = 'use_daily_subfolder'
const cosParams = ['region', 'instance-id', 'ibm_api_key', flag]

function heldCos(input: ChangedCos, view: CosView, conf: ParsedConf, text: string): Body {
  const path = cosPath(input, view, conf)
  const flagged = param(conf, flag) === null ? null : usesFlag(input, view)
  const hasRoom =
    conf.authority === view.bucket &&
    isPlain(conf.path) &&
    onlyOnce(conf, cosParams) &&
    view.region !== null &&
    view.instanceId !== null &&
    param(conf, 'region') === view.region &&
    param(conf, 'instance-id') === view.instanceId
  if (hasRoom) {
    return {
      cos: {
        bucket_name: input.bucket,
        id: input.instanceId,
        region: input.region,
        ...(path === '' ? {} : { path: decode(path) }),
        ...(flagged === null ? {} : { [flag]: flagged }),
        ibm_api_key: input.apiKey,
      },
    }
  }
  const user = conf.authority.slice(0, conf.authority.lastIndexOf('@') + 1)
  return {
    destination_conf: editConf(text, {
      authority: input.bucket === view.bucket ? undefined : `${user}${input.bucket}`,
      path: path === conf.path ? undefined : path,
      params: [
        ...changed(input.region, view.region, ['region']),
        ...changed(input.instanceId, view.instanceId, ['instance-id', 'instance_id']),
        ...(flagged === (view.useDailySubfolder ?? false) || flagged === null
          ? []
          : [{ names: [flag], value: String(flagged) }]),
        { names: ['ibm_api_key'], value: input.apiKey ?? '' },
      ],
    }),
  }
}

const usesFlag = (input: ChangedCos, view: CosView) =>
  view.useDailySubfolder === true && input.dailyFolders === true

/** As it stands in the text. A job whose daily folders come by the flag goes on so, and gets no `{DATE}` besides. */
function cosPath(input: ChangedCos, view: CosView, { path }: ParsedConf): string {
  const daily = input.dailyFolders === true
  if (daily === view.dailyFolders && trimPath(input.path ?? '') === (view.path ?? '')) return path
  const hadDate = trimPath(decode(path)).split('/').at(-1) === DATE
  const dailyFolders = daily && (hadDate || !usesFlag(input, view))
  return encodePath(fullPath({ ...input, dailyFolders }))
}

/** Whether a path comes back to the letter through IBM's member, which is plain text without slashes at its ends. */
function isPlain(path: string): boolean {
  const plain = decode(path)
  return encodePath(plain) === path && trimPath(plain) === plain && !plain.includes('//')
}

/** No parameters but these, each once at most and spelt like this. */
function onlyOnce({ params }: ParsedConf, names: readonly string[]): boolean {
  const given = params.map(({ name }) => name)
  return new Set(given).size === given.length && given.every((name) => names.includes(name))
}

/** null in the input: the text names none, and none is wanted. */
const changed = (value: string | null, held: string | null, names: readonly string[]) =>
  value === null || value === held ? [] : [{ names, value }]

const cloudLogsParams = ['ibm_api_key', 'application_name', 'subsystem_name']

function heldCloudLogs(
  input: ChangedCloudLogs,
  view: CloudLogsView,
  conf: ParsedConf,
  text: string,
): Body {
  const hasRoom =
    conf.authority === `${view.instanceId}.ingress.${view.region}.logs.cloud.ibm.com` &&
    conf.path === 'logs/v1/singles' &&
    onlyOnce(conf, cloudLogsParams)
  const isMoved = input.instanceId !== view.instanceId || input.region !== view.region
  const host = isMoved ? movedHost(input, conf.authority) : undefined
  if (hasRoom || host === null) return newCloudLogs(input)
  const hasNames =
    input.applicationName === view.applicationName && input.subsystemName === view.subsystemName
  const { ibmcl_names: names } = newCloudLogs(input)
  return {
    destination_conf: editConf(text, {
      authority: host,
      params: [{ names: ['ibm_api_key', 'api_key'], value: input.apiKey }],
    }),
    ...(hasNames || names === undefined ? {} : { ibmcl_names: names }),
  }
}

/** The same form of host, private or not, for another instance or region; null: it has no form that we know. */
function movedHost(input: ChangedCloudLogs, host: string): string | null {
  const parts = /^(?:[0-9a-f-]{36})(\.ingress(?:\.private)?\.)[a-z0-9-]+(\.logs\..+)$/i.exec(host)
  if (!parts || input.instanceId === null || input.region === null) return null
  return `${input.instanceId}${parts[1]}${input.region}${parts[2]}`
}
