import { expect, it } from 'vitest'
import { claims } from './iam-claims'

it('tells names as one line that turns nothing around', () => {
  const body = { iam_id: 'IBMid-1', name: 'Ada\u202e\nLovelace', account: { name: 'a\u2028b' } }
  const token = `x.${Buffer.from(JSON.stringify(body)).toString('base64url')}.x`
  expect(claims(token)).toMatchObject({ name: 'Ada Lovelace', accountName: 'a b' })
})
