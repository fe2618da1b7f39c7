import { maskConf } from './mask'
import type { DestinationInput, DestinationPatch, DestinationView } from './registry'
import { isSecretName } from './secret-names'

// What a form has to know of each kind before that kind's own file is loaded, which comes with its fields: an entry a kind.

/** A header or parameter. An empty value keeps the one that the job has. */
export type FormRow = { name: string; value: string }

/** Each kind as a form begins with it, anew each time: a form changes what it is given. */
export const emptyDestinations = () => ({
  cos: {
    auth: 'apiKey' as 'apiKey' | 'challenge',
    instanceId: '',
    bucket: '',
    /** The name was typed because it can't be listed; the region then has to be chosen. */
    bucketTyped: false,
    region: '',
    path: '',
    dailyFolders: true,
    apiKey: '',
    ownershipToken: '',
  },
  cloudLogs: { instanceId: '', region: '', apiKey: '', applicationName: '', subsystemName: '' },
  splunk: { endpoint: '', channelId: '', sourceType: '', skipVerify: false, token: '' },
  qradar: { host: '', port: '' },
  https: { url: '', headers: [] as FormRow[], params: [] as FormRow[] },
  other: { conf: '', ownershipToken: '' },
})
export type DestinationDrafts = ReturnType<typeof emptyDestinations>
export type FormKind = keyof DestinationDrafts
export const formKinds = Object.keys(emptyDestinations()) as FormKind[] // Exactly its keys.

type ViewOf<K extends FormKind> = Extract<DestinationView, { kind: K }>
type InputOf<K extends FormKind> = Extract<DestinationInput, { kind: K }>

type KindForm<K extends FormKind> = {
  /** The member that stands for the place: a complaint about the whole destination shows there. */
  place: string
  /** The member whose secret stays where it is left empty; null: none, or one in each row. */
  secret: string | null
  /** As the API takes it; half-filled members stay as they are, for the schema to judge. */
  toInput: (draft: DestinationDrafts[K]) => InputOf<K>
  /** A job's destination as the form's start; secrets are empty, as they are never shown. */
  fromView: (view: ViewOf<K>) => Partial<DestinationDrafts[K]>
  /**
   * Texts that a change can leave out, in which case they stay: whether emptying one is meant so too, or takes it out. Of
   * all others an empty one is sent as it is, or means that there is none.
   */
  emptied?: { readonly [Member in keyof DestinationDrafts[K]]?: 'stays' | 'goes' }
  /** What a member is called where a change of it is shown. Those left out are told in another way. */
  labels: { readonly [Member in keyof DestinationDrafts[K]]?: string }
}

/** An empty row is none. */
export const isFilled = ({ name, value }: FormRow) => name.trim() !== '' || value !== ''
const unfilled = (rows: readonly { name: string }[]) =>
  rows.map(({ name }) => ({ name, value: '' }))

/** `{name: text}` where there is a text. */
const given = <Name extends string>(name: Name, value: string) =>
  (value.trim() === '' ? {} : { [name]: value.trim() }) as { [N in Name]?: string }

export const destinationForms: { [K in FormKind]: KindForm<K> } = {
  cos: {
    place: 'bucket',
    secret: 'apiKey',
    toInput: ({ bucketTyped: _, path, apiKey, ownershipToken, auth, ...rest }) => ({
      kind: 'cos',
      auth,
      ...rest,
      ...given('path', path),
      ...(auth === 'apiKey' ? { apiKey } : { ownershipToken }),
    }),
    fromView: ({ auth, instanceId, bucket, region, path, dailyFolders }) => ({
      auth,
      instanceId: instanceId ?? '',
      bucket,
      region: region ?? '',
      path: path ?? '',
      dailyFolders,
    }),
    labels: {
      instanceId: 'Object Storage instance',
      bucket: 'Bucket',
      region: 'Region',
      path: 'Path',
      dailyFolders: 'Daily folders',
      apiKey: 'Destination key',
    },
  },
  cloudLogs: {
    place: 'instanceId',
    secret: 'apiKey',
    toInput: ({ applicationName, subsystemName, ...rest }) => ({
      kind: 'cloudLogs',
      ...rest,
      ...given('applicationName', applicationName),
      ...given('subsystemName', subsystemName),
    }),
    fromView: ({ instanceId, region, applicationName, subsystemName }) => ({
      instanceId: instanceId ?? '',
      region: region ?? '',
      applicationName: applicationName ?? '',
      subsystemName: subsystemName ?? '',
    }),
    labels: {
      instanceId: 'Cloud Logs instance',
      region: 'Region',
      apiKey: 'Destination key',
      applicationName: 'Application name',
      subsystemName: 'Subsystem name',
    },
  },
  splunk: {
    place: 'endpoint',
    secret: 'token',
    toInput: ({ channelId, sourceType, endpoint, ...rest }) => ({
      kind: 'splunk',
      endpoint: endpoint.trim(),
      ...rest,
      ...given('channelId', channelId),
      ...given('sourceType', sourceType),
    }),
    fromView: ({ endpoint, channelId, sourceType, skipVerify }) => ({
      endpoint,
      channelId: channelId ?? '',
      sourceType: sourceType ?? '',
      skipVerify,
    }),
    // HEC takes nothing without a channel.
    emptied: { channelId: 'stays', sourceType: 'goes' },
    labels: {
      endpoint: 'HEC endpoint',
      channelId: 'Channel',
      sourceType: 'Source type',
      skipVerify: 'Skip certificate check',
      token: 'HEC token',
    },
  },
  qradar: {
    place: 'host',
    secret: null,
    toInput: ({ host, port }) => ({
      kind: 'qradar',
      host: host.trim(),
      port: Number(port || Number.NaN),
    }),
    fromView: ({ host, port }) => ({ host, port: String(port) }),
    labels: { host: 'Host', port: 'Port' },
  },
  https: {
    place: 'url',
    secret: null,
    toInput: ({ url, headers, params }) => ({
      kind: 'https',
      url: url.trim(),
      headers: headers.filter(isFilled),
      params: params.filter(isFilled),
    }),
    fromView: ({ url, headers, params }) => ({
      url,
      headers: unfilled(headers),
      params: unfilled(params),
    }),
    labels: { url: 'Address' },
  },
  other: {
    place: 'conf',
    secret: null,
    toInput: ({ conf, ownershipToken }) => ({
      kind: 'other',
      conf: conf.trim(),
      ...given('ownershipToken', ownershipToken),
    }),
    fromView: ({ conf }) => ({ conf }),
    labels: { conf: 'Destination string' },
  },
}

