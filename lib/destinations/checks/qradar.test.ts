import { describe, expect, it } from 'vitest'
import { alarms, said } from '../testing/checks'
import { checkQradar } from './qradar'

const good = { kind: 'qradar', host: 'qradar.example', port: 8443 }

describe('checkQradar', () => {
  it.each([
    {},
    { port: 443 },
    { port: 12_469 },
    { port: '8443' },
    { host: '203.0.113.7' },
    { host: '[2606:4700::1]' },
    { host: 'grüne-welle.example' },
    { host: 'qradar.example.' },
  ])('raises no alarm for %j', (change) => {
    expect(alarms(checkQradar({ ...good, ...change }))).toEqual([])
  })

  it.each([
    [{ host: '' }, ['error host_missing host']],
    [{ host: 'https://qradar.example' }, ['error host_only host']],
    [{ host: 'qradar.example/in' }, ['error host_only host']],
    [{ host: 'qradar.example:443' }, ['error host_only host']],
    [{ host: 'u:FAKE@qradar.example' }, ['error secret_in_address host']],
    [{ host: '2606:4700::1' }, ['error host_malformed host']],
    [{ host: 'qradar' }, ['warning host_private host']],
    [{ host: 'qradar.internal' }, ['warning host_private host']],
    [{ host: '192.168.0.9' }, ['warning host_private host']],
    [{ host: '2130706433' }, ['warning host_private host']],
    [{ host: '0x7f.1' }, ['warning host_private host']],
    [{ host: '169.254.169.254' }, ['warning host_private host']],
    [{ host: '100.64.0.1' }, ['warning host_private host']],
    [{ host: '[::1]' }, ['warning host_private host']],
    [{ host: '[fd00::1]' }, ['warning host_private host']],
    [{ host: '[fe80::1]' }, ['warning host_private host']],
    [{ host: '[::ffff:10.0.0.1]' }, ['warning host_private host']],
    [{ port: 0 }, ['error port_range port']],
    [{ port: 65_536 }, ['error port_range port']],
    [{ port: 1.5 }, ['error port_range port']],
    [{ port: 'https' }, ['error port_range port']],
    [{ port: 514 }, ['warning port_syslog port']],
    [{ port: 6514 }, ['warning port_syslog port']],
    [{ port: 80 }, ['warning port_plain port']],
  ])('says of %j: %j', (change, expected) => {
    expect(alarms(checkQradar({ ...good, ...change }))).toEqual(expected)
  })

  it('notes an address that is no name, and how DNS writes a name', () => {
    expect(checkQradar({ ...good, host: '203.0.113.7' }).map(said)).toEqual([
      'note ip_address host',
    ])
    expect(checkQradar({ ...good, host: 'grüne-welle.example' })).toEqual([
      {
        code: 'international_name',
        level: 'note',
        path: 'host',
        message: 'DNS knows this name as xn--grne-welle-beb.example.',
      },
    ])
  })
})
