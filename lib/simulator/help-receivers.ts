import { CERTIFICATES } from './receivers/certificates.ts'
import { DEFAULT_RECEIVERS } from './receivers/hosts.ts'
import { ENGINE_AGENT, RECEIVER_KINDS } from './receivers/types.ts'

/** The part of `--help` about what jobs push to. */
export function receiversHelp(): string {
  return `Receivers: what Splunk, QRadar and HTTPS jobs push to. Each listens on a loopback port of its own; the line of JSON has
them under receivers (id, kind, address, certificate, token, hosts), and under receiversCa what clients must trust (PEM; for Node.js
the file in NODE_EXTRA_CA_CERTS). The engine (user agent ${ENGINE_AGENT}) pushes to a receiver where the destination's host is one
of its hosts, or 127.0.0.1 or localhost with its port: at each POST and PUT of a job the gzipped {"content":"tests"}, then gzipped
NDJSON. Other loopback ports refuse; any other host counts as reached and gets nothing. The ports of Splunk jobs must be 443 or 8088,
except on loopback.
${Object.entries(DEFAULT_RECEIVERS)
  .map(([id, { token, hosts }]) => {
    const takes = token === null ? '' : `  token ${token}`
    return `  ${id.padEnd(17)} ${hosts.join(' ')}${takes}\n`
  })
  .join('')}
  GET    /_simulator/receivers          {"items": [{"id", "kind", "address", "certificate", "token", "hosts"}]}
  POST   /_simulator/receivers          {"kind", "certificate", "token", "hosts", "port"} → the same; another one, before all others
         kind: ${RECEIVER_KINDS.join(' | ')}; token: what it takes, anything without it; hosts: host, host:port, *.host
         certificate: ${CERTIFICATES.join(' | ')} | none (no TLS)
  PATCH  /_simulator/receivers          {"id", "certificate", "token", "hosts"} changes what is named
  DELETE /_simulator/receivers?id=ID    closes it
  GET, DELETE /_simulator/arrivals?id=ID
         what arrived: {"items": [{"receiver", "at", "method", "host", "path", "headers", "text", "records", "fromEngine", "status"}]}
  GET    /_simulator/challenges         ownership challenges for s3, gs, azure and sumo, which have no bucket here:
         {"items": [{"at", "destinationConf", "filename", "text"}]}; text is the token
`
}
