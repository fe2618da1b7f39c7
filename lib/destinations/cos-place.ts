import { encodePath, formatConf } from './conf'
import type { CosInput } from './cos'
import { trimPath } from './path'
import { DATE } from './placeholders'

// Apart from the schemas, which a form loads only once it is judged.

/** What is needed to say where a job writes. */
export type CosPlace = Pick<CosInput, 'path' | 'dailyFolders'>

/** The folder with `{DATE}` where daily folders are on, as it goes into IBM's `path`; '' is the bucket itself. */
export function fullPath({ path = '', dailyFolders = false }: CosPlace): string {
  const folder = trimPath(path)
  if (!dailyFolders) return folder
  return folder === '' ? DATE : `${folder}/${DATE}`
}

/** A bucket with these parameters behind its own; what is null is left out. */
export function cosConf(
  {
    bucket,
    region,
    instanceId,
    ...folder
  }: CosPlace & { bucket: string; region: string | null; instanceId: string | null },
  params: { name: string; value: string }[],
): string {
  return formatConf({
    scheme: 'cos',
    authority: bucket,
    path: encodePath(fullPath(folder)),
    params: [
      ...(region === null ? [] : [{ name: 'region', value: region }]),
      ...(instanceId === null ? [] : [{ name: 'instance-id', value: instanceId }]),
      ...params,
    ],
  })
}

/** The destination an ownership token is bound to, letter by letter as IBM holds it. */
export function challengeConf(input: Omit<CosInput, 'kind' | 'auth'>): string {
  return cosConf(input, [])
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
