import { schemeOf } from './checks/schemes'
import { decode, parseConf } from './conf'
import type { ParsedConf } from './kind'
import { maskParsed } from './mask'
import { needsOwnership } from './needs-ownership'
import { DATE, MASK } from './placeholders'
import { cosLocations } from './regions'
import { headerParam, isSecretName } from './secret-names'

/** A part of a destination's text, as it stands there; what is secret in it, or may become so, is masked. */
export type ConfPart = {
  piece: string
  /** "Bucket", or the name of a parameter; the mask where even that is hidden. */
  name: string
  /** In words: "Sent as the header Authorization; hidden". */
  meaning: string
}

export type ExplainedConf = {
  /** "Amazon S3 or compatible"; null: no scheme that IBM's engine has. */
  service: string | null
  /** Whether IBM asks for an ownership token first; null where the scheme is unknown. */
  needsChallenge: boolean | null
  parts: ConfPart[]
}

/**
 * Says what a `destination_conf` says, part by part. While somebody types, the last part may be the beginning of
 * anything, of a password before its "@" too: it is shown only where it can be nothing else. `isWhole`: nobody types on, so
 * all is shown that is shown of a destination anywhere. Never throws.
 */
export function explainConf(text: string, { isWhole = false } = {}): ExplainedConf {
  const conf = parseConf(text)
  if (conf.text === '') return { service: null, needsChallenge: null, parts: [] }
  const scheme = schemeOf(conf.scheme)
  if (scheme === null) {
    return { service: null, needsChallenge: null, parts: ofUnknown(conf) }
  }
  const shown = parseConf(maskParsed(conf))
  const place = placeParts(conf, shown, isWhole, scheme.place === 'bucket').map((part) =>
    conf.scheme === 'azure' ? inAzure(part) : part,
  )
  return {
    service: scheme.service,
    needsChallenge: needsOwnership(conf.text),
    parts: [
      { piece: `${conf.scheme}://`, name: 'Scheme', meaning: scheme.service },
      ...place,
      ...conf.params.map((param, at) => {
        const isLast = !isWhole && at === conf.params.length - 1 && !conf.text.endsWith('&')
        return paramPart(param, shown.params[at], isLast, scheme.params)
      }),
    ],
  }
}

/** There the host is of the account, and its path begins with the bucket. */
function inAzure(part: ConfPart): ConfPart {
  if (part.name === 'Bucket')
    return {
      ...part,
      name: 'Host',
      meaning: part.meaning.replace('Where files are written', 'Of the storage account'),
    }
  if (part.name !== 'Folder') return part
  return {
    ...part,
    name: 'Container and folder',
    meaning: part.meaning.replace(/^Folder/, 'Container and folder'),
  }
}

/** What begins otherwise may be anything, also a secret alone. */
function ofUnknown({ scheme }: ParsedConf): ConfPart[] {
  if (scheme === 'logdna') {
    return [
      {
        piece: 'logdna://',
        name: 'Scheme',
        meaning: 'IBM Log Analysis, which ended on 30 March 2025',
      },
      { piece: MASK, name: 'Address', meaning: 'Hidden' },
    ]
  }
  if (scheme === 'http') {
    return [
      { piece: 'http://', name: 'Scheme', meaning: 'Unencrypted; IBM delivers over https:// only' },
      { piece: MASK, name: 'Address', meaning: 'Hidden' },
    ]
  }
  const meaning =
    scheme === ''
      ? 'Hidden; a destination starts with a scheme, such as s3://'
      : 'Hidden; unknown scheme'
  return [{ piece: MASK, name: scheme === '' ? 'Text' : 'Scheme', meaning }]
}

const hostForm =
  /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|\d{1,3}))(?::\d{1,5})?$/
const bucketForm = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/

/** No folder is called so; keys are. */
const isKey = (segment: string) => /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+=.~-]{16,}$/.test(segment)

/** What the paths of receivers end with, in the documents of the engine. */
const pathWords = new Set([
  ...['raw', 'event', 'singles', 'input', 'logs', 'log', 'http', 'v1', 'v2', 'api', 'collector'],
])

function placeParts(
  { text, authority, path, params }: ParsedConf,
  shown: ParsedConf,
  isWhole: boolean,
  isBucket: boolean,
): ConfPart[] {
  const parts: ConfPart[] = []
  const isPathDone = isWhole || text.includes('?') || params.length > 0
  const hasPath = isPathDone || path !== '' || text.endsWith('/')
  if (shown.authority.includes('@')) {
    parts.push({ piece: `${MASK}@`, name: 'User', meaning: 'A credential in the address; hidden' })
  }
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const name = isBucket ? 'Bucket' : 'Host'
  const isShown =
    shown.authority.endsWith(host) &&
    (isWhole || (hasPath && (isBucket ? bucketForm : hostForm).test(host)))
  if (host !== '') {
    parts.push(
      isShown
        ? {
            piece: host,
            name,
            meaning: isBucket ? 'Where files are written' : 'Where logs are sent',
          }
        : {
            piece: MASK,
            name,
            meaning: isWhole ? 'Hidden' : 'Hidden while it may be a credential',
          },
    )
  }
  if (path !== '') {
    parts.push(pathPart(shown, isShown, isPathDone, isBucket))
  }
  return parts
}

function pathPart(
  shown: ParsedConf,
  isHostShown: boolean,
  isDone: boolean,
  isBucket: boolean,
): ConfPart {
  const segments = (isHostShown ? shown.path || MASK : MASK).split('/')
  const pieces = segments.map((segment, at) => {
    const isLast = !isDone && at === segments.length - 1
    const mayBeSecret = isLast && !isBucket && !pathWords.has(segment) && segment !== ''
    return mayBeSecret || isKey(decode(segment)) ? MASK : segment
  })
  const piece = pieces.join('/')
  const meaning = isBucket
    ? piece.includes(DATE)
      ? '{DATE} becomes the day, as in 20260131'
      : 'Folder'
    : 'Path at the receiver'
  return {
    piece: `/${piece}`,
    name: isBucket ? 'Folder' : 'Path',
    meaning: piece.includes(MASK) ? `${meaning}; partly hidden` : meaning,
  }
}

/** Values that are words of the engine's, and so no secrets. */
const fixedValues =
  /^(?:true|false|0|1|AES256|aws:kms|cloudflare|https|cloudflare:json|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?)$/
const awsRegion = /^(?:us|eu|ap|sa|ca|me|af|il|mx)-(?:[a-z]{4,9})-\d$/

function paramPart(
  { name: rawName, value }: { name: string; value: string },
  shown: { name: string; value: string } | undefined,
  isLast: boolean,
  meanings: Record<string, string>,
): ConfPart {
  const name = shown?.name === rawName ? rawName : MASK
  const isFixed =
    (fixedValues.test(value) && !headerParam.test(rawName) && !isSecretName(rawName)) ||
    (/^region$/i.test(rawName) && (cosLocations.includes(value) || awsRegion.test(value)))
  // Behind a name that is hidden nothing is known, and what is typed last is not whole.
  const isShown = name !== MASK && (isFixed || (shown?.value === value && !isLast))
  const isHidden = value !== '' && !isShown
  const meaning = headerParam.test(name)
    ? `Sent as the header ${name.replace(headerParam, '')}`
    : capital((Object.hasOwn(meanings, name) && meanings[name]) || 'passed on as it is')
  return {
    piece: value === '' ? name : `${name}=${isShown ? value : MASK}`,
    name,
    meaning: isHidden ? `${meaning}; hidden` : meaning,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
