import { cx } from '@/components/ui/cx'
import { type ElsewhereWords, elsewhereWords } from '@/lib/jobs/elsewhere'
import type { Job } from '@/lib/schemas/job'

/** What IBM holds for the job and this dashboard does not edit, each with what it means. */
export function ElsewhereList({ job }: { job: Job }) {
  return (
    <ul className="flex flex-col gap-1">
      {elsewhereWords(job).map((words) => (
        <Item key={words.name} {...words} />
      ))}
    </ul>
  )
}

function Item({ name, means, part = false }: ElsewhereWords) {
  return (
    <li>
      <code className="text-code wrap-anywhere">{name}</code>{' '}
      <span className={cx(part ? 'text-warn' : 'text-ink-3')}>{means}</span>
    </li>
  )
}
