import * as z from 'zod/mini'
import { apiKey, ownershipToken } from '@/lib/schemas/ids'
import { decode, isYes, param } from './conf'
import { type CosInput, cosAuth, cosInput, cosKind } from './cos'
import { toWireCos } from './cos-place'
import type { CreatableKind } from './kind'
import { shownConf } from './mask'
import { trimPath } from './path'
import { DATE, MASK } from './placeholders'
import { findRegion, leadingGuid } from './wire-ids'

// Apart from `cos.ts`, so that the form for a new job comes without what reads the destination of an old one.

export const cosView = z.object({
  kind: cosKind,
  auth: cosAuth,
  /** null: the destination names none that is a GUID. */
  instanceId: z.nullable(z.string()),
  bucket: z.string(),
  region: z.nullable(z.string()),
  /** Without `{DATE}` at its end; absent when files go into the bucket itself. */
  path: z.optional(z.string()),
  dailyFolders: z.boolean(),
  /** Daily folders are made by IBM's flag `use_daily_subfolder`, in place of or besides a `{DATE}` at the path's end. */
  useDailySubfolder: z.optional(z.boolean()),
  hasKey: z.optional(z.boolean()),
  /** Names of parameters that we don't manage. */
  otherParams: z.optional(z.array(z.string())),
})
export type CosView = z.infer<typeof cosView>

/**
 * A changed or unchanged destination of a job that exists: as an input, without the secrets that are kept, or as it
 * was read. Loose, because a job made elsewhere may hold what we would not create; `settlePatch` judges it.
 */
export const cosPatch = z.strictObject({
  kind: cosKind,
  auth: cosAuth,
  instanceId: z.nullable(z.string().check(z.maxLength(64))),
  bucket: z.string().check(z.maxLength(255)),
  region: z.nullable(z.string().check(z.maxLength(64))),
  path: z.optional(z.string().check(z.maxLength(4096))),
  dailyFolders: z.optional(z.boolean()),
  ownershipToken: z.optional(ownershipToken),
  apiKey: z.optional(apiKey),
  useDailySubfolder: z.optional(z.boolean()),
  hasKey: z.optional(z.boolean()),
  otherParams: z.optional(z.array(z.string())),
})

const managed = new Set([
  'region',
  'instance-id',
  'instance_id',
  'ibm_api_key',
  'use_daily_subfolder',
])

/**
 * IBM Cloud Object Storage. Daily folders of a new job travel as `{DATE}` at the end of the path, in the challenge as in
 * the job: how `use_daily_subfolder` combines with a path is unproven, and a token is bound to the path's exact letters.
 * A job that holds the flag keeps it (`change-request.ts`).
 */
export const cos: CreatableKind<'cos', CosInput, CosView> = {
  kind: 'cos',
  input: cosInput,
  view: cosView,
  toRequest: (input) =>
    input.auth === 'apiKey'
      ? { cos: { ...toWireCos(input), ibm_api_key: input.apiKey } }
      : { cos: toWireCos(input), ownership_challenge: input.ownershipToken },
  parseConf: (conf) => {
    if (conf.scheme !== 'cos') return null
    const bucket = decode(conf.authority.slice(conf.authority.lastIndexOf('@') + 1))
    const path = decode(conf.path)
    // A text that lost its "?" has the parameters in the path, keys included; nor is a fragment a folder.
    const shown = shownConf(conf)
    const isPlace = ![shown.authority.split('@').at(-1), shown.path].some((it) =>
      it?.includes(MASK),
    )
    if (!/^[\w.-]+$/.test(bucket) || !isPlace) return null
    const segments = trimPath(path).split('/')
    const dated = segments.at(-1) === DATE
    const folder = trimPath((dated ? segments.slice(0, -1) : segments).join('/'))
    const hasFlag = isYes(param(conf, 'use_daily_subfolder'))
    const usesKey =
      param(conf, 'ibm_api_key') !== null ||
      conf.params.some(({ value }) => /ibm_api_key=/i.test(value))
    const others = shown.params
      .map(({ name }) => name)
      .filter((name) => !managed.has(name.toLowerCase()))
    return {
      kind: 'cos',
      auth: usesKey ? 'apiKey' : 'challenge',
      instanceId: leadingGuid(param(conf, 'instance-id', 'instance_id')),
      bucket,
      region: findRegion(param(conf, 'region')),
      ...(folder === '' ? {} : { path: folder }),
      dailyFolders: dated || hasFlag,
      ...(hasFlag ? { useDailySubfolder: true } : {}),
      ...(shown.hides ? { hasKey: true } : {}),
      ...(others.length > 0 ? { otherParams: others } : {}),
    }
  },
}
