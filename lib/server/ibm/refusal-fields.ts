import 'server-only'
import type { Verb } from './friendly-words'

export type FieldRefusal = { path: string; message: string }

/** IBM's members of a job (logpush.md, networking-node-sdk) and ours, by the path of our API. */
const members: Readonly<Record<string, string>> = {
  name: 'name',
  enabled: 'enabled',
  dataset: 'dataset',
  frequency: 'frequency',
  logpull_options: 'logs',
  fields: 'logs.fields',
  timestamps: 'logs.timestamps',
  destination_conf: 'destination',
  bucket: 'destination.bucket',
  bucket_name: 'destination.bucket',
  region: 'destination.region',
  path: 'destination.path',
  use_daily_subfolder: 'destination.dailyFolders',
  api_key: 'destination.apiKey',
  ibm_api_key: 'destination.apiKey',
  instance_id: 'destination.instanceId',
  ownership_challenge: 'destination.ownershipToken',
  application_name: 'destination.applicationName',
  subsystem_name: 'destination.subsystemName',
}

const names: Readonly<Record<string, string>> = {
  name: 'this name',
  frequency: 'this frequency',
  dataset: 'this dataset',
  'logs.timestamps': 'this timestamp format',
  'logs.fields': 'this choice of fields',
  logs: 'these log settings',
}

const wrong =
  /\b(?:invalid|unknown|unrecogni[sz]ed|unsupported|unexpected|unavailable|illegal|bad|missing|required|deprecated|duplicate)\b|\bno such\b|\bno longer\b|\bnot (?:a |an |in )?(?:valid|found|available|allowed|supported|known|recogni[sz]ed|exist|the list)|n['’]t (?:exist|valid)|\bmust\b|\bmay only\b/i
/** These have rules of their own, in refusal-rules.ts. */
const ofOthers = /validating destination|writing object|uploading|ownership|challenge/i
const quotedWord = /['"“”‘’`]([\w.:-]{1,128})['"“”‘’`]/g
/** `fields: Foo, Bar` or `field Foo`: words that look like the name of a log field. */
const namedAfter = /\bfields?\b:?\s+(?:names?:?\s+)?([A-Z]\w+(?:\s*,\s*[A-Z]\w+)*)/g
/** Log fields are written in capitals within the word; what else is called a field is a member of the request. */
const looksLikeLogField = /^[A-Z][A-Za-z0-9]+$/

function wordsNamed(message: string): string[] {
  const found = [...message.matchAll(quotedWord)].map((match) => match[1] ?? '')
  for (const match of message.matchAll(namedAfter)) found.push(...(match[1] ?? '').split(/\s*,\s*/))
  return [...new Set(found)].filter(Boolean)
}

function ofLogField(name: string, asked: readonly string[]): FieldRefusal {
  const at = asked.indexOf(name)
  const message = `IBM rejected the field ${name}.`
  return { path: at < 0 ? 'logs.fields' : `logs.fields.names.${at}`, message }
}

function ofMember(word: string): FieldRefusal[] {
  const path = Object.hasOwn(members, word.toLowerCase()) ? members[word.toLowerCase()] : undefined
  return path === undefined
    ? []
    : [{ path, message: `IBM rejected ${names[path] ?? 'this value'}.` }]
}

/** Whether a refusal is about the settings of a job at all, and not about its destination or its ownership. */
function isAboutSettings(verb: Verb, message: string): boolean {
  return (verb === 'create' || verb === 'update') && wrong.test(message) && !ofOthers.test(message)
}

/**
 * Where in the request a refusal belongs that names members of IBM's or log fields. `asked` are the names of log
 * fields that were sent. How IBM words it is unproven; nothing named is an empty list.
 */
export function namedRefusals(
  verb: Verb,
  message: string,
  asked: readonly string[] = [],
): FieldRefusal[] {
  if (!isAboutSettings(verb, message)) return []
  const aboutFields = /\bfields?\b/i.test(message)
  const found = wordsNamed(message).flatMap((word) =>
    asked.includes(word) || (aboutFields && looksLikeLogField.test(word))
      ? [ofLogField(word, asked)]
      : ofMember(word),
  )
  if (found.length > 0) return found
  const words = new Set(message.match(/[\w.-]*\w/g))
  return asked.filter((name) => words.has(name)).map((name) => ofLogField(name, asked))
}

/** The same for a refusal that only says what it is about: `invalid timestamps`. */
export function vagueRefusals(verb: Verb, message: string): FieldRefusal[] {
  if (!isAboutSettings(verb, message)) return []
  const about = /\b(timestamps?|dataset|frequency|logpull_options|fields?)\b/i.exec(message)?.[1]
  return about === undefined
    ? []
    : ofMember(about.toLowerCase().replace(/^(timestamp|field)$/, '$1s'))
}
