import type { SimContext } from '../context.ts'
import { ibmNameOf } from '../datasets.ts'
import type { SimState } from '../state.ts'
import { DESTINATION_MEMBERS, type Destination, readDestination } from './destination.ts'
import { malformed } from './envelope.ts'
import { isObject, type JsonObject, members } from './json-body.ts'
import { checkLogpullOptions } from './logpull-options.ts'

export type JobBody = {
  name?: string
  enabled?: boolean
  dataset?: string
  frequency?: 'high' | 'low'
  logpullOptions?: string
  destination: Destination | null
  challenge: string | null
  logNames: { applicationName: string; subsystemName: string } | null
}

export type CurrentJob = { dataset: string | null; conf: string; options: string | null }

const SHARED = ['name', 'enabled', 'frequency', 'logpull_options', ...DESTINATION_MEMBERS]

/** Source: IBM CIS logpush and networking SDK; `dataset` is in the bodies of creation only. */
const CREATE_MEMBERS = new Set([...SHARED, 'dataset', 'ownership_challenge', 'ibmcl_names'])
const UPDATE_MEMBERS = new Set([...SHARED, 'ownership_challenge', 'ibmcl_names'])

/** The job that a body asks for, every member checked. `current`: the job that is updated; null for a new one. */
export function readJobBody(
  body: JsonObject,
  current: CurrentJob | null,
  { state, settings }: SimContext,
): JobBody {
  checkNames(body, current !== null)
  if (body.logdna !== undefined && !settings.takesLogdna) {
    throw malformed('The destination logdna is no longer supported')
  }
  const destination = readDestination(body, {
    current: current?.conf ?? null,
    takesBareToken: settings.takesBareToken,
  })
  const dataset = readDataset(body, current !== null, state)
  const options = optionalString(body, 'logpull_options', 4096)
  if (options !== undefined) {
    checkLogpullOptions(options, {
      fields: state.fields.get(ibmNameOf(dataset ?? current?.dataset ?? '')) ?? new Map(),
      takesRepeated: settings.takesRepeatedOptions,
      held: current?.options ?? null,
    })
  }
  const name = readName(body)
  const frequency = readFrequency(body)
  const enabled = readEnabled(body)
  return {
    destination,
    challenge: readChallenge(body, destination),
    logNames: readLogNames(body, destination?.conf ?? current?.conf ?? ''),
    ...(name === undefined ? {} : { name }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(options === undefined ? {} : { logpullOptions: options }),
  }
}

function checkNames(body: JsonObject, isUpdate: boolean): void {
  if (isUpdate && body.dataset !== undefined)
    throw malformed('The dataset of a job cannot be changed')
  if (body.kind !== undefined) throw malformed("'kind' cannot be set")
  for (const name of Object.keys(body)) {
    if (!(isUpdate ? UPDATE_MEMBERS : CREATE_MEMBERS).has(name)) {
      throw malformed(`Unknown member '${name}'`)
    }
  }
  if (isUpdate && Object.keys(body).length === 0) throw malformed('Nothing to update')
}

/** Letters, digits, `-` and `.`. Source: engine's published schema; seen in CIS, terraform-provider-ibm #6238. */
function readName(body: JsonObject): string | undefined {
  const name = optionalString(body, 'name', 512)
  if (name !== undefined && !/^[a-zA-Z0-9.-]*$/.test(name)) {
    throw malformed("'name' may only hold letters, digits, '-' and '.'")
  }
  return name
}

function readEnabled(body: JsonObject): boolean | undefined {
  if (body.enabled === undefined || typeof body.enabled === 'boolean') return body.enabled
  throw malformed("'enabled' must be a boolean")
}

function readFrequency(body: JsonObject): 'high' | 'low' | undefined {
  const { frequency } = body
  if (frequency === undefined || frequency === 'high' || frequency === 'low') return frequency
  throw malformed("'frequency' must be high or low")
}

function readDataset(body: JsonObject, isUpdate: boolean, state: SimState): string | undefined {
  if (isUpdate) return undefined
  const dataset = optionalString(body, 'dataset', 256)
  if (!dataset) throw malformed("'dataset' is required")
  if (!state.fields.has(dataset)) throw malformed(`unknown dataset '${dataset}'`)
  return dataset
}

function readChallenge(body: JsonObject, destination: Destination | null): string | null {
  const challenge = optionalString(body, 'ownership_challenge', 4096)
  if (challenge === undefined) return null
  if (!destination?.needsChallenge) {
    throw malformed("'ownership_challenge' goes with a bucket that has no key in its destination")
  }
  return challenge
}

/** That one name may come without the other, which then keeps its default, is unproven. */
function readLogNames(body: JsonObject, conf: string): JobBody['logNames'] {
  const names = body.ibmcl_names
  if (names === undefined) return null
  if (!conf.startsWith('ibmcl://')) throw malformed("'ibmcl_names' goes with 'ibmcl'")
  if (!isObject(names)) throw malformed("'ibmcl_names' must be an object")
  members(names, 'ibmcl_names.', {
    application_name: { type: 'string', max: 256 },
    subsystem_name: { type: 'string', max: 256 },
  })
  const { application_name: applicationName = '', subsystem_name: subsystemName = '' } = names
  if (!applicationName && !subsystemName) throw malformed("'ibmcl_names' names nothing")
  return { applicationName: String(applicationName), subsystemName: String(subsystemName) }
}

function optionalString(body: JsonObject, name: string, max: number): string | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw malformed(`'${name}' must be a string`)
  if (value.length > max) throw malformed(`'${name}' is longer than ${max}`)
  return value
}
