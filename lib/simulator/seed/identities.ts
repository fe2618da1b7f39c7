import type { SimAccount, SimApiKey, SimIdentity } from '../state.ts'
import { fakeKey, guid, hex } from './ids.ts'
import {
  ACCOUNT_ID,
  ACCOUNT_NAME,
  CIS,
  CLOUD_LOGS,
  FOREIGN_CIS,
  OTHER_ACCOUNT_ID,
  OTHER_ACCOUNT_NAME,
} from './instances.ts'

const DAY_MS = 24 * 3600 * 1000

const allCis = (role: 'Reader' | 'Writer' | 'Manager') =>
  Object.fromEntries(Object.values(CIS).map((it) => [it.guid, role]))

const allLogs = Object.values(CLOUD_LOGS).map((it) => it.guid)

function person(id: string, name: string, rest: Partial<SimIdentity>): SimIdentity {
  return {
    iamId: `IBMid-${id}`,
    kind: 'user',
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@nordlicht.example`,
    accountId: ACCOUNT_ID,
    cisRoles: {},
    bucketRoles: {},
    senderOn: [],
    ...rest,
  }
}

function service(name: string, rest: Partial<SimIdentity>): SimIdentity {
  const iamId = `iam-ServiceId-${guid(`service:${name}`)}`
  return { ...person('', name, rest), iamId, kind: 'serviceId', email: '' }
}

/** The administrator may do everything but look into one bucket, and looks after a partner's account as well. */
export const MANAGER = person('5500ADM1N0', 'Marta Lindqvist', {
  elsewhere: {
    [OTHER_ACCOUNT_ID]: {
      cisRoles: { [FOREIGN_CIS.guid]: 'Reader' },
      bucketRoles: {},
      senderOn: [],
    },
  },
  cisRoles: allCis('Manager'),
  bucketRoles: { '*': ['Manager'], 'nordlicht-legal-hold': [] },
  senderOn: allLogs,
})
const WRITER = person('55004R1T3R', 'Jonas Weber', {
  cisRoles: allCis('Writer'),
  bucketRoles: { '*': ['Reader'] },
})
const READER = person('5500R34D3R', 'Aylin Demir', {
  cisRoles: allCis('Reader'),
  bucketRoles: { '*': ['ContentReader'] },
})
const NO_ROLES = person('5500N0R0L3', 'Tom Okafor', {})
const TEAM = person('5500T34M00', 'Ines Carvalho', {
  cisRoles: { [CIS.small.guid]: 'Manager', [CIS.big.guid]: 'Reader' },
  bucketRoles: { '*': ['Reader'], 'nordlicht-team-checkout': ['Manager'] },
})

/** A trusted profile that somebody has taken on. */
const PROFILE: SimIdentity = {
  ...person('', 'Edge operators', {
    cisRoles: allCis('Manager'),
    bucketRoles: { '*': ['Reader'] },
  }),
  iamId: `iam-Profile-${guid('profile:edge-operators')}`,
  kind: 'profile',
  email: '',
}

const COS_WRITER = service('logpush-cos-writer', { bucketRoles: { '*': ['ObjectWriter'] } })
const COS_NO_ROLE = service('logpush-cos-none', {})
const LOGS_SENDER = service('logpush-logs-sender', { senderOn: allLogs })
const LOGS_NO_SENDER = service('logpush-logs-none', {})
const OTHER_ACCOUNT = service('partner-logs', {
  accountId: OTHER_ACCOUNT_ID,
  bucketRoles: { '*': ['ObjectWriter'] },
})

export const IDENTITIES = [
  MANAGER,
  WRITER,
  READER,
  NO_ROLES,
  TEAM,
  PROFILE,
  COS_WRITER,
  COS_NO_ROLE,
  LOGS_SENDER,
  LOGS_NO_SENDER,
  OTHER_ACCOUNT,
]

type KeySeed = {
  identity: SimIdentity
  about: string
  expiresInMs?: number
  disabled?: true
  locked?: true
  mfaRequired?: true
}

/** Keys to sign in with. `about` is for `--help`. */
const SIGN_IN_KEYS = {
  manager: {
    identity: MANAGER,
    about: 'user, Manager on every CIS instance; also in a second account',
  },
  writer: { identity: WRITER, about: 'user, Writer: can edit jobs, not create or delete them' },
  reader: { identity: READER, about: 'user, Reader: can only view' },
  team: { identity: TEAM, about: 'user, Manager on the small instance, Reader on the big one' },
  noroles: { identity: NO_ROLES, about: 'user without a role on any CIS instance' },
  profile: { identity: PROFILE, about: 'trusted profile, Manager on every CIS instance' },
  disabled: { identity: MANAGER, about: 'refused: disabled', disabled: true },
  locked: { identity: MANAGER, about: 'refused: locked', locked: true },
  expired: { identity: MANAGER, about: 'refused: expired yesterday', expiresInMs: -DAY_MS },
  mfa: { identity: MANAGER, about: 'refused: a second factor is required', mfaRequired: true },
} as const satisfies Record<string, KeySeed>

/** Keys to put into destinations. */
const DESTINATION_KEYS = {
  cosWriter: { identity: COS_WRITER, about: 'service ID, Object Writer on every bucket' },
  cosNoRole: { identity: COS_NO_ROLE, about: 'service ID without a role on any bucket' },
  cosExpiresSoon: {
    identity: COS_WRITER,
    about: 'Object Writer, expires in 5 days',
    expiresInMs: 5 * DAY_MS,
  },
  otherAccount: { identity: OTHER_ACCOUNT, about: 'service ID of another account' },
  personal: { identity: MANAGER, about: 'user key, not of a service ID' },
  logsSender: { identity: LOGS_SENDER, about: 'service ID, Sender on every Cloud Logs instance' },
  logsNoSender: { identity: LOGS_NO_SENDER, about: 'service ID without Sender' },
} as const satisfies Record<string, KeySeed>

const ALL_KEYS: Record<string, KeySeed> = { ...SIGN_IN_KEYS, ...DESTINATION_KEYS }

const valuesOf = <Name extends string>(keys: Record<Name, KeySeed>) =>
  Object.fromEntries(Object.keys(keys).map((name) => [name, fakeKey(name)])) as Record<Name, string>

export const KEY_VALUES = { ...valuesOf(SIGN_IN_KEYS), unknown: fakeKey('unknown') }
export const DESTINATION_KEY_VALUES = valuesOf(DESTINATION_KEYS)

export const KEY_NOTES: Record<string, string> = {
  ...Object.fromEntries(Object.entries(ALL_KEYS).map(([name, { about }]) => [name, about])),
  unknown: 'refused: unknown to IAM',
}

export function createApiKeys(nowMs: number): SimApiKey[] {
  return Object.entries(ALL_KEYS).map(([name, seed]) => ({
    id: `ApiKey-${guid(`api-key:${name}`)}`,
    name: `${name}-key`,
    value: fakeKey(name),
    iamId: seed.identity.iamId,
    createdAt: nowMs - 200 * DAY_MS,
    expiresAt: seed.expiresInMs === undefined ? null : nowMs + seed.expiresInMs,
    disabled: seed.disabled ?? false,
    locked: seed.locked ?? false,
    ...(seed.mfaRequired ? { mfaRequired: true } : {}),
  }))
}

/** Good once each, as IBM's are; all but the last two stand for the administrator. */
export const PASSCODES: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 8 }, (_, index): [string, string] => [passcode(index), MANAGER.iamId]),
  [passcode(8), WRITER.iamId],
  [passcode(9), READER.iamId],
])

export const USED_PASSCODE = passcode(99)

function passcode(index: number): string {
  return `FAKE${hex(`passcode:${index}`, 6)}`
}

export function createAccounts(nowMs: number): SimAccount[] {
  const owner = { ownerIamId: MANAGER.iamId, ownerEmail: MANAGER.email }
  const createdAt = nowMs - 900 * DAY_MS
  return [
    { id: ACCOUNT_ID, name: ACCOUNT_NAME, createdAt, ...owner },
    { id: OTHER_ACCOUNT_ID, name: OTHER_ACCOUNT_NAME, createdAt, ...owner },
  ]
}

/** Good once each; their tokens have no account until one is chosen. The administrator has two, the reader one. */
export const PASSCODES_WITHOUT_ACCOUNT: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 4 }, (_, at): [string, string] => [passcode(20 + at), MANAGER.iamId]),
  [passcode(24), READER.iamId],
])
