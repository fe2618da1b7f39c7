import { z } from 'zod'
import { apiKey, bucketName, guid, ownershipToken, region } from '@/lib/schemas/ids'
import { DATE, decode, encodePath, formatConf, MASK, param } from './conf'
import type { CreatableKind } from './kind'
import { maskName } from './mask'
import { folderPath, trimPath } from './path'
import { findGuid, findRegion } from './wire-ids'

const kind = z.literal('cos')
/** The way in: a key in the destination (IBM's since March 2026), or the older ownership challenge. */
export const cosAuth = z.enum(['challenge', 'apiKey'])

const place = {
  instanceId: guid,
  bucket: bucketName,
  region,
  path: folderPath.optional(),
  dailyFolders: z.boolean().optional(),
}

/** What an ownership challenge is asked for and validated with. A token given along is not looked at. */
export const cosChallengeInput = z.strictObject({
  kind,
  auth: z.literal('challenge'),
  ...place,
  ownershipToken: z.string().optional(),
})
export type CosChallengeInput = z.infer<typeof cosChallengeInput>

/** Lets a rule over several members speak even when another member is wrong, so that all errors come at once. */
const whenObject = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null

export const cosInput = z
  .strictObject({
    kind,
    auth: cosAuth,
    ...place,
    ownershipToken: ownershipToken.optional(),
    apiKey: apiKey.optional(),
  })
  .refine(({ auth, apiKey }) => auth !== 'apiKey' || apiKey !== undefined, {
    path: ['apiKey'],
    message: 'A key that may write to the bucket is needed',
    when: whenObject,
  })
  .refine(({ auth, apiKey }) => auth !== 'challenge' || apiKey === undefined, {
    path: ['apiKey'],
    message: 'No key goes with an ownership challenge',
    when: whenObject,
  })
  .refine(({ auth, ownershipToken }) => auth !== 'challenge' || ownershipToken !== undefined, {
    path: ['ownershipToken'],
    message: 'The ownership token is needed',
    when: whenObject,
  })
  .refine(({ auth, ownershipToken }) => auth !== 'apiKey' || ownershipToken === undefined, {
    path: ['ownershipToken'],
    message: 'No ownership token goes with a key',
    when: whenObject,
  })
export type CosInput = z.infer<typeof cosInput>

export const cosView = z.object({
  kind,
  auth: cosAuth,
  /** null: the destination names none that is a GUID. */
  instanceId: z.string().nullable(),
  bucket: z.string(),
  region: z.string().nullable(),
  /** Without `{DATE}` at its end; absent when files go into the bucket itself. */
  path: z.string().optional(),
  dailyFolders: z.boolean(),
  hasKey: z.boolean().optional(),
  /** Names of parameters that we don't manage. */
  otherParams: z.array(z.string()).optional(),
})
export type CosView = z.infer<typeof cosView>

/**
 * A changed or unchanged destination of a job that exists: as an input, without the secrets that are kept, or as it
 * was read. Loose, because a job made elsewhere may hold what we would not create; `settlePatch` judges it.
 */
export const cosPatch = z.strictObject({
  kind,
  auth: cosAuth,
  instanceId: z.string().max(64).nullable(),
  bucket: z.string().max(255),
  region: z.string().max(64).nullable(),
  path: z.string().max(4096).optional(),
  dailyFolders: z.boolean().optional(),
  ownershipToken: ownershipToken.optional(),
  apiKey: apiKey.optional(),
  hasKey: z.boolean().optional(),
  otherParams: z.array(z.string()).optional(),
})

/** What is needed to say where a job writes. */
export type CosPlace = Pick<CosInput, 'path' | 'dailyFolders'>

/** The folder with `{DATE}` where daily folders are on, as it goes into IBM's `path`; '' is the bucket itself. */
export function fullPath({ path = '', dailyFolders = false }: CosPlace): string {
  const folder = trimPath(path)
  if (!dailyFolders) return folder
  return folder === '' ? DATE : `${folder}/${DATE}`
}

