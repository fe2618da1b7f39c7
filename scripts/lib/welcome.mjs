const endpoints = [
  ['IBMCLOUD_IAM_API_ENDPOINT', 'IAM', 'https://iam.cloud.ibm.com'],
  ['IBMCLOUD_CIS_API_ENDPOINT', 'Internet Services', 'https://api.cis.cloud.ibm.com'],
]

/** What to print in demo mode once the app answers: where it is, and the keys that open it. */
export function demoWelcome(url, info) {
  const keys = Object.entries(info.keys ?? {}).filter(([, value]) => typeof value === 'string')
  const ways = [...keys, ...passcodes(info)]
  const width = Math.max(...ways.map(([name]) => name.length))
  return [
    `Ready: ${url}`,
    '',
    'This is a demo against a simulated IBM Cloud; nothing leaves this machine. Sign in with one of its API keys:',
    ...ways.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    'For the real one: npm run live',
  ].join('\n')
}

function passcodes({ passcode, passcodes: several }) {
  const first = passcode ?? (Array.isArray(several) ? several[0] : undefined)
  return typeof first === 'string' ? [['One-time passcode', first]] : []
}

/** What to print in live mode: where the app is, and whom it talks to. */
export function liveWelcome(url) {
  return [
    `Ready: ${url}`,
    ...endpoints.map(([name, label, fallback]) => `  ${label}: ${process.env[name] || fallback}`),
    'Sign in with an IBM Cloud API key or a one-time passcode.',
  ].join('\n')
}
