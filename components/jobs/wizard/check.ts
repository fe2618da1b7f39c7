/** `mend`: the job can't be made so; `know`: worth a thought; `open`: still being looked at. */
export type Verdict = 'mend' | 'know' | 'fine' | 'open'

/** What a check offers beside what it found. */
export type Fix = {
  label: string
  onFix?: () => void
  /** Leads to another page instead. */
  href?: string
  /** A button with a border: the one thing to do here. */
  isMain?: boolean
  busy?: boolean
  busyLabel?: string
}

export type ReviewCheck = {
  id: string
  label: string
  verdict: Verdict
  text: string
  fix?: Fix | undefined
  /** What is missing, as the reason why the job can't be made yet: "Turn on log retention first". */
  gate?: string
}

const ranks: Record<Verdict, number> = { mend: 0, know: 1, open: 2, fine: 3 }

/** What must be mended first, then what to know about, then the rest, each in its given order. */
export function inOrder(checks: readonly ReviewCheck[]): ReviewCheck[] {
  return [...checks].sort((a, b) => ranks[a.verdict] - ranks[b.verdict])
}

/** Why the job can't be made yet; null: it can. */
export function gateOf(checks: readonly ReviewCheck[]): string | null {
  const [first, ...others] = checks.filter(({ verdict }) => verdict === 'mend')
  if (first) {
    return others.length === 0 && first.gate ? first.gate : 'Mend first what is marked red above'
  }
  return checks.some(({ verdict }) => verdict === 'open') ? 'Still checking' : null
}

export type Count = { verdict: Verdict; text: string }

/** "1 must be mended", "1 to know about", "6 fine", without what there is none of. */
export function counts(checks: readonly ReviewCheck[]): Count[] {
  const words: Record<Verdict, string> = {
    mend: 'must be mended',
    know: 'to know about',
    open: 'being looked at',
    fine: 'fine',
  }
  return (Object.keys(words) as Verdict[]) // Exactly the keys of the record above.
    .map((verdict) => ({ verdict, n: checks.filter((check) => check.verdict === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => ({ verdict, text: `${n} ${words[verdict]}` }))
}
