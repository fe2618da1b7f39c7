import { describe, expect, it } from 'vitest'
import { MASK } from './conf'
import { maskConf, maskText, maskTextAbout } from './mask'
import { fromConf } from './registry'
import { forAll, type Random } from './testing/random'

const id = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'

describe('maskConf', () => {
  it.each([
    ['', ''],
    ['cos://b/a/{DATE}?region=eu-de', 'cos://b/a/{DATE}?region=eu-de'],
    [
      `cos://b?region=eu-de&instance-id=${id}&ibm_api_key=FAKE`,
      `cos://b?region=eu-de&instance-id=${id}&ibm_api_key=••••`,
    ],
    ['cos://b?IBM_API_KEY=FAKE', 'cos://b?IBM_API_KEY=••••'],
    [`cos://b?instance-id=${id}ibm_api_key=FAKE`, 'cos://b?instance-id=••••'],
    ['cos://b/x&ibm_api_key=FAKE', 'cos://b/••••'],
    [
      'splunk://h:8088/services/collector/raw?header_Authorization=Splunk%20FAKE&sourcetype=a:b',
      'splunk://h:8088/services/collector/raw?header_Authorization=••••&sourcetype=a:b',
    ],
    ['https://u:FAKE@h/in/v1?x=FAKE', 'https://••••@h/in/v1?x=••••'],
    ['https://u:FA/KE@h/in', 'https://••••/••••/in'],
    ['https://h/token/FAKE', 'https://h/••••/••••'],
    ['https://h/a?FAKE', 'https://h/a?••••'],
    ['https://h/a#FAKE', 'https://h/••••'],
    ['https://h/?region=FAKESECRETVALUE', 'https://h?region=••••'],
    [
      'sumo://c.example/receiver/v1/http/FAKEFAKEfakefake==',
      'sumo://c.example/receiver/v1/http/••••',
    ],
    [
      'azure://box/folder?sv=2019&sig=FAKE%2Bx&se=2030',
      'azure://box/folder?sv=••••&sig=••••&se=••••',
    ],
    [
      'datadog://http-intake.logs.example/v1?header_DD-API-KEY=FAKE&ddsource=cis&service=edge',
      'datadog://http-intake.logs.example/v1?header_DD-API-KEY=••••&ddsource=cis&service=edge',
    ],
    ['ftp:FAKE', '••••'],
    ['FAKE\nFAKE', '••••'],
  ])('%j', (text, expected) => {
    expect(maskConf(text)).toBe(expected)
    expect(maskConf(expected)).toBe(expected)
  })

  it('says which secret it was where asked to', () => {
    expect(maskConf('cos://b?ibm_api_key=FAKE', (secret) => `<${secret.length}>`)).toBe(
      'cos://b?ibm_api_key=<4>',
    )
  })
})

/** A secret with a mark in it that is found again even when it was decoded or split. */
function secret(r: Random): string {
  return `FAKEq7${r.text('abcXYZ0189', 12, 40)}${r.pick(['', '==', '+/x', '%2B', '%zz', '.x', '~'])}`
}

/** A destination of any scheme with secrets wherever people put them. */
function planted(r: Random): string {
  const scheme = r.pick(['cos', 'ibmcl', 'splunk', 'https', 'logdna', 's3', 'azure', 'sumo', 'x+y'])
  const names = [
    ...['ibm_api_key', 'IBM_API_KEY', 'api_key', 'header_Authorization', 'header_X-Api-Key'],
    ...['header%5FAuthorization', 'access-key-id', 'secret-access-key', 'sig', 'token', 'auth'],
    ...[
      'password',
      'ingress_key',
      'apikey',
      'x',
      '',
      'region',
      'instance-id',
      'sourcetype',
      'tags',
    ],
  ]
  const user = r.chance(0.4) ? `${r.pick(['', 'u:'])}${secret(r)}@` : ''
  // In a bucket's path a folder is a folder; elsewhere it may be what opens the door.
  const isFolder = ['cos', 's3', 'ibmcl'].includes(scheme)
  const path = r.chance(0.5) && !isFolder ? `/${r.pick(['hook/', 'a/b/', ''])}${secret(r)}` : '/in'
  const params = Array.from({ length: r.int(0, 5) }, () => {
    const name = r.pick(names)
    const value = `${r.pick(['', 'Splunk%20', 'Bearer ', `${id}`, 'a='])}${secret(r)}`
    return r.chance(0.1) ? secret(r) : `${name}=${value}`
  })
  const query = params.length > 0 ? `?${params.join(r.pick(['&', '&', '&&', '?']))}` : ''
  return `${scheme}://${user}host.example${path}${query}${r.chance(0.1) ? `#${secret(r)}` : ''}`
}

