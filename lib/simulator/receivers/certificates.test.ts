import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { type CertificateKind, createAuthority } from './certificates.ts'

const authority = createAuthority()

/** What a client that trusts the root finds wrong, '' for nothing. */
async function judged(kind: CertificateKind, servername: string): Promise<string> {
  const server = createServer(authority.credentials(kind, servername))
  server.on('tlsClientError', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const client: TLSSocket = connect({ host: '127.0.0.1', port, servername, ca: authority.rootPem })
  const [error] = await Promise.race([
    once(client, 'secureConnect').then(() => [null]),
    new Promise<[{ code?: string }]>((resolve) => client.once('error', (e) => resolve([e]))),
  ])
  client.destroy()
  server.close()
  return error?.code ?? ''
}

test.each<[CertificateKind, string]>([
  ['good', ''],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['other-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['incomplete-chain', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['unknown-root', 'SELF_SIGNED_CERT_IN_CHAIN'],
])('%s', async (kind, code) => {
  expect(await judged(kind, 'splunk.example')).toBe(code)
})

test('without a name it is for loopback', () => {
  const leaf = new X509Certificate(authority.credentials('good', '').cert)
  expect(leaf.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1')
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(leaf.ca).toBe(false)
  expect(leaf.infoAccess).toContain('CA Issuers - URI:http://authority.example/')
  expect(new Date(leaf.validTo).getUTCFullYear()).toBe(2099)
})

test('of a root that is made anew each time', () => {
  const root = new X509Certificate(authority.rootPem)
  expect(root.ca).toBe(true)
  expect(root.verify(root.publicKey)).toBe(true)
  expect(createAuthority().rootPem).not.toBe(authority.rootPem)
})
