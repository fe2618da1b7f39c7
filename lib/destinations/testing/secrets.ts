import type { Random } from './random'

/** As services make them: long, of mixed letters, with the signs that look otherwise in addresses, JSON and HTML. */
export function anySecret(r: Random): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
  return r.pick([
    () => `FAKE${r.text(letters, 16, 40)}`,
    () => `FAKE-${r.text(`${letters}-_`, 16, 40)}`,
    () => `FAKE${r.text(`${letters}+/`, 18, 60)}${r.pick(['', '=', '=='])}`,
    () => `FAKE${r.text(`${letters}+/=&%"'<>\\,;:!$()*~`, 20, 40)}x`,
    () => `fa4e${r.text('0123456789abcdef', 28, 60)}`,
    () => r.guid(),
  ])()
}

/** A destination of any scheme, and the secrets that are in it. Each may be of the same form as any other part. */
export type Planted = { conf: string; secrets: string[] }

const telling = [
  ...['ibm_api_key', 'IBM_API_KEY', 'api_key', 'header_Authorization', 'header_X-Api-Key'],
  ...['access-key-id', 'secret-access-key', 'token', 'password', 'ingress_key', 'apikey'],
]
const names = [...telling, 'sig', 'key', 'auth', 'x', 'code', 'header_X', 'region', 'tags']
const folderSchemes = ['cos', 's3', 'gs', 'r2', 'ibmcl']
const otherSchemes = ['splunk', 'https', 'logdna', 'azure', 'sumo', 'datadog', 'x+y']

/** Secrets wherever people put them: before the "@", in a path, in parameters, behind a "?" or "&" that got lost. */
export function plantedConf(r: Random): Planted {
  const secrets: string[] = []
  const plant = (mayBeRaw = true) => {
    const secret = anySecret(r)
    secrets.push(secret)
    const isRaw = mayBeRaw && /^[\w+/=-]+$/.test(secret) && r.chance(0.5)
    return isRaw ? secret : encodeURIComponent(secret)
  }
  const hasFolders = r.chance(0.4)
  const scheme = r.pick(hasFolders ? folderSchemes : otherSchemes)
  const user = r.chance(0.3) ? `${r.pick(['', 'ops:'])}${plant()}@` : ''
  // In a bucket a folder is a folder; elsewhere it may be what opens the door.
  const hook = !hasFolders && r.chance(0.5) ? `/${plant(false)}` : ''
  const path = `/${r.pick(['in', 'services/v1', 'logs/{DATE}'])}${hook}${r.pick(['', '/push'])}`
  const first = r.chance(0.8) ? '?' : r.pick(['&', '/', ';', '%3F', ',', ''])
  const params = Array.from({ length: r.int(0, 4) }, () => {
    // Behind what is no "?" only a name tells that a secret follows.
    if (first === '?' && r.chance(0.1)) return plant(false)
    const name = first === '?' ? r.pick(names) : r.pick(telling)
    return `${name}=${r.pick(['', 'Splunk%20', 'Bearer%20'])}${plant()}`
  })
  const query = params.length > 0 ? `${first}${params.join('&')}` : ''
  return { conf: `${scheme}://${user}host.example${path}${query}`, secrets }
}
