import { describe, expect, it } from 'vitest'
import { forAll } from '@/lib/destinations/testing/random'
import { jobName } from '@/lib/schemas/job-name'
import { checkName, repairName, suggestName } from './job-name'

const rule = 'Letters, digits, - and . only, up to 512 characters.'

describe('checkName', () => {
  it.each([['shop-http'], ['A.1'], ['-'], ['a'.repeat(512)]])('%s is allowed', (name) => {
    expect(checkName(name)).toEqual({ ok: true })
  })

  it.each([
    ['shop_http', `“_” is not allowed. ${rule}`, 'shop-http'],
    ['checkout_http-siem', `“_” is not allowed. ${rule}`, 'checkout-http-siem'],
    ['shop http', `A space is not allowed. ${rule}`, 'shop-http'],
    ['a b_c', `A space and “_” are not allowed. ${rule}`, 'a-b-c'],
    ['a_b c', `“_” and a space are not allowed. ${rule}`, 'a-b-c'],
    ['a_b/c:d', `“_”, “/” and “:” are not allowed. ${rule}`, 'a-b-c-d'],
    ['a_b/c:d*e', `“_”, “/”, “:” and others are not allowed. ${rule}`, 'a-b-c-d-e'],
    ['żółw', `“ż”, “ó” and “ł” are not allowed. ${rule}`, 'zolw'],
    ['straße', `“ß” is not allowed. ${rule}`, 'strasse'],
    ['<b>x</b>', `“<”, “>” and “/” are not allowed. ${rule}`, 'b-x-b'],
    ['😀', `“😀” is not allowed. ${rule}`, null],
    ['a\u202eb', `An invisible character is not allowed. ${rule}`, 'a-b'],
    ['a\ud800', `An invisible character is not allowed. ${rule}`, 'a'],
    ['a\tb\n', `A tab and a line break are not allowed. ${rule}`, 'a-b'],
    ['', 'Enter a name.', null],
    ['a'.repeat(513), `513 characters are too many. ${rule}`, 'a'.repeat(512)],
  ])('%j is not', (name, message, repaired) => {
    expect(checkName(name)).toEqual({ ok: false, message, repaired })
  })

  it('agrees with the schema, and what it repairs is allowed', () => {
    forAll(1000, (r) => {
      const name = r.nasty(r.chance(0.05) ? 600 : 12)
      const check = checkName(name)
      expect(check.ok).toBe(jobName.safeParse(name).success)
      if (!check.ok && check.repaired !== null)
        expect(checkName(check.repaired)).toEqual({ ok: true })
      expect(repairName(repairName(name))).toBe(repairName(name))
    })
  })
})

describe('suggestName', () => {
  it.each([
    ['shop.example.com', 'http_requests', [], '', 'shop-http'],
    ['www.shop.example', 'dns_logs', [], '', 'shop-dns'],
    ['shop.example', 'firewall_events', ['shop-firewall'], '', 'shop-firewall-2'],
    ['shop.example', 'range_events', ['shop-range', 'shop-range-2'], '', 'shop-range-3'],
    ['checkout.example', 'http_requests', [], 'SIEM', 'checkout-http-SIEM'],
    ['łódź.example', 'http_requests', [], '', 'lodz-http'],
    ['', 'http_requests', [], '', 'http'],
  ] as const)('%s, %s', (zone, dataset, taken, detail, name) => {
    expect(suggestName(zone, dataset, taken, detail)).toBe(name)
  })
})
