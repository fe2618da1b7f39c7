import { decode } from '@/lib/destinations/conf'
import { MASK } from '@/lib/destinations/placeholders'
import { headerParam, isConfName } from '@/lib/destinations/secret-names'
import { isTemplate, type Piece, type Template, type Variable } from './pieces'

// From marks to variables: what a destination hides is a mark (`••••`) wherever it is written, and becomes a variable
// that is named after its place.

const apiKey: Variable = {
  name: 'IBM_API_KEY',
  means: 'API key that can write to the destination',
  isPlain: true,
}
const ownershipToken: Variable = {
  name: 'OWNERSHIP_TOKEN',
  means: 'content of the challenge file',
  isPlain: true,
}
const splunkToken: Variable = {
  name: 'SPLUNK_TOKEN',
  means: 'HEC token, without the word Splunk',
}
const splunkHeader: Variable = {
  name: 'HEADER_AUTHORIZATION',
  means: 'value of the header Authorization: Splunk, a space and the HEC token',
}
const wholeText: Variable = {
  name: 'DESTINATION',
  means: 'the whole destination string, which is hidden here',
  isPlain: true,
}
const user: Variable = {
  name: 'USER_PASSWORD',
  means: 'user and password before the host, as they stand there',
  isPlain: true,
}
const path: Variable = {
  name: 'RECEIVER_PATH',
  means: 'hidden end of the address, percent-encoded as it stands there',
  isPlain: true,
}
const somePart: Variable = {
  name: 'HIDDEN_PART',
  means: 'hidden part of the destination string, as it stands there',
  isPlain: true,
}

/** Of a copy of a job that has no name. */
export const jobName: Variable = { name: 'JOB_NAME', means: 'name of the new job' }

const channel: Variable = { name: 'SPLUNK_CHANNEL', means: 'GUID of the channel' }
const sourceType: Variable = { name: 'SPLUNK_SOURCE_TYPE', means: 'source type' }

/** By the member of a body that it stands under. */
const ofMembers = new Map([
  ['ibm_api_key', apiKey],
  // In `ibmcl` IBM calls it so.
  ['api_key', apiKey],
  ['ownership_challenge', ownershipToken],
  ['channel_id', channel],
  ['source_type', sourceType],
])
/** By the parameter of a destination, in lower case. */
const ofParams = new Map([['ibm_api_key', apiKey]])
const ofSplunkParams = new Map([
  ['header_authorization', splunkHeader],
  ['channel', channel],
  ['sourcetype', sourceType],
])

const capitals = (name: string) =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')

/** Gives every variable of a text a name of its own: `HEADER_X`, `HEADER_X_2`. */
function namer() {
  const taken = new Set<string>()
  return (variable: Variable): Variable => {
    let { name } = variable
    for (let n = 2; taken.has(name); n++) name = `${variable.name}_${n}`
    taken.add(name)
    return { ...variable, name }
  }
}
type Namer = ReturnType<typeof namer>

/** A text with a variable for each of its marks; several in a row, as of a path's segments, are one. */
function fill(text: string, variable: Variable, named: Namer): Piece[] {
  return text
    .split(/(?:•{4,}\/?)*•{4,}/)
    .flatMap((literal, at): Piece[] => [
      ...(at > 0 ? [{ variable: named(variable) }] : []),
      ...(literal === '' ? [] : [literal]),
    ])
}

/** What goes before a HEC token in its header; hidden along with it where the whole value is. */
const hecScheme = /^Splunk(?:%20| )(?=•)/

/** A value that hides something is hidden whole, but for the word before a HEC token. */
function value(text: string, variable: Variable, named: Namer, inUrl = false): Piece[] {
  if (!text.includes(MASK)) return [text]
  const scheme = hecScheme.exec(text)?.[0]
  return scheme
    ? [scheme, { variable: named(splunkToken), inUrl }]
    : [{ variable: named(variable), inUrl }]
}

/**
 * A masked `destination_conf` in pieces: values of parameters are encoded where they are used, other parts are taken as
 * they are.
 */
function confPieces(masked: string, named: Namer): Piece[] {
  const text = masked.replaceAll('%E2%80%A2', '•')
  if (text === MASK) return fill(text, wholeText, named)
  const [place = '', ...pairs] = text.split(/(?=[?&])/)
  const at = /^[^/]*:\/\/[^/]*@/.exec(place)?.[0].length ?? 0
  return [
    ...fill(place.slice(0, at), user, named),
    ...fill(place.slice(at), path, named),
    ...pairs.flatMap((pair) => {
      const equals = pair.indexOf('=') + 1
      const name = pair.slice(0, equals)
      if (equals === 0 || name.includes(MASK)) return fill(pair, somePart, named)
      const variable = ofParam(decode(name.slice(1, -1)), text.startsWith('splunk:'))
      return [name, ...value(pair.slice(equals), variable, named, true)]
    }),
  ]
}

function ofParam(name: string, isSplunk: boolean): Variable {
  const known = (isSplunk ? ofSplunkParams : ofParams).get(name.toLowerCase())
  if (known) return known
  const header = name.replace(headerParam, '')
  return header === name
    ? { name: `PARAM_${capitals(name)}`, means: `value of the parameter ${name}` }
    : { name: `HEADER_${capitals(header)}`, means: `value of the header ${header}` }
}

const ofMember = (name: string): Variable => ({
  name: capitals(name),
  means: `${name}, hidden here`,
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isTemplate(value)

/** A masked body of IBM's with a template in the place of every text that hides something. */
export function withVariables(body: Record<string, unknown>): Record<string, unknown> {
  const named = namer()
  const piecesOf = (name: string, text: string): Piece[] => {
    if (isConfName(name)) return confPieces(text, named)
    if (name === 'path' || name === 'endpoint_url') return fill(text, path, named)
    return value(text, ofMembers.get(name) ?? ofMember(name), named)
  }
  const templateOf = (name: string, text: string): string | Template => {
    const pieces = piecesOf(name, text)
    return pieces.some((piece) => typeof piece !== 'string') ? { pieces } : text
  }
  const walk = (members: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => {
        if (isRecord(member)) return [name, walk(member)]
        return [name, typeof member === 'string' ? templateOf(name, member) : member]
      }),
    )
  return walk(body)
}

/** A masked `destination_conf` alone, with the variables that it has in a body. */
export const confTemplate = (masked: string): Template => ({ pieces: confPieces(masked, namer()) })
