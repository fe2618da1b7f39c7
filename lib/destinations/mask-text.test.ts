import { describe, expect, it } from 'vitest'
import { formsOf, leaksIn } from '@/lib/testing/leaks'
import { parseConf } from './conf'
import { dissect, maskConf } from './mask'
import { maskerOf, maskText } from './mask-text'
import { MASK } from './placeholders'
import { forAll } from './testing/random'
import { anySecret, plantedConf } from './testing/secrets'

describe('maskText', () => {
  it.each([
    ['error writing object: AccessDenied', 'error writing object: AccessDenied'],
    ['see https://cloud.example/docs/cis for more', 'see https://cloud.example/docs/cis for more'],
    ['bad cos://b?ibm_api_key=FAKE, sorry', 'bad cos://b?ibm_api_key=••••, sorry'],
    ['ibm_api_key=FAKE was refused', 'ibm_api_key=•••• was refused'],
    ['{"api_key": "FAKE"}', '{"api_key": "••••"}'],
    ['Authorization: Bearer FAKEFAKEFAKE1', 'Authorization: Bearer ••••'],
    ['splunk connection refused', 'splunk connection refused'],
    ['bearer authentication required', 'bearer authentication required'],
    ['NoSuchKey: The specified key does not exist', 'NoSuchKey: The specified key does not exist'],
    ['Cannot POST /ingest/FAKE-q7-0123/push', 'Cannot POST /ingest/••••/••••'],
    ['{"path":"/in/FAKE9x8y7z?x=FAKE"}', '{"path":"/in/••••?x=••••"}'],
    ['PATCH /api/zones/{zoneId}/jobs', 'PATCH /api/zones/{zoneId}/jobs'],
    ['to=cos%3A%2F%2Fb%3Fibm_api_key%3DFAKE%26x', 'to=cos%3A%2F%2Fb%3Fibm_api_key%3D••••%26••••'],
    ['https:\\/\\/h\\/in?sig=FAKE', 'https:\\/\\/h\\/in?sig=••••'],
    ['s3://b/access-key-id=FAKE&secret-access-key=FAKE/b/c', 's3://b/••••'],
    ['secret-access-key=FAKE/b/cd refused', 'secret-access-key=•••• refused'],
    ['x eyJFAKEFAKE.eyJFAKE.FAKE y', 'x •••• y'],
    ['Cookie: a=FAKE; b=FAKE', 'Cookie: ••••'],
    ['at file:///app/FAKE0/chunk.js:1:2', 'at file:///app/FAKE0/chunk.js:1:2'],
  ])('%j', (text, expected) => {
    expect(maskText(text)).toBe(expected)
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

describe('maskerOf', () => {
  const hook = 'https://ops:FAKE-pw@h/in/FAKE-q7-0123/push?sig=FAKE1&x=FAKE%2Fa%2Bb&env=prod&n=7'
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
    ['FAKE-key-disabled-0', 'This key is disabled', 'This key is disabled'],
    ['https://h?sig=fakefakefake', 'no fakefakefake', 'no ••••'],
    [hook, 'no /FAKE-q7-0123/ here', 'no /•••• here'],
    [hook, 'No such host: h', 'No such host: h'],
    [hook, 'Cannot push, no prod', 'Cannot push, no prod'],
    [hook, 'signature FAKE1 is wrong', 'signature •••• is wrong'],
    [hook, 'FAKE11 is another', 'FAKE11 is another'],
    [hook, '{"n":"7","env": "prod"}', '{"n":"••••","env": "••••"}'],
    [hook, 'got n=7', 'got n=••••'],
    [hook, `Basic ${btoa('ops:FAKE-pw')}`, 'Basic ••••'],
    [`https://h?header_Authorization=Basic%20${btoa('ops:FAKE-pw')}`, 'no FAKE-pw', 'no ••••'],
  ])('of %j: %j', (conf, text, expected) => {
    expect(maskerOf([conf])(text)).toBe(expected)
  })

  describe('words that a refusal has by itself', () => {
    const claims = {
      iss: 'https://iam.cloud.ibm.com/identity',
      account: { valid: true },
      name: 'Mara Lind',
      scope: 'ibm openid',
    }
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const jwt = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.FAKE0sIgN4tuRe1FAKE2`
    const refusal =
      'Forbidden: the IAM action internet-svcs.zones.manage is required and not granted to this identity'

    it.each([
      [`Bearer ${jwt}`, refusal],
      [
        `Bearer ${jwt}`,
        'account of Mara Lind is not valid, see https://iam.cloud.ibm.com/identity',
      ],
      ['identity', refusal],
      ['https://h/in?key=identity', refusal],
      ['https://h/in?header_X-Type=Identity', refusal],
      ['https://ops:identity@h/in', refusal],
      [`https://h?header_Authorization=Basic%20${btoa('ops:identity')}`, refusal],
      ['https://h?header_Authorization=Bearer%20identity', refusal],
      ['https://h/hook/0a1b2c3d4e5f/identity', refusal],
      ['https://h/key/identity', refusal],
      ['https://h/hook/0a1b2c3d4e5f/push', 'Cannot push here'],
    ])('are shown beside %s', (known, text) => {
      expect(maskerOf([known])(text)).toBe(text)
    })

    it.each([
      [`Bearer ${jwt}`, `no ${jwt}!`, 'no ••••!'],
      [`Bearer ${jwt}`, `no ${jwt.slice(-15)}!`, 'no ••••!'],
      [`Bearer ${part({ ...claims, apikey: 'FAKE-held' })}.x`, 'no FAKE-held!', 'no ••••!'],
      ['https://h/in?key=identity', 'no https://h/in?key=identity', 'no https://h/in?key=••••'],
      ['https://h/in?key=identity', '{"key":"identity"}', '{"key":"••••"}'],
      ['https://h/in?x=identity', 'x: identity, this identity', 'x: ••••, this identity'],
      ['https://h/in?header_X-Type=Identity', 'X-Type: Identity', 'X-Type: ••••'],
      ['https://ops:identity@h/in', 'no https://ops:identity@h/in', 'no https://••••@h/in'],
      ['https://ops:identity@h/in', 'no ops:identity here', 'no •••• here'],
      [`https://h?header_Authorization=Basic%20${btoa('ops:identity')}`, 'ops:identity', '••••'],
      ['https://h?header_Authorization=Bearer%20identity', 'no Bearer identity', 'no ••••'],
      ['https://h?key=swordfish', 'no swordfish here', 'no •••• here'],
      ['https://ops:swordfish@h', 'no swordfish here', 'no •••• here'],
      ['https://h/key/swordfish', 'swordfish is not known', '•••• is not known'],
      ['https://h/in/0a1b2c3d4e5f/token/swordfish/push', 'no swordfish, push', 'no ••••, push'],
      ['https://h/key%2Fswordfish', 'no swordfish here', 'no •••• here'],
      ['https://h/key//swordfish', 'no swordfish here', 'no •••• here'],
      ['https://h/in&key=swordfish&x=1', 'no swordfish here', 'no •••• here'],
      ['s3://b/secret-access-key/swordfish', 'no swordfish here', 'no •••• here'],
      [
        'https://h/auth/identity',
        'no auth/identity for this identity',
        'no auth/•••• for this identity',
      ],
    ])('are hidden where they stand as a secret: %s in %j', (known, text, expected) => {
      expect(maskerOf([known])(text)).toBe(expected)
    })

    it('are hidden in the address and behind the name, and shown in the sentence, for any of them', () => {
      forAll(300, (r) => {
        const word = r.pick(['identity', 'Account', 'permission', 'region', 'service', 'password'])
        const name = r.pick(['key', 'sig', 'x', 'header_X-Auth', 'apiToken'])
        const conf = `https://h.example/in?${name}=${word}`
        const mask = maskerOf([conf, `cos://b?ibm_api_key=${anySecret(r)}`])
        const sentence = `The ${word} of this zone was not found.`
        expect(mask(sentence)).toBe(sentence)
        const is = r.pick(['=', ': ', '":"', ' = '])
        expect(mask(`no ${name}${is}${word} here`)).toBe(`no ${name}${is}${MASK} here`)
        expect(mask(`Cannot POST ${conf} here`)).toBe(`Cannot POST ${maskConf(conf)} here`)
      })
    })
  })

  it('finds a secret in any form, whatever stands around it', () => {
    forAll(150, (r) => {
      const secret = anySecret(r)
      const mask = maskerOf([secret])
      for (const [form, text] of formsOf(secret)) {
        const around = r.pick([' ', '/', '"', '=', '&', '>', '(', "'"])
        const said = mask(`404 Cannot POST${around}${text}${around} by h.example`)
        expect(leaksIn(said, { secret }), `${form} of ${secret}: ${said}`).toEqual([])
        expect(said).toMatch(/^404 .*h\.example$/)
      }
    })
  })

  it('hides in every text what a destination hides', () => {
    forAll(150, (r) => {
      const { conf, secrets } = plantedConf(r)
      const mask = maskerOf([null, conf])
      for (const secret of secrets) {
        const form = r.pick([...formsOf(secret).values()])
        const known = { secret }
        expect(leaksIn(mask(`no ${form}, sorry`), known), conf).toEqual([])
        expect(leaksIn(mask(`error writing to ${conf}: 404`), known), conf).toEqual([])
        expect(leaksIn(mask(JSON.stringify({ said: `Cannot POST ${conf}` })), known)).toEqual([])
      }
    })
  })

  it.each([
    'f1a2b3c4000011112222333344445555',
    'F1A2B3C4000011112222333344445555',
    'f1a2b3c4 0000 1111 2222 333344445555',
    'F1:A2:B3:C4:00:00:11:11:22:22:33:33:44:44:55:55',
    'f1a2b3c4_0000_1111_2222_333344445555',
    'f1a2b3c4 - 0000 - 1111 - 2222 - 333344445555',
    'f1a2b3c4%2D0000%2D1111%2D2222%2D333344445555',
  ])('finds a GUID written as %s', (written) => {
    const guid = 'f1a2b3c4-0000-1111-2222-333344445555'
    for (const secret of [guid, guid.replaceAll('-', ''), guid.toUpperCase()]) {
      const confs = [
        `splunk://h/raw?header_Authorization=Splunk%20${secret}`,
        `https://h/${secret}/x`,
      ]
      for (const conf of [secret, ...confs]) {
        expect(maskerOf([conf])(`no ${written}!`), conf).toBe('no ••••!')
      }
    }
  })

  it.each([
    ['correct-horse-battery-staple', 'no correct horse battery staple!', 'no ••••!'],
    ['correct-horse-battery-staple', 'no correctHorseBatteryStaple!', 'no ••••!'],
    ['correct horse battery staple', 'no correct_horse_battery_staple!', 'no ••••!'],
    ['FAKE-key-disabled-0', 'This key is disabled', 'This key is disabled'],
    ['f1a2-b3c4-0000', 'no f1a2b3…', 'no ••••…'],
    [
      'https://h/0a1b2c3d4e/created/for/the/whole/zone',
      'created for the zone',
      'created for the zone',
    ],
  ])('compares %s without separators', (known, text, expected) => {
    expect(maskerOf([known])(text)).toBe(expected)
  })

  it('finds it upon line wraps, and where a text was cut', () => {
    forAll(300, (r) => {
      const secret = anySecret(r)
      const mask = maskerOf([secret])
      const at = r.int(1, secret.length - 1)
      const wrap = r.pick(['\n', '\r\n  ', ' ', '\\n', '=\n', '\u200b', '%0A'])
      const wrapped = `${secret.slice(0, at)}${wrap}${secret.slice(at)}`
      expect(mask(`no ${wrapped}!`), secret).toBe('no ••••!')
      const said = `error writing object, no key${r.pick(['/', ' ', '\n', ': ', ' + ', '\u00a0'])}`
      const cut = mask(`${said}${secret.slice(0, at)}…`)
      // Three characters tell nothing, nor do signs.
      expect(cut.replace(said, ''), secret).toMatch(/^(?:.{0,3}|(?:••••)?[^\p{L}\p{N}]*)…$/u)
    })
  })

  it('finds short ones as words, and behind their name', () => {
    forAll(200, (r) => {
      const secret = `${r.text('abcFGH', 2, 4)}${r.text('0189', 2, 3)}`
      const mask = maskerOf([`https://h/in?sig=${secret}`])
      for (const text of [`bad ${secret}.`, `/in?sig=${secret}`, `{"sig":"${secret}"}`]) {
        expect(mask(text)).toBe(text.replace(secret, MASK))
      }
    })
  })

  it.each([
    ['horsebattery7', 'gardenfence8'],
    ['orderly-house9', 'tok a%2F+"x'],
  ])('hides the whole of %j and %j, plain words in them too', (first, second) => {
    const header = (name: string, value: string) => `header_${name}=${encodeURIComponent(value)}`
    const mask = maskerOf([
      `https://h.example/in?${header('X-Tag', first)}&${header('x-tag', second)}`,
    ])
    const echo = JSON.stringify({ 'x-tag': `${first}, ${second}`, seen: second })
    expect(mask(echo)).toBe('{"x-tag":"••••, ••••","seen":"••••"}')
  })

  it('leaves alone what the destination shows', () => {
    forAll(300, (r) => {
      const { conf } = plantedConf(r)
      const shown = dissect(parseConf(conf)).filter(({ hidden }) => !hidden)
      const text = shown.map((piece) => piece.text.replace(/[/?&=@]/g, ' ')).join(' ')
      expect(maskerOf([conf])(text)).toBe(text)
    })
  })

  it('never throws, and takes no time that grows out of hand', () => {
    forAll(100, (r) => {
      const known = r.chance(0.5) ? r.nasty(60) : `https://${r.nasty(60)}`
      const text = r.nasty(80)
      expect(typeof maskerOf([known, text])(text)).toBe('string')
    })
    for (const run of ['FAKE', '/', 'a1', '%25', '\\', '&amp;', '.', '=', '….', ' ']) {
      const long = run.repeat(1_000)
      maskerOf([`https://h/${long}?x=${long}`, long])(long)
    }
  })
})
