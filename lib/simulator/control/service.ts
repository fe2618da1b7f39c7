import { type Answer, type Call, json, textOf } from '../call.ts'
import type { SimClock } from '../clock.ts'
import type { SimContext } from '../context.ts'
import type { Receivers } from '../receivers/receivers.ts'
import type { RequestLog } from '../request-log.ts'
import { MANAGER } from '../seed/identities.ts'
import type { Settings } from '../settings.ts'
import { BadBody, type Body, parseBody } from './body.ts'
import { describe } from './describe.ts'
import { readFault, wireFaults } from './fault-body.ts'
import { changeMember, makeKey, makePerson, mintPasscode } from './identity-body.ts'
import { addReceiver, changeReceiver } from './receiver-body.ts'
import { readSettings } from './settings-body.ts'
import { createZone } from './zone-body.ts'

export type ControlParts = {
  ctx: SimContext
  clock: SimClock
  log: RequestLog
  receivers: Receivers
  reset(): void
  tick(): Promise<void>
  /** Carries out the requests that are due to land by the clock. */
  catchUp(): Promise<void>
  change(settings: Partial<Settings>): void
}

/** What tests do to the simulator from outside, under `/_simulator`. */
export function createControl(parts: ControlParts): (call: Call) => Promise<Answer> {
  const { ctx, clock, log, receivers } = parts
  const done = () => json(200, {})

  const routes: Record<string, (body: Body, call: Call) => Answer | Promise<Answer>> = {
    'GET /info': (_, call) => json(200, describe(originOf(call), receivers)),
    'GET /faults': () => json(200, { items: wireFaults(ctx.faults) }),
    'POST /faults': (body) => json(201, { id: ctx.faults.add(readFault(body)) }),
    'DELETE /faults': (_, call) => {
      const id = new URLSearchParams(call.query).get('id')
      if (id === null) ctx.faults.clear()
      else ctx.faults.remove(Number(id))
      return done()
    },
    'POST /reset': () => {
      parts.reset()
      return done()
    },
    'POST /clock': async (body) => {
      clock.advance(body.number('advanceMs') ?? 0)
      await parts.catchUp()
      return json(200, { now: clock.now() })
    },
    'POST /tick': async () => {
      await parts.tick()
      return done()
    },
    'GET /settings': () => json(200, ctx.settings),
    'POST /settings': (body) => {
      parts.change(readSettings(body))
      return json(200, ctx.settings)
    },
    'GET /requests': () => json(200, { items: log.list() }),
    'DELETE /requests': () => {
      log.clear()
      return done()
    },
    'POST /passcodes': (body) => json(201, { passcode: mintPasscode(ctx, body) }),
    'GET /passcode': (body) => passcodePage(mintPasscode(ctx, body)),
    'POST /keys': (body) => json(201, makeKey(ctx, body)),
    'POST /people': (body) => json(201, makePerson(ctx, body)),
    'POST /members': (body) => {
      changeMember(ctx, body)
      return done()
    },
    'POST /zones': (body) => json(201, createZone(ctx, body)),
    'GET /receivers': () => json(200, { items: receivers.list() }),
    'POST /receivers': async (body) => json(201, await addReceiver(receivers, body)),
    'PATCH /receivers': (body) => json(200, changeReceiver(receivers, body)),
    'DELETE /receivers': async (_, call) => {
      const id = new URLSearchParams(call.query).get('id') ?? ''
      if (!(await receivers.remove(id))) throw new BadBody(`There is no receiver '${id}'`)
      return done()
    },
    'GET /challenges': () => json(200, { items: ctx.state.filesElsewhere }),
    'GET /arrivals': (_, call) => {
      const id = new URLSearchParams(call.query).get('id') ?? undefined
      return json(200, { items: receivers.arrivals(id) })
    },
    'DELETE /arrivals': () => {
      receivers.clearArrivals()
      return done()
    },
  }

  return async (call) => {
    const route = routes[`${call.method} ${call.path}`]
    if (!route) return json(404, { message: `No such control; there are: ${Object.keys(routes)}` })
    try {
      return await route(parseBody(await textOf(call)), call)
    } catch (error) {
      if (error instanceof BadBody) return json(400, { message: error.message })
      throw error
    }
  }
}

function passcodePage(passcode: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body: `<!DOCTYPE html><html lang="en"><title>One-time passcode</title><body style="font-family: sans-serif">
<h1>One-time passcode</h1><p>For ${MANAGER.name}, valid once:</p><pre>${passcode}</pre></body></html>
`,
  }
}

function originOf(call: Call): string {
  return `http://${call.headers.get('host') ?? 'simulator.test'}`
}
