import { decode, maxConf, parseConf } from '../conf'
import type { ParsedConf } from '../kind'
import { needsOwnership } from '../needs-ownership'
import { headerParam } from '../secret-names'
import { bucketChecks } from './conf-buckets'
import { hostChecks } from './conf-hosts'
import { checkConfText, checkDates } from './conf-text'
import { type CheckItem, error, type Given, note, textOf, warning } from './item'
import { nearest } from './nearest'
import { isPlaceholder } from './placeholder'
import { type Scheme, schemeNames, schemeOf, unprovenSchemes } from './schemes'

function noScheme(text: string): CheckItem {
  const [, before = ''] = /^([a-z][a-z0-9]{0,11}):?\/?(?=[^:]|$)/i.exec(text) ?? []
  const near = schemeOf(before.toLowerCase()) ? before.toLowerCase() : null
  return error(
    'scheme_missing',
    'conf',
    near === null
      ? 'Start with a scheme, such as s3:// or https://.'
      : `Write the scheme as ${near}://.`,
  )
}

function unknownScheme(scheme: string): CheckItem {
  if (scheme === 'http') {
    return error('not_encrypted', 'conf', 'IBM delivers over HTTPS only. Use https://.')
  }
  if (scheme === 'logdna') {
    return error('retired', 'conf', 'IBM ended Log Analysis on 30 March 2025. Use IBM Cloud Logs.')
  }
  const near = nearest(scheme, schemeNames)
  return error(
    'scheme_unknown',
    'conf',
    near === null
      ? 'Unknown scheme. Use s3, gs, azure, r2, sumo, datadog, splunk or https.'
      : `Unknown scheme. Did you mean ${near}://?`,
  )
}

/** Names that are there twice, empty or mistyped, and values that are still to be filled in. */
function checkParams({ params }: ParsedConf, { params: known, open }: Scheme): CheckItem[] {
  const items: CheckItem[] = []
  const seen = new Set<string>()
  for (const { name, value } of params) {
    const lower = name.toLowerCase()
    if (seen.has(lower)) {
      items.push(
        warning('param_twice', 'conf', 'A parameter appears twice; IBM may use both or only one.'),
      )
    }
    seen.add(lower)
    if (value === '') {
      items.push(warning('value_missing', 'conf', 'A parameter has no value.'))
    } else if (isPlaceholder(value)) {
      items.push(
        warning('placeholder', 'conf', 'A value looks like a placeholder. Enter the real one.'),
      )
    }
    if (headerParam.test(name) || Object.hasOwn(known, name)) continue
    const near =
      nearest(name.replaceAll('_', '-'), Object.keys(known)) ?? nearest(name, Object.keys(known))
    if (near !== null && near.length > 3) {
      items.push(warning('param_name', 'conf', `Unknown parameter. Did you mean ${near}?`))
    } else if (!open) {
      items.push(note('param_unknown', 'conf', 'Unknown parameter; it is passed on as it is.'))
    }
  }
  return items
}

const placeForm = {
  bucket: /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
  host: /^(?:\[[0-9a-f:.]+\]|[^:@]+\.[^:@]+)(?::\d{1,5})?$/i,
}

function checkAuthority({ authority, path }: ParsedConf, { place }: Scheme): CheckItem[] {
  const isBucket = place === 'bucket'
  if (authority === '') {
    const what = isBucket ? 'bucket' : 'host'
    return [error(`${what}_missing`, 'conf', `Enter the ${what} after “://”.`)]
  }
  if (isPlaceholder(decode(authority)) || /[<>]|\$\{/.test(authority)) {
    return [error('placeholder', 'conf', 'The address contains a placeholder. Replace it.')]
  }
  // A password with a slash in it moves its "@" into the path.
  if (authority.includes('@') || (path.includes('@') && !placeForm[place].test(authority))) {
    return [
      error(
        'secret_in_address',
        'conf',
        'Remove the part before “@”: an address is shown and logged. Send credentials as parameters.',
      ),
    ]
  }
  return []
}

const ownForms: Record<string, string> = {
  ibmcl: 'IBM Cloud Logs',
  splunk: 'Splunk',
  https: 'HTTPS',
  cos: 'Cloud Object Storage',
}

function checkOwnership(conf: ParsedConf, token: string): CheckItem[] {
  const needs = needsOwnership(conf.text)
  if (needs && token === '') {
    return [
      note('ownership_needed', 'ownershipToken', 'This destination needs an ownership token.'),
    ]
  }
  return !needs && token !== ''
    ? [
        warning(
          'ownership_unused',
          'ownershipToken',
          'This destination needs no ownership token. Remove it.',
        ),
      ]
    : []
}

const unread = new Set(['quoted', 'control_character', 'masked'])
const isUnread = (items: readonly CheckItem[]) => items.some(({ code }) => unread.has(code))

const distinct = (items: CheckItem[]) =>
  items.filter((item, at) => items.findIndex((one) => sameAs(one, item)) === at)
const sameAs = (a: CheckItem, b: CheckItem) => a.code === b.code && a.path === b.path

/** A raw `destination_conf`, whole or half-typed. */
export function checkOther(input: Given, now: Date = new Date()): CheckItem[] {
  const text = textOf(input.conf)
  if (text === '')
    return [
      error(
        'conf_missing',
        'conf',
        'Enter a destination, such as s3://bucket/path?region=us-east-1.',
      ),
    ]
  const ofText = checkConfText(text)
  if (text.length > maxConf) return ofText
  const conf = parseConf(text)
  if (conf.scheme === '') {
    // What was copied along stands before the scheme; of other faults the missing scheme comes first.
    return isUnread(ofText) ? ofText : [noScheme(text)]
  }
  const scheme = schemeOf(conf.scheme)
  if (scheme === null) return [unknownScheme(conf.scheme), ...ofText]
  const ofPlace = checkAuthority(conf, scheme)
  const items = [
    ...ofText,
    ...ofPlace,
    ...(ofPlace.length > 0
      ? []
      : ({ ...bucketChecks, ...hostChecks }[conf.scheme]?.(conf, now) ?? [])),
    ...checkParams(conf, scheme),
    ...checkDates(text, scheme.dates),
    ...checkOwnership(conf, textOf(input.ownershipToken)),
  ]
  const form = ownForms[conf.scheme]
  if (form) items.push(note('own_form', 'conf', `There is a form for this: choose ${form}.`))
  if (unprovenSchemes.has(conf.scheme)) {
    items.push(
      warning(
        'scheme_unproven',
        'conf',
        'IBM’s documents don’t name this scheme. Watch for the first delivery.',
      ),
    )
  }
  return distinct(items)
}
