'use client'

import { useState } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { Tabs } from '@/components/ui/tabs'
import { asCli } from '@/lib/export/as-cli'
import { asCurl } from '@/lib/export/as-curl'
import { asJson } from '@/lib/export/as-json'
import { type ExportedText, placeholderMeanings } from '@/lib/export/pieces'
import type { ExportedJob } from '@/lib/export/request'
import { exportParts } from './export-parts'

type Way = 'cli' | 'curl' | 'json'

/** The same job without this dashboard: as a command, as curl, as the request's body; secrets are placeholders. */
export function Exports({ job }: { job: ExportedJob }) {
  const cli = asCli(job)
  const texts: Record<Way, ExportedText | { unavailable: string }> = {
    cli,
    curl: asCurl(job),
    json: asJson(job),
  }
  const [chosen, setChosen] = useState<Way>('unavailable' in cli ? 'curl' : 'cli')
  const now = texts[chosen]
  const names = job.fields.names ?? []
  const content = (way: Way, label: string) => (
    <Text label={label} text={texts[way]} names={names} />
  )
  return (
    <section aria-label="Create this job without the dashboard" className="mt-8">
      <Tabs<Way>
        label="Form of the request"
        value={chosen}
        onChange={setChosen}
        aside={'text' in now && <CopyButton text={now.text} className="mb-1.5" />}
        tabs={[
          { value: 'cli', label: 'ibmcloud CLI', content: content('cli', 'Command for the CLI') },
          { value: 'curl', label: 'curl', content: content('curl', 'Command for curl') },
          { value: 'json', label: 'JSON', content: content('json', 'Body of the request') },
        ]}
      />
    </section>
  )
}

function Text({
  label,
  text,
  names,
}: {
  label: string
  text: ExportedText | { unavailable: string }
  names: readonly string[]
}) {
  if ('unavailable' in text) return <Notice>{text.unavailable}</Notice>
  const placeholders = [...new Set(text.spans.map(({ name }) => name))]
  return (
    <>
      <CodeBlock label={label} parts={exportParts(text, names)} copy={false} />
      <p className="mt-2 text-table text-ink-3">
        Creates the same job without this dashboard. Secrets are placeholders, so it is safe to
        share.
      </p>
      {text.notes.map((note) => (
        <p key={note} className="mt-1 text-table text-warn">
          {note}
        </p>
      ))}
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-second text-ink-3">
        {placeholders.map((name) => (
          <div key={name} className="contents">
            <dt className="font-mono text-accent">${name}</dt>
            <dd>{placeholderMeanings[name]}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
