import { EFFECTS } from './faults/catalogue.ts'
import { receiversHelp } from './help-receivers.ts'
import {
  DESTINATION_KEY_VALUES,
  KEY_NOTES,
  KEY_VALUES,
  PASSCODES,
  PASSCODES_WITHOUT_ACCOUNT,
  USED_PASSCODE,
} from './seed/identities.ts'
import { ACCOUNT_NAME } from './seed/instances.ts'
import { SEEDS } from './seed/seed.ts'
import { DEFAULT_SETTINGS, SETTING_NOTES, type Settings } from './settings.ts'

const WIDTH = 110

export function helpText(): string {
  return `Simulated IBM Cloud: IAM, account management, Resource Controller, Global Catalog, CIS with Logpush, Object Storage
and Cloud Logs. All data is fake and nothing leaves this machine. Prints one line of JSON, then serves until SIGTERM
or SIGINT.

  node lib/simulator/main.ts --port P     0 (default) picks a free port
    --host ADDRESS        address to listen on (127.0.0.1)
    --seed NAME           ${Object.entries(SEEDS)
      .map(([name, zones]) => `${name} (${zones} zones)`)
      .join(', ')}
    --speed N             deliver N times as often as IBM
    --latency MS          delay every answer of CIS
    --rate-limit N        requests to CIS per identity in 5 minutes; 0 for no limit
    --exit-with-parent    exit when stdin or the parent's channel closes

API keys of ${ACCOUNT_NAME}, to sign in with:
${table(KEY_VALUES)}
API keys for destinations:
${table(DESTINATION_KEY_VALUES)}
One-time passcodes (more: POST /_simulator/passcodes, or open /_simulator/passcode):
  ${[...PASSCODES.keys()].join(' ')}
  used: ${USED_PASSCODE}
  token without an account: ${[...PASSCODES_WITHOUT_ACCOUNT.keys()].join(' ')}

Control API, JSON over HTTP:
  GET  /_simulator/info            the line of JSON
  GET, POST, DELETE /_simulator/faults
       {"match": {"service", "method", "path" | "pathPattern", "times", "after"}, "effect": {"kind", …}} → {"id"};
       times: how often it happens (always), after: how many matching requests pass first (none);
       DELETE ?id=N removes one, DELETE removes all
  POST /_simulator/reset           back to the initial state
  POST /_simulator/clock           {"advanceMs"} advances the clock and carries out the requests that land by then
  POST /_simulator/tick            delivers what is due
  GET, POST /_simulator/settings   {"name": value}, see Settings
  GET, DELETE /_simulator/requests requests that reached the services; landed: carried out later
  POST /_simulator/passcodes       {"key": "manager", "account": false} → {"passcode"}; account false: the token has no account
  POST /_simulator/keys            {"key": "manager", "knownInSeconds"} → {"id", "apiKey"}, a new key of the same identity
  POST /_simulator/people          {"like": "reader"} → {"iamId", "apiKey"}, a new user with the same access
  POST /_simulator/members         {"key": "reader", "member": false} removes the identity from the account
       key: the name of a key above, or any key's value
  POST /_simulator/zones           {"name", "status", "paused", "retention", "jobs": [{…}]} → {"id", "jobIds", …}
       a job: {"name", "health": "delivering|late|failing|off|never_ran", "destinationConf", "logpullOptions", "echo", …};
       any other member of IBM's job, such as "output_options", is answered and kept as given;
       echo: path | url | headers | conf: the destination's host refuses every request and repeats that part of it

${receiversHelp()}
Settings (default):
${Object.entries(SETTING_NOTES)
  .map(([name, about]) => `  ${`${name} (${defaultOf(name)})`.padEnd(31)} ${about}\n`)
  .join('')}
Faults: service is iam, accounts, cis, resourceController, globalCatalog, cos, ingress, destination (path is then matched with the
destination string), or receiver (path is then matched with /<id>/<Host header><path and query>; of the effects these take status, delay,
hang, reset-before, html, empty and those of receivers). Effects, with their members:
${EFFECTS.map(({ kind, members, about }) => `  ${[kind, ...members].join(' ')}\n${wrapped(about)}`).join('')}
For example, a slow answer: {"kind": "delay", "ms": 14000}; the refusal of a Standard plan: {"kind": "status", "status": 405,
"errors": "gateway", "message": "This action is unavailable for the current plan: Standard"}.
`
}

function defaultOf(name: string): string {
  return String(DEFAULT_SETTINGS[name as keyof Settings]) // A name of SETTING_NOTES, which has the same keys.
}

function wrapped(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && line.length + word.length > WIDTH) {
      lines.push(line)
      line = ''
    }
    line += `${line ? ' ' : ''}${word}`
  }
  return [...lines, line].map((one) => `       ${one}\n`).join('')
}

function table(keys: Record<string, string>): string {
  return Object.entries(keys)
    .map(([name, value]) => `  ${name.padEnd(15)} ${value}  ${KEY_NOTES[name] ?? ''}\n`)
    .join('')
}
