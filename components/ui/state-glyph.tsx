import type { ReactNode } from 'react'
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

export type GlyphTone = 'good' | 'mark' | 'warn' | 'loss' | 'ink-2' | 'ink-3'

const toneClass: Record<GlyphTone, string> = {
  good: 'text-good',
  mark: 'text-mark',
  warn: 'text-warn',
  loss: 'text-loss',
  'ink-2': 'text-ink-2',
  'ink-3': 'text-ink-3',
}

const glyphs: Record<Glyph, { tone: GlyphTone; draw: ReactNode }> = {
  disc: { tone: 'good', draw: <circle cx="8" cy="8" r="5" fill="currentColor" stroke="none" /> },
  ring: { tone: 'ink-3', draw: <circle cx="8" cy="8" r="4.25" /> },
  'half-disc': {
    tone: 'warn',
    draw: (
      <>
        <circle cx="8" cy="8" r="4.75" />
        <path d="M8 3.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" stroke="none" />
      </>
    ),
  },
  'dashed-ring': {
    tone: 'ink-3',
    draw: <circle cx="8" cy="8" r="4.6" strokeDasharray="1.9 1.71" />,
  },
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
    draw: (
      <>
        <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1" />
        <path d="M12.75 3.25l-9.5 9.5" />
      </>
    ),
  },
  bars: { tone: 'ink-2', draw: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.5" /> },
  question: {
    tone: 'ink-3',
    draw: <path d="M5.3 5.9a2.7 2.7 0 1 1 4 2.3C8.4 8.8 8 9.3 8 10.3M8 11.9v1.6" />,
  },
  'dashed-square': {
    tone: 'ink-3',
    // Corners and two dashes a side, so that it stays a square when small.
    draw: (
      <path d="M2.75 4.5V2.75H4.5M6 2.75h1.3M8.7 2.75H10M11.5 2.75h1.75V4.5M13.25 6v1.3M13.25 8.7V10M13.25 11.5v1.75H11.5M10 13.25H8.7M7.3 13.25H6M4.5 13.25H2.75V11.5M2.75 10V8.7M2.75 7.3V6" />
    ),
  },
  plus: { tone: 'ink-3', draw: <path d="M8 4.75v6.5M4.75 8h6.5" /> },
  dash: { tone: 'ink-3', draw: <path d="M4.5 8h7" /> },
  check: {
    tone: 'good',
    draw: (
      <>
        <circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none" />
        <path d="M5.2 8.2l2 2 3.7-4.2" className="stroke-on-ink" />
      </>
    ),
  },
  triangle: {
    tone: 'warn',
    draw: <path d="M8 2.25l6.25 11H1.75zM8 6.25v3.5M8 10.75v1.25" strokeLinejoin="round" />,
  },
  info: {
    tone: 'ink-3',
    draw: (
      <>
        <circle cx="8" cy="8" r="6" />
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
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
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
