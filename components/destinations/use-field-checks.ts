import { type FocusEvent, useEffect, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { afterPress } from '@/components/ui/after-press'
import type { Chunk } from '@/components/ui/chunk'
import type { Found } from '@/components/ui/field-frame'
import type { Check } from '@/lib/destinations/checks/item'
import type { JobDraft } from '@/lib/jobs/draft'
import type { DraftPath } from '@/lib/jobs/paths'
import type { DraftItem, Terms } from './draft-errors'
import { judgeChunk, useJudge } from './judge'

/**
 * What the checks say at each field, once it was left: nothing while it is typed into for the first time. What is empty
 * is asked for by *Next*, not by walking through. `onBlur` is for what is around the fields.
 */
export function useFieldChecks(draft: JobDraft, terms: Terms, check: Chunk<Check> | undefined) {
  const { getValues, getFieldState, setError } = useFormContext<JobDraft>()
  // Without it the schema alone judges, and the API says the rest.
  const [, setHasCome] = useState<Chunk<Check>>()
  useEffect(() => {
    check?.load().then(
      () => setHasCome(check),
      () => {},
    )
  }, [check])
  const judge = useJudge(draft)
  const items = judge?.destinationItems(draft, terms) ?? []
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        items.map(({ name }) => leftAs(name)).filter((name) => getFieldState(name).isTouched),
      ),
  )

  async function leave(name: DraftPath) {
    setLeft((now) => (now.has(name) ? now : new Set(now).add(name)))
    if (getValues(name) === '') return
    // Where it can't be fetched, the API judges.
    const judge = await judgeChunk.load().catch(() => null)
    const wrong = judge
      ?.destinationItems(getValues(), terms)
      .find((item) => item.name === name && item.level === 'error')
    if (wrong) setError(name, { message: wrong.message })
  }

  return {
    findings: findingsOf(items.filter(({ name }) => left.has(leftAs(name)))),
    onBlur: ({ target }: FocusEvent<HTMLElement>) => {
      const name = target.getAttribute('name')
      // Of the form's own fields, which alone are named by a path.
      if (name?.includes('.')) afterPress(() => leave(name as DraftPath))
    },
  }
}

/** What is missing beside the address is said once that was left. */
const leftAs = (name: DraftPath): DraftPath => (name === 'https.headers' ? 'https.url' : name)

function findingsOf(items: readonly DraftItem[]): Map<string, readonly Found[]> {
  const findings = new Map<string, Found[]>()
  for (const { name, level, message } of items) {
    if (level === 'error') continue
    const one = { tone: level === 'warning' ? 'warn' : 'note', text: message } as const
    findings.set(name, [...(findings.get(name) ?? []), one])
  }
  return findings
}
