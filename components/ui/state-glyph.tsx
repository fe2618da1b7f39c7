import { cx } from './cx'

/**
 * Shape families, told apart without colour: round = works as told, square = logs are lost,
 * bars = a person did it, thin line or cross = nothing there. Never without a word beside it.
 */
export type Glyph =
  | 'disc'
  | 'ring'
  | 'half-disc'
  | 'dashed-ring'
  | 'crossed-square'
  | 'struck-square'
  | 'bars'
  | 'question'
  | 'dashed-square'
  | 'plus'
  | 'dash'
  | 'check'
  | 'triangle'
  | 'info'

export type GlyphTone = 'good' | 'warn' | 'loss' | 'ink-2' | 'ink-3'

const toneClass: Record<GlyphTone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  loss: 'text-loss',
  'ink-2': 'text-ink-2',
  'ink-3': 'text-ink-3',
}

const glyphs: Record<Glyph, { tone: GlyphTone; draw: React.ReactNode }> = {
  disc: { tone: 'good', draw: <circle cx="8" cy="8" r="5" fill="currentColor" /> },
  ring: { tone: 'ink-3', draw: <circle cx="8" cy="8" r="4.25" /> },
  'half-disc': {
    tone: 'warn',
    draw: (
      <>
        <circle cx="8" cy="8" r="5.25" />
        <path d="M8 2.75a5.25 5.25 0 0 0 0 10.5z" fill="currentColor" stroke="none" />
      </>
    ),
  },
  'dashed-ring': { tone: 'ink-3', draw: <circle cx="8" cy="8" r="5" strokeDasharray="2 1.93" /> },
  'crossed-square': {
    tone: 'loss',
    draw: (
      <>
        <rect x="2" y="2" width="12" height="12" rx="1.5" fill="currentColor" stroke="none" />
        <path d="M5.5 5.5l5 5M10.5 5.5l-5 5" className="stroke-on-ink" />
      </>
    ),
  },
  'struck-square': {
    tone: 'loss',
    draw: <path d="M2.75 2.75h10.5v10.5H2.75zM13 3L3 13" />,
  },
  bars: { tone: 'ink-2', draw: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.5" /> },
  question: {
    tone: 'ink-3',
    draw: <path d="M5.4 6a2.6 2.6 0 1 1 3.9 2.2C8.4 8.8 8 9.2 8 10.2M8 12.2v1.2" />,
  },
  'dashed-square': {
    tone: 'ink-3',
    draw: <rect x="2.75" y="2.75" width="10.5" height="10.5" strokeDasharray="2.5 1.7" />,
  },
  plus: { tone: 'ink-3', draw: <path d="M8 5v6M5 8h6" /> },
  dash: { tone: 'ink-3', draw: <path d="M5 8h6" /> },
  check: {
    tone: 'good',
    draw: (
      <>
        <circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none" />
        <path d="M5.3 8.2l1.9 1.9 3.6-4" className="stroke-on-ink" />
      </>
    ),
  },
  triangle: {
    tone: 'warn',
    draw: <path d="M8 2.5l6 10.75H2zM8 6.5v3.25M8 10.75v1.25" strokeLinejoin="round" />,
  },
  info: {
    tone: 'ink-2',
    draw: (
      <>
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 7.25v3.75M8 4.75v1.25" />
      </>
    ),
  },
}

/** The caller gives the word. `size` in px: 16, in a matrix 14, in a state sentence 20. */
export function StateGlyph({
  glyph,
  size = 16,
  tone,
  className,
}: {
  glyph: Glyph
  size?: 14 | 16 | 20
  tone?: GlyphTone
  className?: string
}) {
  const { draw, tone: own } = glyphs[glyph]
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      className={cx('shrink-0', toneClass[tone ?? own], className)}
    >
      {draw}
    </svg>
  )
}
