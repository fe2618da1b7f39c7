import { once } from 'node:events'
import { describe } from '../control/describe.ts'
import { createHttpServer } from '../http/server.ts'
import { createSimulator, type SimulatorOptions } from '../simulator.ts'

/** The simulator on a loopback port, for clients that nobody here wrote. */
export async function serveSimulator(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options)
  const server = createHttpServer(simulator).listen(0, '127.0.0.1')
  await Promise.all([once(server, 'listening'), simulator.receivers.open()])
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    simulator,
    ...describe(`http://127.0.0.1:${port}`, simulator.receivers),
    async close() {
      server.close()
      server.closeAllConnections()
      await Promise.all([once(server, 'close'), simulator.receivers.close()])
    },
  }
}

export type ServedSimulator = Awaited<ReturnType<typeof serveSimulator>>
