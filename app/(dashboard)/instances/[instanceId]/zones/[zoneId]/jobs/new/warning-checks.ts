import type { DraftItem } from '@/components/destinations/draft-errors'
import type { ReviewCheck } from '@/components/jobs/wizard/check'
import { destinationForms, type FormKind } from '@/lib/destinations/forms'

/** What the checks without traffic warn of, a line a field, each with the way to it. */
export function warningChecks(
  kind: FormKind,
  items: readonly DraftItem[],
  toField: () => void,
): ReviewCheck[] {
  const byLabel = new Map<string, Set<string>>()
  for (const { name, level, message } of items) {
    if (level !== 'warning') continue
    const label = labelOf(kind, name)
    byLabel.set(label, (byLabel.get(label) ?? new Set()).add(message))
  }
  return [...byLabel].map(([label, messages]) => ({
    id: `warning-${label}`,
    label,
    verdict: 'warn',
    text: [...messages].join(' '),
    fix: { label: 'Change', onFix: toField },
  }))
}

function labelOf(kind: FormKind, name: string): string {
  const [, member = ''] = name.split('.')
  if (member === 'headers') return 'Headers'
  if (member === 'params') return 'Parameters'
  const labels: Record<string, string | undefined> = destinationForms[kind].labels
  return labels[member] ?? 'Destination'
}
