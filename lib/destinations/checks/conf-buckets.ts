import { decode, param } from '../conf'
import type { ParsedConf } from '../kind'
import { DATE } from '../placeholders'
import { asKind, type ConfCheck, warn } from './conf-item'
import { checkCos } from './cos'
import { checkSecret } from './credential'
import { checkAddress, splitAddress } from './host'
import { type CheckItem, error, note } from './item'
import { checkS3Region } from './s3-region'

/** An access key has two halves. */
function accessKeys(conf: ParsedConf): CheckItem[] {
  const [id, secret] = [param(conf, 'access-key-id'), param(conf, 'secret-access-key')]
  if ((id ?? '') === '' && (secret ?? '') === '') return []
  if (!id || !secret) {
    return [warn('keys_incomplete', 'Enter both access-key-id and secret-access-key.')]
  }
  return [...checkSecret(id, 'conf'), ...checkSecret(secret, 'conf')]
}

/** `access-key-id` of Amazon, a token: what no folder is called by. */
const keyInPath = /(?:^|\/)(?:(?:AKIA|ASIA)[A-Z0-9]{12,}|eyJ[\w-]{8,}\.)/

function checkBucketPlace({ authority, path }: ParsedConf): CheckItem[] {
  const bucket = decode(authority)
  const folders = decode(path)
  const items: CheckItem[] = []
  if (bucket !== '' && !/^[a-z0-9][\w.-]{1,220}[a-z0-9]$/.test(bucket) && !/[<{$]/.test(bucket)) {
    items.push(
      warn('bucket_name', 'A bucket’s name has lower-case letters, digits, “-” and “.” only.'),
    )
  }
  if (authority.includes(DATE)) {
    items.push(warn('date_in_bucket', 'Put {DATE} into the path, not into the bucket’s name.'))
  }
  if (keyInPath.test(folders)) {
    items.push(
      error('secret_in_path', 'conf', 'Remove the key from the path; paths are not secret.'),
    )
  }
  if (/^\/|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(folders)) {
    items.push(warn('path_segments', 'Remove empty folders, “.” and “..” from the path.'))
  } else if (folders.endsWith('/')) {
    items.push(note('path_slashes', 'conf', 'A slash at the end may become an empty folder.'))
  }
  return items
}

function s3(conf: ParsedConf): CheckItem[] {
  const endpoint = param(conf, 'endpoint')
  const sse = param(conf, 'sse')
  const items = [...checkBucketPlace(conf), ...accessKeys(conf)]
  if (endpoint === null) items.push(...checkS3Region(param(conf, 'region')))
  else {
    const address = splitAddress(endpoint)
    items.push(...checkAddress(address, 'conf'))
    if (address.scheme !== null || address.path.length > 1) {
      items.push(
        warn('endpoint_host', 'Enter only the host as endpoint: no https://, bucket or path.'),
      )
    }
    if (param(conf, 'access-key-id') === null) {
      items.push(
        warn('keys_missing', 'An S3-compatible service needs access-key-id and secret-access-key.'),
      )
    }
    if (!param(conf, 'region')) {
      items.push(warn('region_missing', 'Add the region that the service names for the bucket.'))
    }
  }
  if (sse !== null && sse !== 'AES256') {
    items.push(warn('sse_unknown', 'Only sse=AES256 is known to work.'))
  }
  return items
}

function r2(conf: ParsedConf): CheckItem[] {
  const items = [...checkBucketPlace(conf), ...accessKeys(conf)]
  const account = param(conf, 'account-id') ?? ''
  if (account === '') items.push(warn('account_missing', 'Add the Cloudflare account: account-id.'))
  else if (!/^[0-9a-f]{32}$/i.test(account)) {
    items.push(warn('account_malformed', 'A Cloudflare account-id has 32 hexadecimal digits.'))
  }
  if (!param(conf, 'access-key-id') && !param(conf, 'secret-access-key')) {
    items.push(warn('keys_missing', 'R2 needs access-key-id and secret-access-key.'))
  }
  return items
}

const dayMs = 86_400_000

/** Source: the engine's page on Azure, and the error that it answers otherwise. */
function azure(conf: ParsedConf, now: Date): CheckItem[] {
  const items: CheckItem[] = []
  if (!param(conf, 'sig')) {
    return [
      warn('signature_missing', 'Use a SAS URL with https replaced by azure; its sig is missing.'),
    ]
  }
  const [ss, srt, sp] = ['ss', 'srt', 'sp'].map((name) => param(conf, name))
  if ((ss ?? 'b') !== 'b' || (srt ?? 'o') !== 'o') {
    items.push(
      warn('signature_scope', 'The SAS must be for blobs (ss=b) and objects (srt=o) only.'),
    )
  }
  if (typeof sp === 'string' && !/[wc]/.test(sp)) {
    items.push(
      warn('signature_permission', 'The SAS doesn’t allow writing. Create one with Write.'),
    )
  }
  const until = Date.parse(param(conf, 'se') ?? '')
  if (until < now.getTime()) {
    items.push(error('signature_expired', 'conf', 'The SAS has expired. Create a new one.'))
  } else if (until < now.getTime() + 365 * dayMs) {
    items.push(warn('signature_expires', 'The SAS expires within a year, and the job fails then.'))
  }
  return items
}

function cos(conf: ParsedConf): CheckItem[] {
  const key = param(conf, 'ibm_api_key')
  const items = [
    ...checkBucketPlace(conf),
    ...asKind(checkCos, {
      bucket: decode(conf.authority),
      region: param(conf, 'region'),
      apiKey: key,
    }),
  ]
  if (!param(conf, 'region'))
    items.push(warn('region_missing', 'Add the location of the bucket: region.'))
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(param(conf, 'instance-id') ?? '')) {
    items.push(
      warn('instance_missing', 'Add the GUID of the Object Storage instance: instance-id.'),
    )
  }
  return items
}

/** By scheme: those that write files into a bucket. */
export const bucketChecks: Record<string, ConfCheck> = {
  s3,
  r2,
  gs: checkBucketPlace,
  azure,
  cos,
  kinesis: (conf) => [...checkS3Region(param(conf, 'region')), ...accessKeys(conf)],
}
