import { describe, expect, it } from 'vitest'
import { cleanCode, cleanId, cleanText } from './clean-text'

describe('cleanText', () => {
  it.each([
    'cos://bucket/x?region=eu-de&ibm_api_key=FAKE-SECRET-1',
    '{"api_key":"FAKE-SECRET-1"}',
    'ibm_api_key: FAKE-SECRET-1 is wrong',
    'https://h.example/x?header_Authorization=Bearer%20FAKE-SECRET-1&tags=a',
    'Authorization: Bearer FAKE-SECRET-1',
    'splunk said no to Splunk FAKE-SECRET-1',
    'apikey=FAKE-SECRET-1',
    'refresh_token="FAKE-SECRET-1"',
    'passcode=FAKE-SECRET-1',
  ])('masks the secret in %j', (text) => {
    expect(cleanText(text)).not.toContain('FAKE-SECRET-1')
    expect(cleanText(text)).toContain('••••')
  })

  it('masks a JWT wherever it stands', () => {
    const token = 'eyJhbGciOiJub25l.eyJpYW1faWQiOiJGQUtF.FAKEsignature'
    expect(cleanText(`token ${token} has ended`)).toBe('token •••• has ended')
  })

  it('masks what the request carried, plain and percent-encoded', () => {
    const secret = 'FAKE key/with+signs'
    expect(cleanText(`no: ${secret}, nor ${encodeURIComponent(secret)}`, [secret])).toBe(
      'no: ••••, nor ••••',
    )
  })

  it.each(['<html><body>502</body></html>', '<!DOCTYPE html>', 'x <h1>Bad gateway</h1>'])(
    'drops the page %j',
    (page) => {
      expect(cleanText(page)).toBeUndefined()
    },
  )

  it('keeps words in angle brackets, which IBM uses for placeholders', () => {
    expect(cleanText("reading job for product '<product>' is not allowed")).toContain('<product>')
  })

  it('makes one line of it, without control characters', () => {
    expect(cleanText(' a\r\n\tb\u0000\u202ec ')).toBe('a b c')
    expect(cleanText('\u0007 \n')).toBeUndefined()
  })

  it.each(['header_', 'secret-', 'token ', 'eyJaaaaaaaa', 'Bearer '])(
    'reads a long run of %j',
    (text) => {
      // A pattern that looks back would take minutes here.
      expect(cleanText(text.repeat(100_000))?.length).toBeLessThanOrEqual(300)
    },
  )

  it('masks a known secret that stands where a long text is cut', () => {
    const secret = `FAKE${'x'.repeat(3_900)}`
    expect(cleanText(`${'y'.repeat(200)} ${secret}`, [secret])).not.toContain('FAKE')
  })

  it('shows nothing of a secret that it cuts itself, however short', () => {
    for (const secret of ['FAKEKey-0123456789', 'swordfish']) {
      for (let left = 1; left < secret.length; left++) {
        // So long for its blanks that all the rest is shown.
        const before = `no key${' '.repeat(3_993 - left)}`
        expect(cleanText(`${before} ${secret} here`, [secret])).toBe('no key …')
      }
    }
  })

  it('cuts at 300 characters, never inside a surrogate pair', () => {
    const cut = cleanText(`${'x'.repeat(298)}${'\u{1f600}'.repeat(10)}`) ?? ''
    expect(cut.length).toBeLessThanOrEqual(300)
    expect(cut.isWellFormed()).toBe(true)
    expect(cut.endsWith('…')).toBe(true)
  })
})

describe('cleanCode and cleanId', () => {
  it('takes numbers and words for codes, and nothing else', () => {
    expect([1002, 'BXNIM0415E', 'AccessDenied'].map((raw) => cleanCode(raw))).toEqual([
      '1002',
      'BXNIM0415E',
      'AccessDenied',
    ])
    expect([null, {}, '', 'two words', '<b>', 'x'.repeat(65)].map((raw) => cleanCode(raw))).toEqual(
      Array.from({ length: 6 }),
    )
  })

  it('takes only visible characters for an id, and the first of several headers', () => {
    expect(cleanId(['FAKE-id', 'other'])).toBe('FAKE-id')
    expect([undefined, '', 'a b', 'a\nb', 'x'.repeat(129)].map((raw) => cleanId(raw))).toEqual(
      Array.from({ length: 5 }),
    )
  })
})
