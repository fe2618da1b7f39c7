import { describe, expect, it } from 'vitest'
import { createTestClient } from '../test-client.ts'

describe('access policies', () => {
  it('show the caller their own role on each CIS instance, and nobody else’s', async () => {
    const { simulator, tokenOf } = createTestClient()
    const token = await tokenOf('writer')
    const [, payload = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const ask = (iamId: string, bearer = token) =>
      simulator.fetch(
        `http://simulator/iam/v1/policies?account_id=${claims.account.bss}&iam_id=${iamId}&type=access`,
        { headers: { Authorization: `Bearer ${bearer}` } },
      )
    const { policies } = await (await ask(claims.iam_id)).json()
    const roles = policies.map(
      (policy: { roles: { display_name: string }[] }) => policy.roles[0]?.display_name,
    )
    expect(new Set(roles)).toEqual(new Set(['Writer']))
    expect((await ask('IBMid-SOMEBODYELSE')).status).toBe(403)
    expect((await ask(claims.iam_id, 'none')).status).toBe(401)
  })
})
