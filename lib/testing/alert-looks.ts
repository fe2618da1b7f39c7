import { gatherMs } from '@/lib/alerts/advance'
import type { AlertChannel, AlertNotice, AlertRule } from '@/lib/schemas/alert'
import { forgetPlanted } from './picture'
import { giveGrant, signInPerson } from './team'
import type { Visitor } from './visitor'
import type { World } from './world'

/** For tests: looks of alerts at the picture. Their clock runs ahead of the machine's, so that nobody waits. */
export class AlertLooks {
  readonly #world: World
  #aheadMs = 0

  constructor(world: World) {
    this.#world = world
  }

  async look(laterMs = 0): Promise<void> {
    this.pass(laterMs)
    const { lookAtAll } = await import('@/lib/server/services/alerts/evaluate')
    await lookAtAll(await this.#world.db(), Date.now() + this.#aheadMs)
  }

  pass(laterMs: number): void {
    this.#aheadMs += laterMs
  }

  /** What is found now is told of at its end. */
  async lookUntilTold(): Promise<void> {
    await this.look()
    await this.look(gatherMs)
  }

  /** What was put down to be sent, in order. */
  async told(): Promise<AlertNotice[]> {
    return (await this.#deliveries()).map(({ notice }) => notice)
  }

  /** The same in short: `down 2`, `down 2 again`, `recovered 2`. */
  async toldShort(): Promise<string[]> {
    return (await this.told()).map(
      ({ event, count, isReminder }) => `${event} ${count}${isReminder ? ' again' : ''}`,
    )
  }

  /** What was put down for one channel, in order. */
  async toldTo(channelId: string): Promise<string[]> {
    const own = (await this.#deliveries()).filter((one) => one.channelId === channelId)
    return own.map(({ notice: { event, count } }) => `${event} ${count}`)
  }

  async #deliveries() {
    const rows = await (await this.#world.db())
      .selectFrom('alert_deliveries')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map(({ channel_id, notice_json }) => ({
      channelId: channel_id,
      notice: JSON.parse(notice_json) as AlertNotice, // Written by addDeliveries.
    }))
  }
}

/** A world in which nothing was told and nobody is signed in but an administrator of this name. */
export async function startOver(world: World, subject: string): Promise<Visitor & { id: string }> {
  world.reset()
  await forgetPlanted(world)
  await (await world.db()).deleteFrom('sessions').execute()
  await giveGrant(world, { group: 'admins' }, { role: 'administrator', scope: { kind: 'all' } })
  return signInPerson(world, { subject, groups: ['admins'] })
}

/** A channel of this person's that nobody listens at. */
export const makeChannel = (visitor: Visitor, name = 'on-call'): Promise<AlertChannel> =>
  visitor.ok('createAlertChannel', {
    body: { kind: 'webhook', name, url: 'https://receiver.example/hook' },
  })

/** A rule of theirs on all jobs that fail, unless `input` says otherwise, by default with a channel of its own. */
export async function makeRule(visitor: Visitor, input: object = {}): Promise<AlertRule> {
  const channelIds = 'channelIds' in input ? [] : [(await makeChannel(visitor)).id]
  return visitor.ok('createAlertRule', {
    body: { name: 'Not delivering', when: 'failing', channelIds, ...input },
  })
}
