import { checkApiKey, checkSecret } from './credential'
import { type Check, type CheckItem, error, note, textOf, warning } from './item'
import { isPlaceholder } from './placeholder'
import { checkRegion } from './region'

/** What the schema of a bucket's name lets through. Source: IBM Object Storage, "bucket naming"; S3's rules. */
function checkBucket(bucket: string): CheckItem[] {
  if (bucket === '') return []
  if (isPlaceholder(bucket)) {
    return [
      error(
        'placeholder',
        'bucket',
        'This looks like a placeholder. Enter the name of the bucket.',
      ),
    ]
  }
  if (/:\/\/|[/?]/.test(bucket)) {
    return [error('bucket_only', 'bucket', 'Enter only the bucket name. Folders go into Path.')]
  }
  if (/^\d+(?:\.\d+){3}$/.test(bucket) || /\.-|-\./.test(bucket)) {
    return [
      error(
        'bucket_name',
        'bucket',
        'Not a valid bucket name: it must not look like an IP address or contain “.-”.',
      ),
    ]
  }
  return []
}

function checkPath(path: string): CheckItem[] {
  const items: CheckItem[] = []
  if (/\{[^{}]*\}/.test(path)) {
    items.push(
      error('date_in_path', 'path', 'Remove the braces and turn on Daily folders instead.'),
    )
  }
  if (
    /(?:^|[/&?;,])(?:(?:ibm_)?api[_-]?key|(?:secret-)?access-key(?:-id)?|token|secret|password)=|[&?;,](?:region|instance-id)=/i.test(
      path,
    )
  ) {
    items.push(
      error(
        'secret_in_path',
        'path',
        'Remove keys and parameters from the path; paths are not secret.',
      ),
    )
  }
  if (/^\/|\/$/.test(path)) {
    items.push(note('path_slashes', 'path', 'Slashes at the beginning and the end are dropped.'))
  }
  // Which of these IBM takes in its JSON form is unproven.
  if (items.length === 0 && /[^A-Za-z0-9!._~*'()/=+@:,$-]/.test(path)) {
    items.push(
      warning(
        'path_characters',
        'path',
        'IBM may refuse spaces and other special characters in a path. Use letters, digits, “-” and “_”.',
      ),
    )
  }
  return items
}

export const checkCos: Check = (input) => {
  const items = [
    ...checkBucket(textOf(input.bucket)),
    ...checkRegion(input.region, 'cos', 'region'),
    ...checkPath(textOf(input.path)),
    ...checkApiKey(input.apiKey, 'apiKey'),
    ...checkSecret(input.ownershipToken, 'ownershipToken'),
  ]
  if (input.auth === 'challenge') {
    // Source: IBM, CIS release notes.
    items.push(
      note(
        'challenge_legacy',
        'auth',
        'IBM replaced the ownership challenge by an API key in March 2026.',
      ),
    )
  }
  return items
}
