// The demo's identity provider, in a process of its own: node lib/demo-provider/main.ts --port P --app URL [--app URL]
//   --exit-with-parent    ends when stdin is closed
// OIDC_CLIENT_SECRET is the secret of its client `logpush-demo`: no argument, which may not begin with a hyphen and which
// everybody on the machine can read.
import { createServer } from 'node:http'
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'

enableCompileCache()

const { createProvider } = await import('./provider.ts')
const { demoPeople } = await import('./people.ts')

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '' },
    app: { type: 'string', multiple: true, default: [] },
    'exit-with-parent': { type: 'boolean', default: false },
  },
})
const port = Number(values.port)
const server = createServer(
  createProvider({
    issuer: `http://127.0.0.1:${port}`,
    people: demoPeople,
    client: { id: 'logpush-demo', secret: process.env.OIDC_CLIENT_SECRET ?? 'FAKE-demo-secret' },
    apps: values.app,
  }),
)

function stop(): void {
  server.close()
  server.closeAllConnections()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (values['exit-with-parent']) {
  process.stdin.once('close', stop).once('end', stop).once('error', stop).resume()
}

server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'))
