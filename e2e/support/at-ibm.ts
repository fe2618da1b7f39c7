import { expect } from '@playwright/test'
import { cloud, keyOf } from './control.ts'

/** As another program would, past this dashboard. */
export async function atIbm(method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  const { origin } = new URL(cloud().control)
  const signedIn = await fetch(`${origin}/iam/identity/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
      apikey: keyOf('manager'),
    }),
  })
  const { access_token: token } = await signedIn.json()
  const crn = encodeURIComponent(cloud().cisInstance)
  const answer = await fetch(`${origin}/cis/v2/${crn}${path}`, {
    method,
    headers: { 'x-auth-user-token': `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}
