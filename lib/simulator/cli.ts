import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { describe } from './control/describe.ts'
import { helpText } from './help.ts'
import { createHttpServer } from './http/server.ts'
import { isSeedName, SEEDS } from './seed/seed.ts'
import { createSimulator } from './simulator.ts'

/** Ends with a sentence on stderr and status 2. */
function misused(sentence: string): never {
  process.stderr.write(`${sentence} See --help.\n`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        speed: { type: 'string', default: '1' },
        seed: { type: 'string', default: 'default' },
        latency: { type: 'string', default: '0' },
        'rate-limit': { type: 'string', default: '0' },
        'exit-with-parent': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error))
  }
}

function numberFrom(name: string, text: string, min: number, max: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= min && value <= max) return value
  return misused(`--${name} must be a number from ${min} to ${max}, not '${text}'.`)
}

/** The command line: see helpText. Returns when it serves. */
export function run(): void {
  const args = readArguments()
  if (args.help) {
    process.stdout.write(helpText())
    process.exit(0)
  }
  const { seed, host } = args
  if (!isSeedName(seed)) misused(`--seed must be one of ${Object.keys(SEEDS).join(', ')}.`)

  const simulator = createSimulator({
    seed,
    speed: numberFrom('speed', args.speed, 0.01, 100_000),
    latencyMs: numberFrom('latency', args.latency, 0, 60_000),
    rateLimit: numberFrom('rate-limit', args['rate-limit'], 0, 1_000_000),
  })
  const server = createHttpServer(simulator)

  function stop(): void {
    simulator.stop()
    server.close()
    server.closeAllConnections()
    process.exit(0)
  }

  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (args['exit-with-parent']) {
    // The kernel closes both when the parent dies, killed or not.
    process.once('disconnect', stop)
    process.stdin.once('close', stop).once('end', stop).once('error', stop).resume()
  }

  server.once('error', (error) => misused(`Cannot listen on ${host}: ${error.message}.`))
  server.listen(numberFrom('port', args.port, 0, 65_535), host, async () => {
    await simulator.receivers.open()
    const { address, family, port } = server.address() as AddressInfo
    const origin = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
    process.stdout.write(`${JSON.stringify(describe(origin, simulator.receivers))}\n`)
    simulator.start()
  })
}
