import { describe, expect, it } from 'vitest'
import { leaksIn } from '@/lib/testing/leaks'
import { behindDoors, maskConf } from './mask'
import { fromConf } from './registry'
import { forAll } from './testing/random'
import { anySecret, plantedConf } from './testing/secrets'

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
    ['https://u:FA/KE@h/in', 'https://••••'],
    ['https://h/token/FAKE', 'https://h/token/••••'],
    ['https://h/token//FAKE', 'https://h/token//••••'],
    ['https://h/token/swordfish/in?tags=swordfish', 'https://h/token/••••/••••?tags=••••'],
    ['https://h/in&token=swordfish?tags=swordfish', 'https://h/••••?tags=••••'],
    ['https://h/a?FAKE', 'https://h/a?••••'],
    ['https://h/a#FAKE', 'https://h/••••'],
    ['https://h/?region=FAKESECRETVALUE', 'https://h/?region=••••'],
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
    [
      `splunk://h/raw?channel=${id}&header_Authorization=Splunk%20${id.toUpperCase()}`,
      'splunk://h/raw?channel=••••&header_Authorization=••••',
    ],
    [
      `splunk://h/raw?channel=${id}&header_Authorization=Splunk%20${id.replaceAll('-', '')}`,
      'splunk://h/raw?channel=••••&header_Authorization=••••',
    ],
    ['https://u:FAKE-pass@h/FAKE-pass', 'https://••••@h/••••'],
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

const named = (secrets: string[]) => Object.fromEntries(secrets.map((secret) => [secret, secret]))

describe('what a path says after a secret’s name', () => {
  it('is found once, however many names there are', () => {
    const text = `/x/${'token='.repeat(600)}FAKE-1/y`
    const values = behindDoors({ text, hidden: true, of: 'path' }).map(({ value }) => value)
    expect(values.join('').length).toBeLessThan(text.length)
    expect(values).toContain('FAKE-1')
  })
})

describe('planted secrets', () => {
  it('never come out of a masked text or a view, whatever the scheme, and hasKey tells of them', () => {
    forAll(400, (r) => {
      const { conf, secrets } = plantedConf(r)
      const view = fromConf(conf)
      expect(leaksIn(maskConf(conf), named(secrets)), conf).toEqual([])
      expect(leaksIn(JSON.stringify(view), named(secrets)), conf).toEqual([])
      expect('hasKey' in view && view.hasKey === true, conf).toBe(secrets.length > 0)
    })
  })

  it('never come out of a text of no form', () => {
    forAll(300, (r) => {
      const secret = anySecret(r)
      for (const text of [secret, `${secret}://in`, `${secret} ${secret}`]) {
        expect(leaksIn(JSON.stringify(fromConf(text)), { secret }), text).toEqual([])
      }
    })
  })

  it('are masked once and for all, and nothing throws', () => {
    forAll(1000, (r) => {
      const once = maskConf(r.chance(0.5) ? plantedConf(r).conf : r.nasty(50))
      expect(maskConf(once)).toBe(once)
    })
  })

  it('are hidden from the first odd part on', () => {
    forAll(500, (r) => {
      const secret = Array.from({ length: r.int(2, 5) }, () => r.text('abEF09+', 1, 9)).join('/')
      const glue = r.pick(['&', ';', ',', ' ', '%26', '&amp;', '/', '%2F', '\t'])
      const is = r.pick(['=', ':', '%3D', ' = '])
      const scheme = r.pick(['s3', 'cos', 'gs', 'r2', 'azure', 'https', 'splunk', 'sumo'])
      const conf = `${scheme}://logs/cf/access-key-id${is}AKFAKE${glue}secret-access-key${is}${secret}`
      expect(maskConf(conf)).toMatch(/^[a-z0-9]+:\/\/logs\/cf(\/••••)+$/)
      expect(fromConf(conf)).toMatchObject({ hasKey: true })
    })
  })
})
