import { CERTIFICATES } from '../receivers/certificates.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { RECEIVER_KINDS, type ReceiverInfo, type ReceiverOptions } from '../receivers/types.ts'
import { BadBody, type Body, defined } from './body.ts'

const MEMBERS = ['certificate', 'token', 'hosts']

/** `{kind, certificate?, token?, hosts?, port?}`: one more receiver, so that a test has one of its own. */
export async function addReceiver(receivers: Receivers, body: Body): Promise<ReceiverInfo> {
  const unknown = body.names.find((name) => !['kind', 'port', ...MEMBERS].includes(name))
  if (unknown) throw new BadBody(`Unknown member '${unknown}'`)
  const kind = body.choice('kind', RECEIVER_KINDS)
  if (!kind) throw new BadBody(`'kind' must be one of ${RECEIVER_KINDS.join(', ')}`)
  const defaults: ReceiverOptions = { kind, certificate: 'good', token: null, hosts: [] }
  const port = body.number('port') ?? 0
  return receivers.add({ ...defaults, ...changesOf(body) }, port).catch((error: unknown) => {
    throw new BadBody(`Cannot listen: ${error instanceof Error ? error.message : error}`)
  })
}

/** `{id, certificate?, token?, hosts?}`: what is named changes, for all connections from now on. */
export function changeReceiver(receivers: Receivers, body: Body): ReceiverInfo {
  const unknown = body.names.find((name) => !['id', ...MEMBERS].includes(name))
  if (unknown) throw new BadBody(`Unknown member '${unknown}'`)
  const id = body.string('id') ?? ''
  const changes = changesOf(body)
  const before = receivers.get(id)
  if (!before) throw new BadBody(`There is no receiver '${id}'`)
  const { certificate = before.certificate } = changes
  if ((certificate === 'none') !== (before.certificate === 'none')) {
    throw new BadBody('A receiver with TLS stays one; make another without')
  }
  return receivers.change(id, changes) ?? before
}

function changesOf(body: Body): Partial<ReceiverOptions> {
  const token = body.raw.token === null ? null : body.string('token')
  const certificate = body.choice('certificate', [...CERTIFICATES, 'none'] as const)
  return defined({ certificate, token, hosts: body.strings('hosts') })
}
