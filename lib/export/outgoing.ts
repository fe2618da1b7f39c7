import { confText } from '@/lib/destinations/conf-text'
import { type CreatableKindName, toConf, toRequest } from '@/lib/destinations/registry'
import type { ChangedDestination } from '@/lib/destinations/settle-patch'
import { type ExportedJob, maskedInput } from './request'

/** A destination on its way to IBM, a mark in the place of every secret. */
export type Outgoing = {
  kind: CreatableKindName
  /** The members of IBM's body. */
  members: Record<string, unknown>
  /** All of it as one text, as the engine and IBM's CLI take it. */
  conf: string
}

export function ofNew({ destination }: ExportedJob): Outgoing {
  const input = maskedInput(destination)
  const conf = toConf(input) ?? confText(input) ?? ''
  return { kind: input.kind, members: toRequest(input), conf }
}

export function ofChanged(
  destination: ChangedDestination,
  members: Record<string, unknown>,
): Outgoing {
  return { kind: destination.kind, members, conf: textOf(destination, members) }
}

function textOf(destination: ChangedDestination, members: Record<string, unknown>): string {
  if ('conf' in destination) return destination.conf
  if (typeof members.destination_conf === 'string') return members.destination_conf
  const shown =
    destination.kind === 'cos'
      ? { ...destination, dailyFolders: destination.dailyFolders === true }
      : { ...destination, hasKey: true }
  return confText(shown) ?? ''
}

/** Whether IBM asks for a proof that the destination is one's own. */
export const needsToken = ({ members }: Outgoing) => 'ownership_challenge' in members
export const hasNames = ({ members }: Outgoing) => 'ibmcl_names' in members
