import { cloudLogsInput } from './cloud-logs'
import { cosInput } from './cos'
import {
  type DestinationInput,
  type DestinationPatch,
  type DestinationView,
  label,
} from './registry'
import { sameDestination } from './same'

export type SettledPatch =
  | { outcome: 'unchanged' }
  /** `drops`: names of the job's parameters that IBM's form of a change has no room for. */
  | { outcome: 'changed'; input: DestinationInput; drops: string[] }
  /** `path` is relative to the destination, as in `bucket`. */
  | { outcome: 'refused'; errors: { path: string; message: string }[] }

/** The members that only a destination which was read has. */
function asInput(patch: Extract<DestinationPatch, { kind: 'cos' | 'cloudLogs' }>, key?: string) {
  const { hasKey: _hasKey, otherParams: _otherParams, apiKey = key, ...rest } = patch
  return apiKey === undefined ? rest : { ...rest, apiKey }
}

function refused(path: string, message: string): SettledPatch {
  return { outcome: 'refused', errors: [{ path, message }] }
}

/**
 * What a destination in a change comes to, given the job's present one. `keptKey` is the key that stays when none is
 * given: on the server `keyFromConf`, null when IBM does not show it; a browser that only judges a form gives a
 * placeholder where the view has `hasKey`.
 */
export function settlePatch(
  patch: DestinationPatch,
  current: DestinationView,
  keptKey: string | null,
): SettledPatch {
  const newKey = 'apiKey' in patch && patch.apiKey !== undefined && patch.apiKey !== keptKey
  // A token given for a destination that stays is not needed: it is the proof for making it.
  if (!newKey && sameDestination(patch, current)) return { outcome: 'unchanged' }
  if (patch.kind !== 'cos' && patch.kind !== 'cloudLogs') {
    return refused('kind', `${label(patch)} destinations can only be read here`)
  }
  const usesKey = patch.kind === 'cloudLogs' || patch.auth === 'apiKey'
  const hadKey = current.kind === patch.kind && current.hasKey === true
  if (usesKey && patch.apiKey === undefined && hadKey && keptKey === null) {
    return refused('apiKey', 'IBM does not show the present key, so it has to be typed again')
  }
  const key = usesKey && hadKey && keptKey !== null ? keptKey : undefined
  const candidate = asInput(patch, key)
  const parsed =
    patch.kind === 'cos' ? cosInput.safeParse(candidate) : cloudLogsInput.safeParse(candidate)
  if (parsed.success) {
    const drops = 'otherParams' in current ? (current.otherParams ?? []) : []
    return { outcome: 'changed', input: parsed.data, drops }
  }
  return {
    outcome: 'refused',
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  }
}
