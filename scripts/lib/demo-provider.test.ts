import { expect, it } from 'vitest'
import { planProvider } from './demo-provider.mjs'

// One random secret in 64 begins like an option of a command.
it.each(['FAKE-secret', '-FAKE-secret', '--port=1', '='])(
  'starts with any secret of its client: %s',
  async (secret) => {
    const plan = await planProvider(0, secret)
    const provider = await plan.start(['http://localhost:3000'])
    try {
      const answer = await fetch(`${plan.issuer}/.well-known/openid-configuration`)
      expect(await answer.json()).toMatchObject({ issuer: plan.issuer })
      expect(provider.child.spawnargs).not.toContain(secret)
    } finally {
      await provider.stop()
    }
  },
)
