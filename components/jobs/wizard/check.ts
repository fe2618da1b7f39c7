/** `fix`: the job can't be created so; `warn`: worth a thought; `open`: still being checked. */
export type Verdict = 'fix' | 'warn' | 'fine' | 'open'

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

const ranks: Record<Verdict, number> = { fix: 0, warn: 1, open: 2, fine: 3 }

/** What must be fixed first, then warnings, then the rest, each in its given order. */
export function inOrder(checks: readonly ReviewCheck[]): ReviewCheck[] {
  return [...checks].sort((a, b) => ranks[a.verdict] - ranks[b.verdict])
}

/** Why the job can't be made yet; null: it can. */
export function gateOf(checks: readonly ReviewCheck[]): string | null {
  const [first, ...others] = checks.filter(({ verdict }) => verdict === 'fix')
  if (first) {
    return others.length === 0 && first.gate ? first.gate : 'Fix the errors above first'
  }
  return checks.some(({ verdict }) => verdict === 'open') ? 'Checking' : null
}

export type Count = { verdict: Verdict; text: string }

/** "1 must be fixed", "2 warnings", "6 passed", without what there is none of. */
export function counts(checks: readonly ReviewCheck[]): Count[] {
  const words: Record<Verdict, string> = {
    fix: 'must be fixed',
    warn: 'warning',
    open: 'being checked',
    fine: 'passed',
  }
  return (Object.keys(words) as Verdict[]) // Exactly the keys of the record above.
    .map((verdict) => ({ verdict, n: checks.filter((check) => check.verdict === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => ({
      verdict,
      text: `${n} ${words[verdict]}${verdict === 'warn' && n > 1 ? 's' : ''}`,
    }))
}
