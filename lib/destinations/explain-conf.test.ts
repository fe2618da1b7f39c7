import { describe, expect, it } from 'vitest'
import { leaksIn } from '@/lib/testing/leaks'
import { explainConf } from './explain-conf'
import { MASK } from './placeholders'
import { forAll } from './testing/random'
import { anySecret, plantedConf } from './testing/secrets'

const guid = '6f1c02be-7d41-4c0e-9b1a-5e0d3f8a9d20'
const lines = (text: string, options = {}) =>
  explainConf(text, options).parts.map(({ piece, meaning }) => `${piece} · ${meaning}`)

describe('explainConf', () => {
  it.each([
    [
      's3://burritobot/logs/{DATE}?region=us-east-1&sse=AES256&access-key-id=FAKE&secret-access-key=FAKE&x=y&',
      [
        's3:// · Amazon S3 or compatible',
        'burritobot · Where files are written',
        '/logs/{DATE} · {DATE} becomes the day, as in 20260131',
        'region=us-east-1 · Region of the bucket',
        'sse=AES256 · Encryption at rest',
        'access-key-id=•••• · Access key; hidden',
        'secret-access-key=•••• · Secret of the access key; hidden',
        'x=•••• · Passed on as it is; hidden',
      ],
    ],
    [
      `splunk://splunk.example:8088/services/collector/raw?channel=${guid}&sourcetype=cloudflare:json&insecure-skip-verify=false&header_Authorization=Splunk%20FAKE`,
      [
        'splunk:// · Splunk',
        'splunk.example:8088 · Where logs are sent',
        '/services/collector/raw · Path at the receiver',
        `channel=${guid} · Channel`,
        'sourcetype=cloudflare:json · Source type',
        'insecure-skip-verify=false · Whether the certificate goes unchecked',
        'header_Authorization=•••• · Sent as the header Authorization; hidden',
      ],
    ],
    [
      'https://ops:FAKE@logs.example/in/FAKEabcDEF0123456789?tags=a:b&',
      [
        'https:// · HTTPS',
        '••••@ · A credential in the address; hidden',
        'logs.example · Where logs are sent',
        '/in/•••• · Path at the receiver; partly hidden',
        'tags=a:b · Tags',
      ],
    ],
    [
      'logdna://logs.example',
      ['logdna:// · IBM Log Analysis, which ended on 30 March 2025', '•••• · Hidden'],
    ],
    ['ftp://logs.example', ['•••• · Hidden; unknown scheme']],
    ['FAKE', ['•••• · Hidden; a destination starts with a scheme, such as s3://']],
    ['', []],
  ])('takes %j apart', (text, expected) => {
    expect(lines(text)).toEqual(expected)
  })

  it('hides what is typed last until it can be nothing else', () => {
    expect(lines('https://logs.example:8443')).toEqual([
      'https:// · HTTPS',
      '•••• · Hidden while it may be a credential',
    ])
    expect(lines('https://logs.example:8443', { isWhole: true })).toEqual([
      'https:// · HTTPS',
      'logs.example:8443 · Where logs are sent',
    ])
    expect(lines('https://logs.example/sec')).toContain(
      '/•••• · Path at the receiver; partly hidden',
    )
    expect(lines('https://logs.example/sec', { isWhole: true })).toContain(
      '/sec · Path at the receiver',
    )
    expect(lines('https://logs.example/in?tags=edge')).toContain('tags=•••• · Tags; hidden')
    expect(lines('https://logs.example/in?tags=edge&')).toContain('tags=edge · Tags')
    expect(lines('gs://bucket')).toContain('•••• · Hidden while it may be a credential')
    expect(lines('gs://bucket/')).toContain('bucket · Where files are written')
  })

  it.each([
    ['s3://b/p?region=us-east-1', true],
    ['s3://b/p?region=us-east-1&access-key-id=FAKE&secret-access-key=FAKE', false],
    ['s3://b/p?region=x&endpoint=h&access-key-id=FAKE&secret-access-key=FAKE', false],
    ['gs://b', true],
    ['azure://h/b?sig=FAKE', true],
    ['sumo://h/receiver', true],
    ['r2://b', false],
    ['https://h', false],
    ['splunk://h', false],
    ['datadog://h', false],
    ['ibmcl://h', false],
    ['cos://b?region=eu', true],
    ['cos://b?region=eu&ibm_api_key=FAKE', false],
    ['ftp://h', null],
  ])('%s needs an ownership token: %j', (text, expected) => {
    expect(explainConf(text).needsChallenge).toBe(expected)
  })

  const named = (secrets: string[]) => Object.fromEntries(secrets.map((secret) => [secret, secret]))

  it('shows no secret of a whole text', () => {
    forAll(400, (r) => {
      const { conf, secrets } = plantedConf(r)
      for (const isWhole of [true, false]) {
        const said = JSON.stringify(explainConf(conf, { isWhole }))
        expect(leaksIn(said, named(secrets)), conf).toEqual([])
      }
    })
  })

  it('shows no secret while it is typed, character by character', () => {
    forAll(150, (r) => {
      const { conf, secrets } = plantedConf(r)
      for (let length = 0; length <= conf.length; length++) {
        const text = conf.slice(0, length)
        const said = JSON.stringify(explainConf(text))
        expect(leaksIn(said, named(secrets)), text).toEqual([])
      }
    })
  })

  it('shows nothing of a secret alone, nor of one with a scheme in front', () => {
    forAll(150, (r) => {
      const secret = anySecret(r)
      const head = r.pick(['', 's3://', 'https://', 'splunk://', 'https://ops:', 'gs://b/?', 'x'])
      for (let length = 0; length <= secret.length; length++) {
        const said = JSON.stringify(explainConf(head + secret.slice(0, length)).parts)
        expect(leaksIn(said, { secret }), head + secret).toEqual([])
      }
    })
  })

  it('never throws, and masks nothing but with the mask', () => {
    forAll(500, (r) => {
      const text = r.nasty(40)
      for (const { piece } of explainConf(text).parts) {
        const shown = piece.split(MASK).flatMap((it) => it.split(/[/=]/))
        expect(
          shown.every((it) => decodeURIish(text).includes(it) || text.includes(it)),
          text,
        ).toBe(true)
      }
    })
  })
})

/** As names and values are decoded. */
function decodeURIish(text: string): string {
  return (
    text.toLowerCase() +
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  )
}

it('says of Azure that the host is of the account', () => {
  const { parts } = explainConf('azure://acme.blob.core.windows.net/edge/http?sig=FAKE', {
    isWhole: true,
  })
  expect(parts.slice(1, 3)).toEqual([
    { piece: 'acme.blob.core.windows.net', name: 'Host', meaning: 'Of the storage account' },
    { piece: '/edge/http', name: 'Container and folder', meaning: 'Container and folder' },
  ])
})
