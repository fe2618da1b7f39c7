import type { ReceiverOptions } from './types.ts'

const LOOPBACK = /^(127\.0\.0\.1|localhost)$/i

export const isLoopback = (host: string) => LOOPBACK.test(host)

/** Whether a receiver's list names this host, port included or for any. */
export function isNamed(hosts: readonly string[], host: string, port: number): boolean {
  return hosts.some((pattern) => {
    const [name = '', only] = pattern.toLowerCase().split(':', 2)
    if (only !== undefined && Number(only) !== port) return false
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name
  })
}

/**
 * The receivers that every simulator opens, by their ids, and the made-up names whose pushes they get: the one map from a
 * destination's host to a receiver. Names of the seeded account's jobs are among them.
 */
export const DEFAULT_RECEIVERS: Readonly<Record<string, ReceiverOptions>> = {
  splunk: {
    kind: 'splunk',
    certificate: 'good',
    token: 'FAKE-hec-token',
    hosts: ['splunk.example', '*.splunk.example', 'splunk.nordlicht.example'],
  },
  qradar: {
    kind: 'qradar',
    certificate: 'good',
    token: null,
    hosts: ['qradar.example', '*.qradar.example', 'qradar.nordlicht.example'],
  },
  https: {
    kind: 'https',
    certificate: 'good',
    token: null,
    hosts: ['receiver.example', '*.receiver.example', 'collector.nordlicht.example'],
  },
  'qradar-plain': { kind: 'qradar', certificate: 'none', token: null, hosts: ['plain.example'] },
  ...troubled('expired', 'expired.example'),
  ...troubled('not-yet-valid', 'not-yet-valid.example'),
  ...troubled('other-host', 'other-host.example'),
  ...troubled('self-signed', 'self-signed.example'),
  ...troubled('incomplete-chain', 'incomplete-chain.example'),
  ...troubled('unknown-root', 'unknown-root.example'),
}

/** Takes any token of Splunk's as well as any other push: only its certificate is in the way. */
function troubled(certificate: ReceiverOptions['certificate'], host: string) {
  const options: ReceiverOptions = { kind: 'https', certificate, token: null, hosts: [host] }
  return { [certificate]: options }
}