/** The destination of a form as the API takes it. */
export function toInput<K extends FormKind>(kind: K, drafts: DestinationDrafts): InputOf<K> {
  return destinationForms[kind].toInput(drafts[kind])
}

/**
 * The destination as a change names it: a secret that was left empty is left out, and a header or parameter without its
 * value keeps the one that the job has.
 */
export function toPatch(kind: FormKind, drafts: DestinationDrafts): DestinationPatch {
  const members = Object.entries(toInput(kind, drafts)).flatMap(([name, value]) => {
    if (value === '' && isSecretName(name)) return []
    if (!Array.isArray(value)) return [[name, value]]
    const rows = value as FormRow[] // The only lists of an input.
    return [[name, rows.map((row) => (row.value === '' ? { name: row.name } : row))]]
  })
  // An input is one, less its secrets.
  return Object.fromEntries([...members, ...takenOut(kind, drafts)]) as DestinationPatch
}

/** What comes of a text that is emptied; null: as of any other value. */
export function whenEmptied(kind: FormKind, member: string): 'stays' | 'goes' | null {
  return Object(destinationForms[kind].emptied)[member] ?? null
}

function takenOut(kind: FormKind, drafts: DestinationDrafts): [member: string, null][] {
  return Object.entries(drafts[kind]).flatMap(([member, value]): [string, null][] =>
    value === '' && whenEmptied(kind, member) === 'goes' ? [[member, null]] : [],
  )
}

/** As IBM holds QRadar. */
const bare = /^https:\/\/([^/?#]+):(\d+)$/i

/** A job's destination as a form's start; null: its kind has no form. */
export function fromView(
  view: DestinationView,
): { kind: FormKind; drafts: Partial<DestinationDrafts> } | null {
  if (view.kind === 'logdna') return null
  const { kind } = view
  const form = destinationForms[kind] as KindForm<FormKind> // Of the view's own kind.
  const drafts = { [kind]: { ...emptyDestinations()[kind], ...form.fromView(view) } }
  // By its other name it is the same place, so that choosing that loses nothing.
  const [, host, port] = (view.kind === 'https' && view.also && bare.exec(view.url)) || []
  return { kind, drafts: { ...drafts, ...(host && port && { qradar: { host, port } }) } }
}

/** Whether an address as it was typed has something in it that is never shown: a password, a webhook's path, a query. */
function hidesSecret(address: string): boolean {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address.trim())
    ? address.trim()
    : `https://${address.trim()}`
  return maskConf(text) !== text
}

/**
 * What may lie in a browser: everything but the secrets. Values of headers and parameters are, and a raw string may
 * hold one anywhere; an address stays where it has none in it.
 */
export function withoutSecrets(drafts: DestinationDrafts): DestinationDrafts {
  return mapDrafts(drafts, (member, value, kind) => {
    if (isSecretName(member) || (kind === 'other' && member === 'conf')) return ''
    const isAddress =
      member === destinationForms[kind].place && /^(?:https|splunk|qradar)$/.test(kind)
    if (isAddress && typeof value === 'string' && hidesSecret(value)) return ''
    return Array.isArray(value) ? unfilled(value) : value
  })
}

/** The drafts that were kept, with the secrets that a form still holds. */
export function withSecretsOf(held: DestinationDrafts, kept: DestinationDrafts): DestinationDrafts {
  const bare = withoutSecrets(held)
  return mapDrafts(held, (member, value, kind) => {
    const [was, now] = [Object(bare[kind])[member], Object(kept[kind])[member]]
    const isSecret = JSON.stringify(was) !== JSON.stringify(value)
    return isSecret ? value : now
  })
}

/** Whether a secret was typed, which leaving the form would lose. */
export function hasTypedSecret(drafts: DestinationDrafts, kind: FormKind): boolean {
  return JSON.stringify(withoutSecrets(drafts)[kind]) !== JSON.stringify(drafts[kind])
}

function mapDrafts(
  drafts: DestinationDrafts,
  change: (member: string, value: string | boolean | FormRow[], kind: FormKind) => unknown,
): DestinationDrafts {
  return Object.fromEntries(
    formKinds.map((kind) => [
      kind,
      Object.fromEntries(
        Object.entries(drafts[kind]).map(([member, value]) => [
          member,
          change(member, value, kind),
        ]),
      ),
    ]),
  ) as DestinationDrafts // The same members, each of the same type.
}
