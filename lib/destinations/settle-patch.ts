import { type CloudLogsInput, cloudLogsInput } from './cloud-logs'
import { confText } from './conf-text'
import { type CosInput, cosInput } from './cos'
import { keyFromConf } from './kept-key'
import type { Fault } from './kind'
import { trimPath } from './path'
import {
  type DestinationPatch,
  type DestinationView,
  fromConf,
  settleText,
  type TextKindName,
} from './registry'
import { sameDestination } from './same'
import { destinationLabel, holdsKey } from './words'

/** A job's destination as it is. */
export type HeldDestination = {
  view: DestinationView
  /** As IBM holds it. */
  text: string
  /** The IBM Cloud API key that stays when none is given; null: IBM does not show it, or there is none. */
  key: string | null
}

/** Of the text that IBM holds, secrets in clear: server only. */
export function heldDestination(conf: string | null): HeldDestination {
  return { view: fromConf(conf), text: conf ?? '', key: keyFromConf(conf) }
}

/** Of what a browser knows: it can tell what a patch comes to, but for the secrets. */
export function shownDestination(view: DestinationView): HeldDestination {
  return { view, text: confText(view) ?? '', key: holdsKey(view) ? 'kept-as-it-is' : null }
}

/** The whole text as it will be, secrets in clear. */
type ChangedText = { kind: TextKindName; conf: string; ownershipToken?: string | undefined }

/** A bucket with a key may keep what IBM holds and we would not take for a new job: null is a member it does not name. */
type HeldCos = Omit<CosInput, 'auth' | 'instanceId' | 'region'> & {
  auth: 'apiKey'
  instanceId: string | null
  region: string | null
}
type HeldCloudLogs = Omit<CloudLogsInput, 'instanceId' | 'region'> & {
  instanceId: string | null
  region: string | null
}

/** What a changed destination comes to. What differs from the present one has been judged as for a new job. */
export type ChangedDestination =
  | (CosInput & { auth: 'challenge' })
  | HeldCos
  | HeldCloudLogs
  | ChangedText

export type SettledPatch =
  | { outcome: 'unchanged' }
  /** `drops`: names of the job's parameters that it loses, unasked. */
  | { outcome: 'changed'; input: ChangedDestination; drops: string[] }
  | { outcome: 'refused'; errors: Fault[] }

type EditablePatch = Extract<DestinationPatch, { kind: 'cos' | 'cloudLogs' }>
type TextPatch = Extract<DestinationPatch, { kind: TextKindName }>

/** The members that only a destination which was read has. */
const ofView = new Set(['hasKey', 'otherParams', 'useDailySubfolder'])

function asInput(patch: EditablePatch, key?: string): Record<string, unknown> {
  const members = Object.entries(patch).filter(([name]) => !ofView.has(name))
  return { ...(key !== undefined && { apiKey: key }), ...Object.fromEntries(members) }
}

const refused = (path: string, message: string): SettledPatch => ({
  outcome: 'refused',
  errors: [{ path, message }],
})

/** In the place of what is held while the rest is judged: by the rules for new jobs each of them is right. */
const standIns = {
  cos: {
    instanceId: '00000000-0000-4000-8000-000000000000',
    bucket: 'stand-in',
    region: 'eu',
    path: 'x',
  },
  cloudLogs: {
    instanceId: '00000000-0000-4000-8000-000000000000',
    region: 'eu-de',
    applicationName: 'x',
    subsystemName: 'x',
  },
}

/**
 * Absent, null and '' are one: a form has an empty field for what the destination does not name. Of a path the slashes
 * at its ends say nothing; everything else counts to the letter, since it goes into a host's name.
 */
function bare(name: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  return (name === 'path' ? trimPath(value) : value) || undefined
}

