import { describe, expect, it } from 'vitest'
import type { Job } from '@/lib/schemas/job'
import { type HeadlineContext, headline } from './headline'

const nowMs = Date.UTC(2026, 9, 14, 9, 41)
const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString()

const job = (more: Partial<Job> = {}): Job => ({
  id: '991001',
  name: 'shop-http',
  enabled: true,
  dataset: 'http_requests',
  frequency: 'high',
  state: 'delivering',
  destination: {
    kind: 'cos',
    auth: 'apiKey',
    instanceId: null,
    bucket: 'logs',
    region: 'eu-de',
    dailyFolders: false,
    hasKey: true,
  },
  logs: { fields: { mode: 'default' }, timestamps: 'rfc3339', otherOptions: [], notes: [] },
  lastComplete: ago(1),
  lastError: null,
  errorMessage: null,
  managedElsewhere: [],
  revision: 'r1',
  ...more,
})
const context = (more: Partial<HeadlineContext> = {}): HeadlineContext => ({
  nowMs,
  clock: (ms) => new Date(ms).toISOString().slice(11, 16),
  start: null,
  off: undefined,
  staleSinceMs: null,
  wanted: null,
  ...more,
})
const said = (...args: Parameters<typeof headline>) => {
  const { key, strong, rest } = headline(...args)
  return [key, strong, rest].filter(Boolean).join(' ')
}

describe('headline', () => {
  it('says that it delivers, without colour in the words', () => {
    const words = headline(job(), context())
    expect(words).toMatchObject({
      glyph: 'disc',
      look: 'ink',
      key: 'Delivering.',
      rest: 'Last file 1 min ago.',
    })
  })

  it('leads a failing job with the loss, its cause and what comes next', () => {
    const words = headline(job({ lastComplete: ago(400), errorMessage: 'AccessDenied' }), context())
    expect(words).toMatchObject({
      glyph: 'crossed-square',
      look: 'loss',
      key: 'Failing since 03:01.',
    })
    expect(words.strong).toBe('6 h 40 min of HTTP requests not delivered.')
    expect(words.rest).toMatch(/^The bucket refused access.*about 24 hours/)
  })

  it('does not show a state out of old data', () => {
    const words = headline(job(), context({ staleSinceMs: nowMs - 600_000 }))
    expect(words).toMatchObject({ glyph: 'question', key: 'Not known.' })
    expect(words.rest).toContain('it was delivering at 09:31')
  })

  it('names who paused it, and says so where nobody knows', () => {
    const off = { how: 'paused', by: 'Ines Brandt', isYou: false, atMs: nowMs } as const
    const paused = job({ enabled: false })
    expect(said(paused, context({ off }))).toBe(
      'Paused by Ines Brandt at 09:41. Nothing is delivered until you resume it.',
    )
    expect(said(paused, context({ off: { ...off, isYou: true } }))).toContain(
      'Paused by you at 09:41.',
    )
    expect(said(paused, context({ off: null }))).toContain('Disabled; reason unknown.')
    expect(said(paused, context())).toBe('Disabled. Nothing is delivered until you resume it.')
    expect(headline(paused, context({ off: { ...off, how: 'made' } })).key).toBe(
      'Created disabled by Ines Brandt at 09:41.',
    )
  })

  it('waits for the first file', () => {
    const fresh = job({ lastComplete: null })
    expect(said(fresh, context({ start: { how: 'created', atMs: nowMs - 200_000 } }))).toContain(
      'Created 3 min 20 s ago; waiting for the first file.',
    )
    expect(said(fresh, context({ start: { how: 'resumed', atMs: nowMs - 20_000 } }))).toContain(
      'Resumed 20 seconds ago;',
    )
    expect(headline(fresh, context()).glyph).toBe('dashed-ring')
  })

  it('tells a leftover of LogDNA for what it is', () => {
    const leftover = job({
      enabled: false,
      destination: { kind: 'logdna', hostname: 'legacy', hasKey: true },
    })
    expect(said(leftover, context({ off: null }))).toContain('IBM retired LogDNA')
  })

  it('says what is asked while IBM has not confirmed', () => {
    expect(headline(job(), context({ wanted: false })).key).toBe('Pausing…')
    expect(headline(job({ enabled: false }), context({ wanted: true })).key).toBe('Resuming…')
  })
})
