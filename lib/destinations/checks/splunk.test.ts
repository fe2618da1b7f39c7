import { describe, expect, it } from 'vitest'
import { alarms, said } from '../testing/checks'
import { forAll } from '../testing/random'
import { checkSplunk } from './splunk'

const good = {
  kind: 'splunk',
  endpoint: 'splunk.cf-analytics.example:8088/services/collector/raw',
  channelId: '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20',
  sourceType: 'cloudflare:json',
  skipVerify: false,
  token: 'fa4e94e8-5792-4ad1-be3c-29bcaee0197d',
}

describe('checkSplunk', () => {
  it.each([
    {},
    { endpoint: 'http-inputs-acme.splunkcloud.com:443' },
    { endpoint: 'http-inputs.acme.splunkcloud.com:443/services/collector/raw' },
    { endpoint: 'proxy.example:443/hec/services/collector/raw' },
    { endpoint: 'splunk.example:8088/services/collector/raw/' },
    { endpoint: '203.0.113.7:8088' },
    { channelId: undefined, sourceType: undefined, skipVerify: undefined },
    { token: 'Splunk fa4e94e8-5792-4ad1-be3c-29bcaee0197d' },
    { token: 'FAKE+with/signs%and"quotes' },
  ])('raises no alarm for %j', (change) => {
    expect(alarms(checkSplunk({ ...good, ...change }))).toEqual([])
  })

  it.each([
    [{ endpoint: '' }, 'error host_missing endpoint'],
    [{ endpoint: undefined }, 'error host_missing endpoint'],
    [{ endpoint: ':8088' }, 'error host_missing endpoint'],
    [{ endpoint: 'https://h.example:8088' }, 'error endpoint_scheme endpoint'],
    [{ endpoint: 'splunk://h.example:8088' }, 'error endpoint_scheme endpoint'],
    [{ endpoint: 'h.example:8088/services/collector/event' }, 'error endpoint_not_raw endpoint'],
    [{ endpoint: 'h.example:8088/services/collector' }, 'error endpoint_not_raw endpoint'],
    [{ endpoint: 'h.example:8088/raw' }, 'error endpoint_path endpoint'],
    [{ endpoint: 'h.example:8088/a b/services/collector/raw' }, 'error blank endpoint'],
    [{ endpoint: 'h.example:8088/%zz/services/collector/raw' }, 'error percent_malformed endpoint'],
    [{ endpoint: 'h.example:99999' }, 'error port_range endpoint'],
    [{ endpoint: 'h.example:0' }, 'error port_range endpoint'],
    [{ endpoint: 'h.example:' }, 'error port_range endpoint'],
    [{ endpoint: 'h.example:8089' }, 'warning port_unusual endpoint'],
    [{ endpoint: 'u:FAKE@h.example:8088' }, 'error secret_in_address endpoint'],
    [{ endpoint: 'h.example:8088?channel=1' }, 'error query_in_address endpoint'],
    [{ endpoint: 'h.example:8088#x' }, 'error fragment endpoint'],
    [{ endpoint: '<host>:8088' }, 'error placeholder endpoint'],
    [{ endpoint: 'YOUR_HOST:8088' }, 'error placeholder endpoint'],
    [{ endpoint: 'h ost.example:8088' }, 'error host_malformed endpoint'],
    [{ endpoint: '2001:db8::1' }, 'error host_malformed endpoint'],
    [{ endpoint: 'splunk:8088' }, 'warning host_private endpoint'],
    [{ endpoint: 'splunk.corp:8088' }, 'warning host_private endpoint'],
    [{ endpoint: 'printer.local:8088' }, 'warning host_private endpoint'],
    [{ endpoint: '10.1.2.3:8088' }, 'warning host_private endpoint'],
    [{ endpoint: 'acme.splunkcloud.com:443' }, 'warning splunk_cloud_host endpoint'],
    [{ channelId: 'main' }, 'error channel_not_guid channelId'],
    [{ channelId: good.token.toUpperCase() }, 'warning channel_is_token channelId'],
    [{ sourceType: 'a b' }, 'warning source_type_odd sourceType'],
    [{ skipVerify: true }, 'warning certificate_unchecked skipVerify'],
    [{ token: 'Splunk Splunk FAKE' }, 'warning word_twice token'],
    [{ token: 'Bearer FAKE' }, 'warning word_wrong token'],
    [{ token: 'Splunk%20FAKE' }, 'warning percent_encoded token'],
    [{ token: 'FAKE FAKE' }, 'warning blank token'],
    [{ token: 'FAKE\nFAKE' }, 'error control_character token'],
    [{ token: 'FAKE\0' }, 'error control_character token'],
    [{ token: '"FAKE"' }, 'warning quoted token'],
    [{ token: '••••' }, 'error masked token'],
    [{ token: '<token>' }, 'warning placeholder token'],
    [{ token: 'Splunk $TOKEN' }, 'warning placeholder token'],
    [{ token: 'YOUR_HEC_TOKEN' }, 'warning placeholder token'],
    [{ token: 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx' }, 'warning placeholder token'],
  ])('says of %j: %s', (change, expected) => {
    expect(alarms(checkSplunk({ ...good, ...change }))).toEqual([expected])
  })

  it('notes what is left to others', () => {
    const { sourceType: _, ...bare } = good
    expect(checkSplunk(bare).map(said)).toEqual(['note source_type_missing sourceType'])
  })

  it('takes whatever it is given', () => {
    forAll(300, (r) => {
      const any = () => r.pick([r.nasty(12), r.int(-5, 70_000), null, [], {}, true])
      checkSplunk({ endpoint: any(), channelId: any(), sourceType: any(), token: any() })
    })
  })
})