/** The members of the present destination that the patch leaves as they are. */
function heldMembers(patch: EditablePatch, current: DestinationView): Record<string, unknown> {
  // An ownership token is bound to every letter of its destination, so there all of it is judged.
  if (current.kind !== patch.kind || (patch.kind === 'cos' && patch.auth === 'challenge')) return {}
  const [asked, held] = [new Map(Object.entries(patch)), new Map(Object.entries(current))]
  return Object.fromEntries(
    Object.keys(standIns[patch.kind])
      .filter((name) => bare(name, asked.get(name)) === bare(name, held.get(name)))
      .map((name) => [name, held.get(name)]),
  )
}

/**
 * What a destination in a change comes to, given the job's present one. What IBM holds already is not judged again,
 * whatever our rules for new jobs are.
 */
export function settlePatch(patch: DestinationPatch, present: HeldDestination): SettledPatch {
  // A token given for a destination that stays is not needed: it is the proof for making it.
  if (!hasNewSecret(patch, present) && sameDestination(patch, present.view)) {
    return { outcome: 'unchanged' }
  }
  if (patch.kind === 'logdna') {
    return refused('kind', `${destinationLabel(patch)}: jobs can no longer be sent there`)
  }
  return patch.kind === 'cos' || patch.kind === 'cloudLogs'
    ? settleKeyed(patch, present)
    : settleWhole(patch, present)
}

function hasNewSecret(patch: DestinationPatch, { view, key }: HeldDestination): boolean {
  switch (patch.kind) {
    case 'cos':
    case 'cloudLogs':
      return patch.apiKey !== undefined && patch.apiKey !== key
    case 'splunk':
      return patch.token !== undefined
    case 'https':
      return [...(patch.headers ?? []), ...(patch.params ?? [])].some(
        ({ value }) => value !== undefined,
      )
    case 'other':
      // Masked, two texts look alike that differ in their secrets alone.
      return view.kind === 'other' && patch.conf.trim() !== view.conf
    default:
      return false
  }
}

function settleWhole(patch: TextPatch, { text }: HeldDestination): SettledPatch {
  const settled = settleText(patch, text)
  if ('faults' in settled) return { outcome: 'refused', errors: settled.faults }
  const { drops = [], ...input } = settled
  return input.conf === text.trim()
    ? { outcome: 'unchanged' }
    : { outcome: 'changed', input: { kind: patch.kind, ...input }, drops }
}

function settleKeyed(
  patch: EditablePatch,
  { view: current, key: keptKey }: HeldDestination,
): SettledPatch {
  const usesKey = patch.kind === 'cloudLogs' || patch.auth === 'apiKey'
  const hadKey = current.kind === patch.kind && holdsKey(current)
  if (usesKey && patch.apiKey === undefined && hadKey && keptKey === null) {
    return refused('apiKey', 'IBM does not return the current key, so it has to be entered again')
  }
  const key = usesKey && hadKey && keptKey !== null ? keptKey : undefined
  const held = heldMembers(patch, current)
  const stand = Object.entries(standIns[patch.kind]).filter(([name]) => name in held)
  const candidate = { ...asInput(patch, key), ...Object.fromEntries(stand) }
  const parsed =
    patch.kind === 'cos' ? cosInput.safeParse(candidate) : cloudLogsInput.safeParse(candidate)
  if (!parsed.success) {
    return {
      outcome: 'refused',
      errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    }
  }
  // The members are those of the same kind of view: of the same name and type, but for null where none is named.
  const input = { ...parsed.data, ...held } as Exclude<ChangedDestination, ChangedText>
  return { outcome: 'changed', input, drops: dropsOf(input, current) }
}

/** With a token the destination goes to IBM as the token names it, which has no room for anything else. */
function dropsOf(input: ChangedDestination, current: DestinationView): string[] {
  if (input.kind !== 'cos' || input.auth !== 'challenge' || current.kind !== 'cos') return []
  const flag = current.useDailySubfolder ? ['use_daily_subfolder'] : []
  return [...flag, ...(current.otherParams ?? [])]
}
