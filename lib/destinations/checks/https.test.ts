import { describe, expect, it } from 'vitest'
import { alarms, said } from '../testing/checks'
import { forAll } from '../testing/random'
import { anySecret } from '../testing/secrets'
import { checkHttps } from './https'

const headers = [{ name: 'Authorization', value: 'Basic b3BzOkZBS0U=' }]
const good = { kind: 'https', url: 'https://logs.example/ingest', headers }
const withHeader = (name: string, value?: string) => ({
  headers: [value === undefined ? { name } : { name, value }],
})

describe('checkHttps', () => {
  it.each([
    {},
    { url: 'https://logs.example' },
    { url: 'https://logs.example:8443/in/v1' },
    { url: 'https://logs.example/a%20b/%C3%BC' },
    {
      url: 'https://log-api.eu.newrelic.com/log/v1',
      params: [{ name: 'format', value: 'cloudflare' }],
    },
    { params: [{ name: 'tags', value: 'host:theburritobot.com,dataset:http_requests' }] },
    { headers: [{ name: 'Authorization' }] },
    { headers: [{ name: '', value: '' }].slice(1) },
    withHeader('Authorization', 'Bearer FAKE-abc.def'),
    withHeader('X-Api-Key', '100%25 of it, FAKE/'),
    withHeader('X-Name', 'Grüße'),
    withHeader('Authorization', 'Digest username="ops", realm="FAKE"'),
  ])('raises no alarm for %j', (change) => {
    expect(alarms(checkHttps({ ...good, ...change }))).toEqual([])
  })

  it.each([
    [{ url: '' }, 'error host_missing url'],
    [{ url: 'http://logs.example' }, 'error not_encrypted url'],
    [{ url: 'ftp://logs.example' }, 'error scheme url'],
    [{ url: 'logs.example/in' }, 'error scheme url'],
    [{ url: 'https:///in' }, 'error host_missing url'],
    [{ url: 'https://u:FAKE@logs.example' }, 'error secret_in_address url'],
    [{ url: 'https://logs.example/in#x' }, 'error fragment url'],
    [{ url: 'https://logs.example/in?a=b' }, 'error query_in_address url'],
    [{ url: 'https://logs.example/in&a=b' }, 'warning question_mark_missing url'],
    [{ url: 'https://logs.example/in&api_key=FAKE' }, 'error question_mark_missing url'],
    [{ url: 'https://logs.example/a b' }, 'error blank url'],
    [{ url: 'https://logs.example/50%' }, 'error percent_malformed url'],
    [{ url: 'https://logs.example:70000' }, 'error port_range url'],
    [{ url: 'https://logs.example:80/in' }, 'warning port_plain url'],
    [{ url: 'https://logs.example/{DATE}' }, 'warning date_not_replaced url'],
    [{ url: 'https://localhost:8080' }, 'warning host_private url'],
    [{ url: 'https://logs.eu-de.logging.cloud.ibm.com/x' }, 'error retired url'],
    [withHeader('', 'FAKE'), 'error name_missing headers.0.name'],
    [withHeader('X Name', 'FAKE'), 'error header_name headers.0.name'],
    [withHeader('Authorization:', 'FAKE'), 'error header_name headers.0.name'],
    [withHeader('header_X', 'FAKE'), 'warning header_prefix headers.0.name'],
    [withHeader('host', 'FAKE'), 'warning header_reserved headers.0.name'],
    [withHeader('Content-Encoding', 'gzip'), 'warning header_reserved headers.0.name'],
    [withHeader('X', 'FAKE\r\nY: 1'), 'error control_character headers.0.value'],
    [withHeader('X', 'FAKE\0'), 'error control_character headers.0.value'],
    [withHeader('X', 'FAKE '), 'warning blank headers.0.value'],
    [withHeader('X', 'FAKEł'), 'error header_characters headers.0.value'],
    [withHeader('X', '••••'), 'error masked headers.0.value'],
    [withHeader('X', '<token>'), 'warning placeholder headers.0.value'],
    [withHeader('Authorization', 'Bearer <token>'), 'warning placeholder headers.0.value'],
    [withHeader('Authorization', 'Bearer%20FAKE=='), 'warning percent_encoded headers.0.value'],
    [withHeader('X', 'FAKE%2Babc%3D'), 'warning percent_encoded headers.0.value'],
    [withHeader('Authorization', 'Bearer Bearer FAKE'), 'warning word_twice headers.0.value'],
    [withHeader('Authorization', 'Basic ops:FAKE'), 'warning basic_not_base64 headers.0.value'],
    [withHeader('authorization', 'Basic RkFLRQ=='), 'warning basic_not_base64 headers.0.value'],
    [
      withHeader('Authorization', 'Authorization: Bearer FAKE'),
      'warning name_in_value headers.0.value',
    ],
    [
      { headers: [...headers, { name: 'authorization', value: 'Bearer FAKE' }] },
      'warning header_twice headers.1.name',
    ],
    [{ params: [{ name: '', value: 'x' }] }, 'error name_missing params.0.name'],
    [{ params: [{ name: 'header_X', value: 'x' }] }, 'error param_is_header params.0.name'],
    [{ params: [{ name: 'a', value: 'b%20c' }] }, 'warning percent_encoded params.0.value'],
    [
      {
        params: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      'warning param_twice params.1.name',
    ],
    [{ params: [{ name: 'a', value: 'ü'.repeat(700) }] }, 'error too_long params.0.value'],
  ])('says of %j: %s', (change, expected) => {
    expect(alarms(checkHttps({ ...good, ...change }))).toEqual([expected])
  })

  it('notes what is open to everybody, and a secret in the path', () => {
    expect(checkHttps({ url: good.url }).map(said)).toEqual(['note no_credentials headers'])
    const url = 'https://hooks.example/in/FAKEabcDEF0123456789'
    expect(checkHttps({ url }).map(said)).toEqual(['note secret_in_path url'])
  })

  it('raises no alarm for a random token in a header', () => {
    forAll(500, (r) => {
      const value = `Bearer ${anySecret(r)}`
      expect(alarms(checkHttps({ ...good, ...withHeader('Authorization', value) })), value).toEqual(
        [],
      )
    })
  })

  it('takes whatever it is given', () => {
    forAll(300, (r) => {
      const any = () => r.pick([r.nasty(12), r.int(-5, 70_000), null, [], {}, true])
      const rows = () => r.pick([any(), [any()], [{ name: any(), value: any() }]])
      checkHttps({ url: any(), headers: rows(), params: rows() })
    })
  })
})
