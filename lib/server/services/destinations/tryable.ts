import 'server-only'
import { randomUUID } from 'node:crypto'
import type { CloudLogsInput } from '@/lib/destinations/cloud-logs'
import type { CosInput } from '@/lib/destinations/cos'
import { secretsFromConf } from '@/lib/destinations/kept-key'
import {
  type DestinationInput,
  type DestinationPatch,
  type TextKindName,
  toConf,
} from '@/lib/destinations/registry'
import { type HeldDestination, heldDestination, settlePatch } from '@/lib/destinations/settle-patch'
import { holdsKey } from '@/lib/destinations/words'
import type { DestinationTest } from '@/lib/schemas/destination-check'
import { ValidationError } from '@/lib/server/errors'
import type { KeyedDestination } from './probe/by-key'
import { notPossible } from './probe/https'

/** A destination of a kind that is written as one text, secrets in clear. */
export type TextDestination = { kind: TextKindName; conf: string }

/** `test`: nothing can be tried, and why. */
export type Tryable = KeyedDestination | TextDestination | { test: DestinationTest }

/** What a new job's destination comes to. */
export function tryableInput(destination: DestinationInput): Tryable {
  switch (destination.kind) {
    case 'cos':
    case 'cloudLogs':
      return keyed(destination)
    case 'splunk': {
      // HEC wants a channel with raw data; a new job gets one made for it.
      const conf = toConf({ ...destination, channelId: destination.channelId ?? randomUUID() })
      return { kind: 'splunk', conf: conf ?? '' }
    }
    default:
      return { kind: destination.kind, conf: toConf(destination) ?? '' }
  }
}

/**
 * What a change of a job's destination comes to. Secrets that are left out are taken from what the job holds, where the
 * change itself would keep them: never for another place. Throws ValidationError as the change would.
 */
export function tryableChange(patch: DestinationPatch, conf: string | null): Tryable {
  const held = heldDestination(conf)
  const settled = settlePatch(patch, held)
  switch (settled.outcome) {
    case 'refused':
      throw new ValidationError(
        settled.errors.map(({ path, message }) => ({
          path: path ? `destination.${path}` : 'destination',
          message,
        })),
      )
    case 'unchanged':
      return asHeld(patch.kind, held)
    case 'changed':
      return 'conf' in settled.input
        ? { kind: settled.input.kind, conf: settled.input.conf }
        : keyed(settled.input)
  }
}

function asHeld(kind: DestinationPatch['kind'], { view, text, key }: HeldDestination): Tryable {
  if (view.kind === 'logdna' || kind === 'logdna') return { test: retired }
  if (view.kind === 'cos' || view.kind === 'cloudLogs') {
    if (holdsKey(view) && key === null) return { test: hidden }
    const apiKey = key ?? undefined
    return keyed(
      view.kind === 'cos'
        ? { ...view, apiKey }
        : {
            kind: 'cloudLogs',
            instanceId: view.instanceId,
            region: view.region,
            applicationName: view.applicationName,
            subsystemName: view.subsystemName,
            apiKey,
          },
    )
  }
  const isHidden = holdsKey(view) && secretsFromConf(text) === null
  if (isHidden || kind === 'cos' || kind === 'cloudLogs') return { test: hidden }
  return { kind, conf: text }
}

/** As a job may hold it: null is a member that its text does not name. */
type Held<Input extends { instanceId: string; region: string }> = Omit<
  Input,
  'instanceId' | 'region' | 'apiKey'
> & { instanceId: string | null; region: string | null; apiKey?: string | undefined }

function keyed(destination: Held<CosInput> | Held<CloudLogsInput>): Tryable {
  const { apiKey, region, instanceId } = destination
  if (!apiKey) return { test: challengeOnly }
  if (region === null || instanceId === null) return { test: unnamed }
  return { ...destination, region, instanceId, apiKey }
}

const challengeOnly = notPossible(
  'Only a key can be tested: with an ownership challenge IBM writes with its own rights.',
)
const hidden = notPossible(
  'IBM does not return the current secrets of this destination. Enter them again to test it.',
)
const unnamed = notPossible('The destination names no instance or no region.')
const retired = notPossible('Log Analysis was retired: nothing can be delivered there.')