describe('planted secrets', () => {
  it('never come out of a masked text or a view, whatever the scheme', () => {
    forAll(1500, (r) => {
      const text = r.chance(0.1) ? secret(r) : planted(r)
      expect(maskConf(text), text).not.toMatch(/fakeq7/i)
      expect(JSON.stringify(fromConf(text)), text).not.toMatch(/fakeq7/i)
      expect(maskText(`error writing object: ${text}`), text).not.toMatch(/[:/]\/\S*FAKEq7/i)
    })
  })

  it('masks once and for all, and never throws', () => {
    forAll(1500, (r) => {
      const once = maskConf(r.chance(0.5) ? planted(r) : r.nasty(50))
      expect(maskConf(once)).toBe(once)
    })
  })
})

describe('maskText', () => {
  it.each([
    ['error writing object: AccessDenied', 'error writing object: AccessDenied'],
    ['see https://cloud.example/docs/cis for more', 'see https://cloud.example/docs/cis for more'],
    ['bad cos://b?ibm_api_key=FAKE, sorry', 'bad cos://b?ibm_api_key=•••• sorry'],
    ['ibm_api_key=FAKE was refused', 'ibm_api_key=•••• was refused'],
    ['{"api_key": "FAKE"}', '{"api_key": "••••"}'],
    ['Authorization: Bearer FAKEFAKEFAKE1', 'Authorization: Bearer ••••'],
    ['splunk connection refused', 'splunk connection refused'],
  ])('%j', (text, expected) => {
    expect(maskText(text)).toBe(expected)
    expect(maskText(text).includes('FAKE')).toBe(false)
  })

  it.each(['header_', 'header_-', 'token ', 'basic  ', 'a://', 'secret="'])(
    'reads a long run of %j through',
    (text) => {
      // What a destination says is not short by nature; a pattern that looks back would take minutes here.
      expect(maskText(text.repeat(40_000))).not.toContain('FAKE')
    },
  )

  it('marks each secret once', () => {
    expect(maskText('cos://b?ibm_api_key=FAKE', () => `${MASK} print 1a2b`)).toBe(
      'cos://b?ibm_api_key=•••• print 1a2b',
    )
  })
})

describe('maskTextAbout', () => {
  it.each([
    [
      'cos://b?region=eu-de&ibm_api_key=FAKE-key-1',
      'key FAKE-key-1 is locked',
      'key •••• is locked',
    ],
    ['splunk://h?header_Authorization=Splunk%20FAKEtoken', 'no FAKEtoken here', 'no •••• here'],
    ['https://u:FAKE-pass@h/in', 'login FAKE-pass failed', 'login •••• failed'],
    ['https://h/in?x=FAKE%2Fa%2Bb', 'said FAKE%2Fa%2Bb and FAKE/a+b', 'said •••• and ••••'],
    ['cos://b?region=eu-de', 'no bucket b in eu-de', 'no bucket b in eu-de'],
    [null, 'AccessDenied', 'AccessDenied'],
  ])('of %j: %j', (conf, text, expected) => {
    expect(maskTextAbout(conf, text)).toBe(expected)
  })
})
