import { describe, expect, it } from 'vitest'
import { type Inside, insideOf } from './address'
import { insideOfName, readHost } from './host'

/** First, last and one in between of every range, and the public neighbours of most. */
const v4: [string, Inside | null][] = [
  ['0.0.0.0', 'loopback'],
  ['0.255.255.255', 'loopback'],
  ['1.0.0.0', null],
  ['9.255.255.255', null],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['11.0.0.0', null],
  ['100.63.255.255', null],
  ['100.64.0.0', 'private'],
  ['100.100.100.200', 'metadata'],
  ['100.127.255.255', 'private'],
  ['100.128.0.0', null],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['128.0.0.0', null],
  ['161.26.0.10', 'private'],
  ['166.8.0.1', 'private'],
  ['166.11.255.255', 'private'],
  ['166.12.0.0', null],
  ['168.63.129.16', 'metadata'],
  ['169.253.255.255', null],
  ['169.254.0.1', 'link-local'],
  ['169.254.169.254', 'metadata'],
  ['169.255.0.0', null],
  ['172.15.255.255', null],
  ['172.16.0.0', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', null],
  ['192.0.0.192', 'metadata'],
  ['192.0.0.1', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['192.88.99.1', 'reserved'],
  ['192.168.0.0', 'private'],
  ['192.168.255.255', 'private'],
  ['192.169.0.0', null],
  ['198.18.0.0', 'reserved'],
  ['198.19.255.255', 'reserved'],
  ['198.20.0.0', null],
  ['198.51.100.7', 'reserved'],
  ['203.0.113.7', 'reserved'],
  ['223.255.255.255', null],
  ['224.0.0.1', 'reserved'],
  ['239.255.255.255', 'reserved'],
  ['240.0.0.0', 'reserved'],
  ['255.255.255.255', 'reserved'],
]

const hex = (address: string) => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return { high: (a * 256 + b).toString(16), low: (c * 256 + d).toString(16) }
}

describe('an address', () => {
  it.each(v4)('%s is %s', (address, inside) => {
    expect(insideOf(address)).toBe(inside)
  })

  it.each(v4)('%s is the same inside IPv6', (address, inside) => {
    const { high, low } = hex(address)
    for (const carrying of [
      `::ffff:${address}`,
      `::ffff:${high}:${low}`,
      `0:0:0:0:0:FFFF:${high}:${low}`,
      `64:ff9b::${address}`,
      `64:ff9b::${high}:${low}`,
      `2002:${high}:${low}::`,
      `2002:${high}:${low}:1::1`,
    ]) {
      expect([carrying, insideOf(carrying)]).toEqual([carrying, inside])
    }
    // Forms that nobody routes are never public.
    for (const carrying of [`::${address}`, `::ffff:0:${address}`, `64:ff9b:1::${address}`]) {
      expect(insideOf(carrying)).not.toBeNull()
    }
    const isatap = insideOf(`2606:4700::5efe:${address}`)
    expect(isatap).toBe(inside)
  })

  it.each<[string, Inside | null]>([
    ['::', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', 'loopback'],
    ['::0.0.0.1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'private'],
    ['fc00::1', 'private'],
    ['fdff:ffff::1', 'private'],
    ['fd00:ec2::254', 'metadata'],
    ['FD00:0EC2:0:0:0:0:0:254', 'metadata'],
    ['fd20:ce::254', 'metadata'],
    ['ff02::1', 'reserved'],
    ['ff0e::1', 'reserved'],
    ['100::1', 'reserved'],
    ['2001::1', 'reserved'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'reserved'],
    ['2001:10::1', 'reserved'],
    ['2001:1ff::1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['3fff::1', 'reserved'],
    ['3fff:1000::1', null],
    ['4000::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['2606:4700:4700::1111', null],
    ['2a02:cf40::1', null],
    ['2001:4860:4860::8888', null],
    ['not an address', 'reserved'],
    ['', 'reserved'],
  ])('%s is %s', (address, inside) => {
    expect(insideOf(address)).toBe(inside)
  })

  it('in private IPv4 is never public, wherever in it', () => {
    for (let second = 0; second < 256; second += 5) {
      for (const address of [`10.${second}.3.4`, `127.${second}.3.4`, `192.168.${second}.4`]) {
        expect(insideOf(address)).not.toBeNull()
        expect(insideOf(`::ffff:${address}`)).not.toBeNull()
      }
    }
  })
})

/** Every way in which clients write 32 bits. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const octal = (value: number) => `0${value.toString(8)}`
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    `0${whole.toString(8)}`,
    parts.map(octal).join('.'),
    parts.map((value) => `00${octal(value)}`).join('.'),
    parts.map((value) => `0x${value.toString(16)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${a.toString(16)}.${octal(b)}.${c}.${d}`,
    [...address]
      .map((sign) => (sign === '.' ? '。' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
      .join(''),
    address.replaceAll('.', '%2e'),
  ]
}

describe('a host', () => {
  it.each(v4)('%s is that address in any spelling', (address) => {
    for (const spelt of spellings(address)) {
      expect([spelt, readHost(spelt)]).toEqual([spelt, { kind: 'address', text: address }])
    }
  })

  it.each([
    ['[::1]', '::1'],
    ['::1', '::1'],
    ['[0:0::1]', '::1'],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is the address %s', (spelt, text) => {
    expect(readHost(spelt)).toEqual({ kind: 'address', text })
  })

  it.each([
    ['Logs.Example.COM', 'logs.example.com'],
    ['logs.example.com.', 'logs.example.com'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['ⓛocalhost', 'localhost'],
    ['_x.example', '_x.example'],
  ])('%s is the name %s', (spelt, text) => {
    expect(readHost(spelt)).toEqual({ kind: 'name', text })
  })

  it.each([
    '',
    ' ',
    'a b',
    'a\r\nb',
    'a\u0000',
    'a/b',
    'a\\b',
    'a?b',
    'a#b',
    'u@h',
    'a:80',
    'a:443',
    'a:',
    '1.2.3.4:80',
    '[::1]:80',
    '[fe80::1%25eth0]',
    '[::1',
    '256.1.1.1',
    '1.2.3.4.5',
    '0x1ffffffff',
    'a..b',
    '.a',
    'a..',
    '*.example.com',
    `${'a'.repeat(64)}.example`,
    'a%00b',
    'a%2fb',
  ])('%j is none', (given) => {
    expect(readHost(given)).toBeNull()
  })

  it.each<[string, Inside | null]>([
    ['localhost', 'loopback'],
    ['a.b.localhost', 'loopback'],
    ['ip6-localhost', 'loopback'],
    ['metadata.google.internal', 'metadata'],
    ['metadata', 'metadata'],
    ['api.metadata.cloud.ibm.com', 'metadata'],
    ['notlocalhost', null],
    ['localhost.example.com', null],
  ])('named %s is %s by its name', (name, inside) => {
    expect(insideOfName(name)).toBe(inside)
  })
})
