import 'server-only'
import { appKeyAad } from './db/app-keys'
import type { Database } from './db/schema'
import { keyAad, tokensAad } from './sealed-tokens'
import { channelAad } from './services/alerts/sealed'
import type { Kept } from './services/changes/keep'
import { moveInputAad } from './services/changes/move'
import { moveAad } from './services/moves/sealed'
import { planAad } from './services/plan'
import { idTokenAad } from './session'

/** Seals a text anew, unless it is sealed with the newest secret already. */
export type Reseal = (sealed: string, aad: string) => string

type Row = Readonly<Record<string, string | null>>

/** Where the database holds sealed text. `key`: the primary key, by which its rows are gone through. */
export type SealedColumn = {
  table: keyof Database
  key: string
  column: string
  /** Another column that is needed to tell what the text belongs to. */
  also?: string
  reseal: (text: string, row: Row, reseal: Reseal) => string
}

const whole =
  (aad: (row: Row) => string): SealedColumn['reseal'] =>
  (text, row, reseal) =>
    reseal(text, aad(row))

const byId = (aad: (id: string) => string) => whole((row) => aad(row.id ?? ''))

/** All of them: conventions.test.ts holds the schema, and whoever seals, against this list. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'app_keys',
    key: 'name',
    column: 'sealed_key',
    reseal: whole((row) => appKeyAad(row.name ?? '')),
  },
  { table: 'credentials', key: 'id', column: 'sealed_tokens', reseal: byId(tokensAad) },
  { table: 'credentials', key: 'id', column: 'sealed_key', reseal: byId(keyAad) },
  { table: 'alert_channels', key: 'id', column: 'sealed_place', reseal: byId(channelAad) },
  { table: 'moves', key: 'id', column: 'sealed_plan', reseal: byId(moveAad) },
  {
    table: 'sessions',
    key: 'id_hash',
    column: 'sealed_id_token',
    also: 'person_id',
    reseal: whole((row) => idTokenAad(row.person_id ?? '')),
  },
  { table: 'change_requests', key: 'id', column: 'plan_json', reseal: resealKept },
]

/** A change that waits is JSON with sealed parts in it. */
function resealKept(text: string, _: Row, reseal: Reseal): string {
  const kept = JSON.parse(text) as Kept // Written by keepForApproval alone.
  const { plan } = kept
  const again = {
    ...kept,
    plan: { ...plan, sealedBody: reseal(plan.sealedBody, planAad(plan.action, plan.place)) },
    ...(kept.kind === 'move' && { sealedInput: reseal(kept.sealedInput, moveInputAad(plan)) }),
  }
  return JSON.stringify(again)
}
