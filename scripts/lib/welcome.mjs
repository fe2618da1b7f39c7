const signInKeys = {
  manager: 'full access',
  writer: 'can edit jobs, but not create or delete them',
  reader: 'read-only',
  team: 'Manager on one instance, Reader on another',
}
const destinationKeys = {
  cosWriter: 'can write to every Object Storage bucket',
  logsSender: 'can send to every Cloud Logs instance',
}

const endpoints = [
  ['IBMCLOUD_IAM_API_ENDPOINT', 'IAM', 'https://iam.cloud.ibm.com'],
  ['IBMCLOUD_CIS_API_ENDPOINT', 'Internet Services', 'https://api.cis.cloud.ibm.com'],
]

/** A line for each key of `notes` that the simulator has, in columns. */
function table(notes, keys = {}) {
  const rows = Object.entries(notes).filter(([name]) => typeof keys[name] === 'string')
  const width = Math.max(0, ...rows.map(([name]) => keys[name].length))
  return rows.map(([name, note]) => `  ${name.padEnd(11)} ${keys[name].padEnd(width)}  ${note}`)
}

function passcodeLine({ passcodes: [first] = [], control }) {
  if (!first) return []
  return [`or with a one-time passcode: ${first}${control ? ` (more: ${control}/passcode)` : ''}`]
}

const receiverKinds = { splunk: 'Splunk', qradar: 'QRadar', https: 'HTTPS' }

/** Where the receivers of the other kinds listen. Their made-up names lead the simulated IBM there, but no DNS. */
function receiverLines(receivers = {}) {
  const found = Object.keys(receiverKinds).filter((id) => receivers[id])
  if (found.length === 0) return []
  const rows = found.map((id) => {
    const { address, token } = receivers[id]
    const place = id === 'https' ? `https://${address}/ingest` : address
    return `  ${receiverKinds[id].padEnd(11)} ${place}${token ? `  token ${token}` : ''}`
  })
  return ['', 'Other destinations that take logs and tests here:', ...rows]
}

/** What to print in demo mode once the app answers: where it is, and what opens it. */
export function demoWelcome(url, info, hasProvider = false) {
  return [
    `Ready: ${url}`,
    '',
    'Demo with a simulated IBM Cloud: nothing leaves this machine. Sign in with one of these API keys:',
    ...table(signInKeys, info.keys),
    ...passcodeLine(info),
    ...(hasProvider
      ? [
          'or as a member of a team: “Continue with your company account”, as administrator, editor or viewer',
        ]
      : []),
    '',
    'API keys for destinations:',
    ...table(destinationKeys, info.destinationKeys),
    ...receiverLines(info.receivers),
    '',
    'All keys and faults: npm run simulator -- --help. Against IBM Cloud itself: npm run live',
  ].join('\n')
}

/** What to print in live mode: where the app is, and whom it talks to. */
export function liveWelcome(url) {
  return [
    `Ready: ${url}`,
    ...endpoints.map(([name, label, fallback]) => `  ${label}: ${process.env[name] || fallback}`),
    'Sign in with an IBM Cloud API key or a one-time passcode.',
  ].join('\n')
}
