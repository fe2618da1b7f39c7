import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeCertificate } from './certificates'

it('makes certificates that OpenSSL reads', () => {
  const issuer = makeCertificate({ name: 'Test CA', isAuthority: true })
  const { cert } = makeCertificate({
    name: 'leaf',
    hosts: ['a.example', '192.0.2.7'],
    issuer,
    toMs: Date.parse('2090-01-02T03:04:05Z'),
    issuerUrl: 'http://ca.example/ca.crt',
  })
  const read = new X509Certificate(cert)
  expect(read.subject).toBe('CN=leaf')
  expect(read.subjectAltName).toBe('DNS:a.example, IP Address:192.0.2.7')
  expect(read.validTo).toBe('Jan  2 03:04:05 2090 GMT')
  expect(read.infoAccess).toContain('http://ca.example/ca.crt')
  expect(read.verify(new X509Certificate(issuer.cert).publicKey)).toBe(true)
  expect(new X509Certificate(issuer.cert).ca).toBe(true)
})
