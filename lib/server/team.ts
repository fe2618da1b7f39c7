import 'server-only'
import type { Credential } from './context'
import { toCredential } from './credential'
import { getDb } from './db/client'
import { type ConnectionRow, listConnectionChoices, listConnections } from './db/connections'
import { type GrantRow, listGrants, readTeamVersion } from './db/grants'
import { singleton } from './singleton'

/** A connection with the right that it gives. */
export type Connection = ConnectionRow & { right: Credential }

/** All grants and connections as one version has them: read once for many requests, never changed. */
export type Team = {
  version: number
  grants: readonly GrantRow[]
  /** By the person whose they are. */
  byPerson: ReadonlyMap<string, readonly GrantRow[]>
  /** By issuer and group. */
  byGroup: ReadonlyMap<string, readonly GrantRow[]>
  /** The oldest first. */
  connections: readonly Connection[]
  /** Instance → connection, where somebody chose. */
  choices: ReadonlyMap<string, string>
}

export const groupKey = (issuer: string, group: string) => `${issuer}\n${group}`

type Slot = { loaded?: Team; loading?: Promise<Team> }
const slot = () => singleton<Slot>('team', () => ({}))

/**
 * Grants and connections, at least as new as `version`. A request learns the version with its session, in the same query,
 * so that a change counts from the next request on in every process, and nothing else is asked while nothing changes.
 */
export async function loadTeam(version: number): Promise<Team> {
  const current = slot()
  if (current.loaded && current.loaded.version >= version) return current.loaded
  current.loading ??= readTeam().finally(() => {
    current.loading = undefined
  })
  const team = await current.loading
  if (!current.loaded || current.loaded.version < team.version) current.loaded = team
  // It was being read before the change that this request knows of.
  return team.version >= version ? team : loadTeam(version)
}

/** As the request's own session found it, which has loaded it; the newest there is where nothing was loaded yet. */
export async function knownTeam(): Promise<Team> {
  return slot().loaded ?? currentTeam()
}

/** As it is now, for work without a session. */
export async function currentTeam(): Promise<Team> {
  return loadTeam(await readTeamVersion(await getDb()))
}

async function readTeam(): Promise<Team> {
  const db = await getDb()
  // Before what it stands for: whatever changes meanwhile raises it once more.
  const version = await readTeamVersion(db)
  const [grants, connections, choices] = await Promise.all([
    listGrants(db),
    listConnections(db),
    listConnectionChoices(db),
  ])
  return {
    version,
    grants,
    byPerson: Map.groupBy(
      grants.filter(({ personId }) => personId !== null),
      ({ personId }) => personId ?? '',
    ),
    byGroup: Map.groupBy(
      grants.filter(({ subject }) => subject.kind === 'group'),
      ({ issuer, subject }) => groupKey(issuer, subject.kind === 'group' ? subject.name : ''),
    ),
    connections: connections.map(({ credential, ...connection }) => ({
      ...connection,
      right: toCredential(credential),
    })),
    choices,
  }
}