function confOf(input: Omit<CosInput, 'kind' | 'auth'>, params: { name: string; value: string }[]) {
  return formatConf({
    scheme: 'cos',
    authority: input.bucket,
    path: encodePath(fullPath(input)),
    params: [
      { name: 'region', value: input.region },
      { name: 'instance-id', value: input.instanceId },
      ...params,
    ],
  })
}

/** The destination an ownership token is bound to, letter by letter as IBM holds it. */
export function challengeConf(input: Omit<CosInput, 'kind' | 'auth'>): string {
  return confOf(input, [])
}

/** IBM's member `cos` without a way in: the body of the challenge's calls. `path` only where there is one. */
export function toWireCos(input: Omit<CosInput, 'kind' | 'auth'>) {
  const path = fullPath(input)
  return {
    bucket_name: input.bucket,
    id: input.instanceId,
    region: input.region,
    ...(path === '' ? {} : { path }),
  }
}

const managed = new Set([
  'region',
  'instance-id',
  'instance_id',
  'ibm_api_key',
  'use_daily_subfolder',
])

/**
 * IBM Cloud Object Storage. Daily folders travel as `{DATE}` at the end of the path, in the challenge as in the job:
 * how `use_daily_subfolder` combines with a path is unproven, and a token is bound to the path's exact letters.
 */
export const cos: CreatableKind<'cos', CosInput, CosView> = {
  kind: 'cos',
  label: 'Cloud Object Storage',
  input: cosInput,
  view: cosView,
  defaults: () => ({
    kind: 'cos',
    auth: 'apiKey',
    instanceId: '',
    bucket: '',
    region: '',
    path: '',
    dailyFolders: true,
    ownershipToken: '',
    apiKey: '',
  }),
  secretFields: ['apiKey', 'ownershipToken'],
  wireSecretFields: ['ibm_api_key', 'ownership_challenge'],
  toRequest: (input) =>
    input.auth === 'apiKey'
      ? { cos: { ...toWireCos(input), ibm_api_key: input.apiKey } }
      : { cos: toWireCos(input), ownership_challenge: input.ownershipToken },
  toMaskedConf: (input) =>
    confOf(input, input.auth === 'apiKey' ? [{ name: 'ibm_api_key', value: MASK }] : []),
  parseConf: (conf) => {
    if (conf.scheme !== 'cos') return null
    const bucket = decode(conf.authority.slice(conf.authority.lastIndexOf('@') + 1))
    const path = decode(conf.path)
    // A text that lost its "?" has the parameters in the path, keys included; nor is a fragment a folder.
    if (!/^[\w.-]+$/.test(bucket) || /[&?]|api.?key/i.test(path) || conf.path.includes('#'))
      return null
    const segments = trimPath(path).split('/')
    const dated = segments.at(-1) === DATE
    const folder = trimPath((dated ? segments.slice(0, -1) : segments).join('/'))
    const hasKey =
      param(conf, 'ibm_api_key') !== null ||
      conf.params.some(({ value }) => /ibm_api_key=/i.test(value))
    const others = conf.params
      .map(({ name }) => name)
      .filter((name) => !managed.has(name.toLowerCase()))
    return {
      kind: 'cos',
      auth: hasKey ? 'apiKey' : 'challenge',
      instanceId: findGuid(param(conf, 'instance-id', 'instance_id')),
      bucket,
      region: findRegion(param(conf, 'region')),
      ...(folder === '' ? {} : { path: folder }),
      dailyFolders: dated || /^true$/i.test(param(conf, 'use_daily_subfolder') ?? ''),
      ...(hasKey ? { hasKey } : {}),
      ...(others.length > 0 ? { otherParams: others.map(maskName) } : {}),
    }
  },
  place: (view) => {
    const path = fullPath(view)
    return path === '' ? view.bucket : `${view.bucket}/${path}`
  },
  describe: (view) =>
    `Cloud Object Storage, ${view.auth === 'apiKey' ? 'by API key' : 'by ownership challenge'}`,
}
