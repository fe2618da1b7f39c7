import { planted } from './planted-values'
import type { Visitor } from './visitor'

/** Nobody listens there: what is sent fails, and says so. */
const nowhere = 'http://127.0.0.1:1'

/** With which a process has to be started so that `driveAlerts` finds a mail server. */
export const alertEnv = {
  ALERT_ALLOW_PRIVATE: 'on',
  SMTP_URL: `smtp://mailer:${encodeURIComponent(planted['the mail server’s password'])}@127.0.0.1:1`,
  SMTP_FROM: 'logpush@example.com',
}

/** Saves, changes and uses channels whose addresses hold secrets, and those that are refused. */
export async function driveAlerts(person: Visitor): Promise<void> {
  const path = planted['the address of a channel']
  const secret = planted['what signs notices']
  const bodies = [
    { kind: 'webhook', name: 'hook', url: `${nowhere}/${path}?token=${path}`, secret },
    { kind: 'slack', name: 'chat', url: `${nowhere}/services/T0/B0/${path}` },
    { kind: 'email', name: 'mail', to: 'on-call@example.com' },
  ] as const
  for (const body of bodies) {
    const { id } = await person.ok('createAlertChannel', { body })
    const change = body.kind === 'email' ? { name: 'mails' } : { url: `${nowhere}/x/${path}` }
    await person.ok('updateAlertChannel', { params: { id }, body: change })
    await person.ok('testAlertChannel', { params: { id } })
    await person.call('updateAlertChannel', {
      params: { id },
      body: { secret: `${secret} `, url: path },
    })
    if (body.kind === 'webhook') {
      const isThere = await person.ok('updateAlertChannel', { params: { id }, body: { secret } })
      if (!isThere.hasSecret) throw new Error('The secret was not kept.')
    }
  }
  const refused = [
    { kind: 'webhook', name: 'hook', url: `ftp://example.com/${path}`, secret },
    { kind: 'webhook', name: 'hook', url: `https://user:${path}@example.com/`, secret },
    { kind: 'webhook', name: 'hook', url: `${nowhere}/#${path}`, secret },
    { kind: 'webhook', name: 'hook', url: nowhere, secret: `${secret}\n` },
    { kind: 'slack', name: 'chat', url: `${nowhere}/${path}`, secret },
    { kind: 'email', name: 'mail', to: 'on-call@example.com', url: `${nowhere}/${path}`, secret },
  ]
  for (const body of refused) {
    const { status } = await person.call('createAlertChannel', { body })
    if (status !== 422 && status !== 400) throw new Error(`A channel was answered with ${status}`)
  }
}
