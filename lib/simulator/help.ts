import { EFFECTS } from './faults/catalogue.ts'
import {
  DESTINATION_KEY_VALUES,
  KEY_NOTES,
  KEY_VALUES,
  PASSCODES,
  USED_PASSCODE,
} from './seed/identities.ts'
import { ACCOUNT_NAME } from './seed/instances.ts'
import { SEEDS } from './seed/seed.ts'
import { SETTING_NOTES } from './settings.ts'

export function helpText(): string {
  return `A simulated IBM Cloud: IAM, Resource Controller, Global Catalog, CIS with Logpush, Object Storage, Cloud Logs.
Nothing in it is real and nothing leaves this machine. Prints one line of JSON, then serves until SIGTERM or SIGINT.

  node lib/simulator/main.ts --port P     P: 0 (default) picks a free port
    --host ADDRESS        where to listen, 127.0.0.1
    --seed NAME           ${Object.entries(SEEDS)
      .map(([name, zones]) => `${name} (${zones} zones)`)
      .join(', ')}
    --speed N             deliveries come N times as often as IBM's
    --latency MS          added to each answer of CIS
    --rate-limit N        requests to CIS per identity in 5 minutes, 0: no limit
    --exit-with-parent    end when stdin or the parent's channel closes

API keys of ${ACCOUNT_NAME}, to sign in with:
${table(KEY_VALUES)}
API keys to put into destinations:
${table(DESTINATION_KEY_VALUES)}
One-time passcodes (more: POST /_simulator/passcodes {"key":"manager"}, or open /_simulator/passcode):
  ${[...PASSCODES.keys()].join(' ')}
  used already: ${USED_PASSCODE}

Control, JSON over HTTP:
  GET  /_simulator/info                       the line of JSON again
  POST /_simulator/faults                     {"match":{"service","method","path" | "pathPattern","times","after"},"effect":{"kind",…}}
  GET, DELETE /_simulator/faults              DELETE ?id=N removes one
  POST /_simulator/reset                      everything as at the start
  POST /_simulator/clock                      {"advanceMs"}
  POST /_simulator/tick                       delivers what is due
  GET, POST /_simulator/settings              {name: value, …}, see below
  GET, DELETE /_simulator/requests            what reached the services
  POST /_simulator/passcodes                  {"key":"manager"} → {"passcode"}
  POST /_simulator/zones                      {"name","status","paused","retention","jobs":[…]} → {"id","jobIds",…}
    each job: {"name","health":"delivering|late|failing|off|never_ran","echo":"path|url|headers|conf","destinationConf","logpullOptions",…},
    and any other member of IBM's job under IBM's name, such as "output_options": it is answered and kept
    echo: the host of the destination refuses every request and repeats that part of it in its answer

Settings:
${Object.entries(SETTING_NOTES)
  .map(([name, about]) => `  ${name.padEnd(22)} ${about}`)
  .join('\n')}

Services of a fault: iam, cis, resourceController, globalCatalog, cos, ingress; destination (path: part of the destination_conf).
Effects:
${EFFECTS.map(({ kind, members, about }) => `  ${[kind, ...members].join(' ').padEnd(48)} ${about}`).join('\n')}
`
}

function table(keys: Record<string, string>): string {
  return Object.entries(keys)
    .map(([name, value]) => `  ${name.padEnd(15)} ${value}  ${KEY_NOTES[name] ?? ''}\n`)
    .join('')
}
