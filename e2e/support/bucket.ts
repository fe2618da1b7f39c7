import { gunzipSync } from 'node:zlib'
import { cloud, keyOf } from './control.ts'

/** A token of IBM's, got with a person's key as any script would get it. */
async function tokenOf(person: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
    apikey: keyOf(person),
  })
  const answer = await fetch(`${cloud().iam}/identity/token`, { method: 'POST', body: form })
  const { access_token } = (await answer.json()) as { access_token: string } // IAM's token answer.
  return access_token
}

const known = new Map<string, Promise<string>>()

async function get(region: string, pathAndQuery: string, person: string): Promise<Response> {
  const token = known.get(person) ?? tokenOf(person)
  known.set(person, token)
  const url = `${cloud().cos.replace('{region}', region)}/${pathAndQuery}`
  return fetch(url, { headers: { Authorization: `Bearer ${await token}` } })
}

/** Keys of the objects under `prefix`, in the order of the listing. */
export async function objectsIn(
  bucket: string,
  prefix: string,
  region: string,
  person = 'manager',
): Promise<string[]> {
  const query = new URLSearchParams({ 'list-type': '2', prefix })
  const text = await (await get(region, `${bucket}?${query}`, person)).text()
  return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
}

/** What an object holds; of a delivered file, its lines. */
export async function objectText(
  bucket: string,
  key: string,
  region: string,
  person = 'manager',
): Promise<string> {
  const answer = await get(region, `${bucket}/${key}`, person)
  if (!answer.ok) throw new Error(`${bucket}/${key}: ${answer.status}`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return (key.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
