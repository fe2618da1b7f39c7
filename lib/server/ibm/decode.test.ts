import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBody } from './decode'

const text = '{"ok":1}'
const whole = (bytes: Buffer) => ({ bytes, cut: false })
const decoded = async (bytes: Buffer, encoding: string | string[], max = 1_000) => {
  const { bytes: out, cut } = await decodeBody(whole(bytes), encoding, max)
  return [out.toString(), cut]
}

describe('decodeBody unpacks', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP ', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['deflate, gzip', gzipSync(deflateSync(text))],
    ['gzip,identity', gzipSync(text)],
  ])('%s', async (encoding, bytes) => {
    expect(await decoded(bytes, encoding)).toEqual([text, false])
  })

  it('a header that came twice', async () => {
    expect(await decoded(gzipSync(gzipSync(text)), ['gzip', 'gzip'])).toEqual([text, false])
  })

  it('an empty body of any coding', async () => {
    expect(await decoded(Buffer.alloc(0), 'gzip')).toEqual(['', false])
  })

  it('the beginning of what was cut off', async () => {
    for (const [encoding, packed] of [
      ['gzip', gzipSync('a'.repeat(90_000) + Math.random())],
      ['br', brotliCompressSync('a'.repeat(90_000) + Math.random())],
    ] as const) {
      const half = { bytes: packed.subarray(0, packed.length - 4), cut: true }
      const { bytes, cut } = await decodeBody(half, encoding, 5_000)
      expect([bytes.toString(), cut]).toEqual(['a'.repeat(5_000), true])
    }
  })
})

describe('decodeBody stops', () => {
  const many = Buffer.alloc(64_000_000)
  it.each([
    ['gzip', gzipSync(many)],
    ['deflate', deflateSync(many)],
    ['br', brotliCompressSync(many)],
    ['gzip, gzip', gzipSync(gzipSync(many))],
    // The inner one is a bomb of its own: the limit holds at each stage.
    ['gzip, gzip', gzipSync(Buffer.concat([gzipSync('x'), many]))],
  ])('at the limit of a bomb in %s', async (encoding, bytes) => {
    const before = process.memoryUsage().arrayBuffers
    const out = await decodeBody(whole(bytes), encoding, 100_000)
    expect(out.cut).toBe(true)
    expect(out.bytes.length).toBeLessThanOrEqual(100_000)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000)
  })
})

describe('decodeBody refuses', () => {
  it.each([
    ['gzip', Buffer.from('not packed')],
    ['gzip', gzipSync(text).subarray(0, 20)],
    ['br', Buffer.from('not packed')],
    ['zstd-x', Buffer.from(text)],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(text)))],
    ['gzip, gzip', gzipSync(text)],
  ])('%s that is none', async (encoding, bytes) => {
    await expect(decodeBody(whole(bytes), encoding, 1_000)).rejects.toThrow()
  })
})
