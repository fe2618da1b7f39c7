import { maskConf } from '@/lib/destinations/mask'
import { needsOwnership } from '@/lib/destinations/needs-ownership'
import { MASK } from '@/lib/destinations/placeholders'
import type {
  CreatableKindName,
  DestinationInput,
  DestinationView,
} from '@/lib/destinations/registry'
import { destinationLabel } from '@/lib/destinations/words'

// How each kind of destination is copied: what has to be filled in, and what Terraform's provider makes of it.

type InputOf<K extends CreatableKindName> = Extract<DestinationInput, { kind: K }>
type ViewOf<K extends DestinationView['kind']> = Extract<DestinationView, { kind: K }>

type Copying<Input> = {
  /** With a mark where a secret is still missing: it has its place in the request all the same. */
  withEverySecret: (input: Input) => Input
  /**
   * Why the provider has no arguments for it, so that it is written as `destination_conf`. Source: the schema in
   * terraform-provider-ibm, resource_ibm_cis_logpush_job.go.
   */
  noArguments?: string
}

const marked = (rows: readonly { name: string; value?: string }[] = []) =>
  rows.map(({ name, value }) => ({ name, value: value || MASK }))

export const copying: { [K in CreatableKindName]: Copying<InputOf<K>> } = {
  cos: {
    withEverySecret: (input) =>
      input.auth === 'apiKey'
        ? { ...input, apiKey: input.apiKey || MASK }
        : { ...input, ownershipToken: input.ownershipToken || MASK },
    noArguments: 'The provider’s cos argument works with an ownership challenge only',
  },
  cloudLogs: { withEverySecret: (input) => ({ ...input, apiKey: input.apiKey || MASK }) },
  splunk: {
    withEverySecret: (input) => ({
      ...input,
      endpoint: maskConf(`splunk://${input.endpoint.trim()}`).replace('splunk://', ''),
      token: input.token || MASK,
    }),
    noArguments: 'The provider has no argument for Splunk',
  },
  qradar: {
    withEverySecret: (input) => input,
    noArguments: 'The provider has no argument for QRadar',
  },
  https: {
    withEverySecret: (input) => ({
      ...input,
      headers: marked(input.headers),
      params: marked(input.params),
    }),
  },
  other: {
    withEverySecret: (input) =>
      input.ownershipToken || !needsOwnership(input.conf)
        ? input
        : { ...input, ownershipToken: MASK },
  },
}

export function withEverySecret(input: DestinationInput): DestinationInput {
  // The kind that has the name takes that kind's input.
  const kind = copying[input.kind] as Copying<DestinationInput>
  return kind.withEverySecret(input)
}

/** What is needed to make a destination anew that was read, and in sentences what is not in it. */
export type Remade = { input: DestinationInput; leftOut: string[] } | { unavailable: string }

const withoutParams = (names: readonly string[] = []) =>
  names.length > 0 ? [`Not included: the parameters ${names.join(', ')} of its destination.`] : []

const remaking: { [K in DestinationView['kind']]: (view: ViewOf<K>) => Remade } = {
  cos: ({ instanceId, region, useDailySubfolder, otherParams, hasKey: _, ...view }) => {
    if (instanceId === null || region === null) {
      return {
        unavailable: 'This job’s destination names no Object Storage instance or no region.',
      }
    }
    return {
      input: { ...view, instanceId, region },
      leftOut: [
        ...(useDailySubfolder
          ? ['Daily folders are written as {DATE} in place of use_daily_subfolder.']
          : []),
        ...(view.auth === 'challenge' ? [freshToken] : []),
        ...withoutParams(otherParams),
      ],
    }
  },
  cloudLogs: ({ instanceId, region, otherParams, hasKey: _, ...view }) => {
    if (instanceId === null || region === null) {
      return { unavailable: 'This job’s destination names no Cloud Logs instance or no region.' }
    }
    const hasNames = view.applicationName !== undefined || view.subsystemName !== undefined
    return {
      input: { ...view, instanceId, region, apiKey: '' },
      leftOut: [
        // Unproven: whether IBM returns the names that it was given.
        ...(hasNames
          ? []
          : ['IBM may not return application and subsystem names: add those that the job has.']),
        ...withoutParams(otherParams),
      ],
    }
  },
  splunk: ({ endpoint, channelId, sourceType, skipVerify }) => ({
    input: {
      kind: 'splunk',
      endpoint,
      skipVerify,
      ...(channelId ? { channelId } : {}),
      ...(sourceType ? { sourceType } : {}),
      token: '',
    },
    leftOut: [],
  }),
  qradar: ({ kind, host, port }) => ({ input: { kind, host, port }, leftOut: [] }),
  https: ({ kind, url, headers, params }) => ({
    input: { kind, url, headers: marked(headers), params: marked(params) },
    leftOut: [],
  }),
  logdna: (view) => ({
    unavailable: `${destinationLabel(view)}: IBM ended Log Analysis on 30 March 2025, so no job can be created with this destination.`,
  }),
  other: ({ kind, conf }) =>
    conf === ''
      ? { unavailable: 'This job has no destination.' }
      : { input: { kind, conf }, leftOut: needsOwnership(conf) ? [freshToken] : [] },
}

const freshToken =
  'Request a new ownership token for the copy: a token is bound to its zone and destination, and expires after 7 days.'

export function remake(view: DestinationView): Remade {
  // As above.
  const one = remaking[view.kind] as (view: DestinationView) => Remade
  return one(view)
}
