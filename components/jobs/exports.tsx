'use client'

import { useState } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { Tabs } from '@/components/ui/tabs'
import { type Language, languages } from '@/lib/export/languages'
import type { Exported } from '@/lib/export/pieces'
import type { ExportedChange, ExportedJob } from '@/lib/export/request'
import { exportParts, shortensNames } from './export-parts'

type Copied = { job: ExportedJob } | { change: ExportedChange }

/** A job, or a change of one, without this dashboard, in every language that it can be written in; secrets are variables. */
export function Exports({
  label,
  does,
  first,
  ...copied
}: {
  label: string
  /** What the texts do, as a sentence. */
  does: string
  /** Shown first; otherwise the first one that can say it. */
  first?: Language
} & Copied) {
  const texts = languages.map(({ ofJob, ofChange, ...language }) => ({
    ...language,
    text: 'job' in copied ? ofJob(copied.job) : ofChange(copied.change),
  }))
  const [asked, setAsked] = useState(first)
  const now = texts.find(({ id }) => id === asked) ?? texts.find(({ text }) => 'text' in text)
  return (
    <section aria-label={label}>
      <Tabs<Language>
        label="Form of the request"
        value={now?.id ?? 'json'}
        onChange={setAsked}
        aside={now && 'text' in now.text && <CopyButton text={now.text.text} className="mb-1.5" />}
        tabs={texts.map(({ id, label, means, text }) => ({
          value: id,
          label,
          content: <Text label={means} text={text} does={does} names={namesIn(copied)} />,
        }))}
      />
    </section>
  )
}

const namesIn = (copied: Copied) =>
  'job' in copied ? copied.job.fields.names : (copied.change.options?.fields ?? undefined)

function Text({
  label,
  text,
  does,
  names,
}: {
  label: string
  text: Exported
  does: string
  names: readonly string[] | undefined
}) {
  if ('unavailable' in text) return <Notice>{text.unavailable}</Notice>
  const isSecretive = text.variables.length > 0
  return (
    <>
      <CodeBlock label={label} parts={exportParts(text, names)} copy={false} />
      <p className="mt-2 text-table text-ink-3">
        {[
          does,
          shortensNames(names) && 'Copy includes all fields.',
          isSecretive && 'Secrets are variables, so it is safe to share.',
          ...text.hints,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {text.notes.length > 0 && (
        <>
          <p className="mt-3 text-table font-medium">Before you use it</p>
          <ul className="mt-1 flex list-disc flex-col gap-1 ps-5 text-table text-ink-2">
            {text.notes.map((note) => (
              <li key={note} className="wrap-anywhere">
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-second text-ink-3">
        {text.variables.map(({ name, means }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-accent">{name}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
