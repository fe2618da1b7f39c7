'use client'

import { useState } from 'react'
import { ErrorNotice } from '@/components/states/error-notice'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/text-area'
import { useDecideChange } from '@/lib/queries/change'
import { ApiError } from '@/lib/queries/fetcher'
import type { ChangeRequest } from '@/lib/schemas/change-request'
import { checksOf } from './change-words'

const longestNote = 500

/** Approve or decline, with a word to whoever asked. */
export function DecisionForm({ change }: { change: ChangeRequest }) {
  const decide = useDecideChange(change.id)
  const [note, setNote] = useState('')
  const wanted = decide.isPending ? decide.variables.approve : null
  const act = (approve: boolean) => decide.mutate({ approve, note: note.trim() })
  const isTooLate = decide.error instanceof ApiError && decide.error.code === 'already_decided'
  return (
    <section aria-labelledby="decision" className="mt-8 max-w-form">
      <h2 id="decision" className="text-heading">
        Your decision
      </h2>
      <p className="mt-2 text-ink-2">Approving sends the change to IBM at once. Checked first:</p>
      <ul className="mt-1 list-disc ps-5 text-ink-2 marker:text-ink-3">
        {checksOf(change).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <TextArea
        className="mt-5"
        label="Note"
        optional
        help={`Shown to ${change.asker.name} and kept in Activity.`}
        maxLength={longestNote}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {decide.error && (
        <ErrorNotice
          className="mt-4"
          title={isTooLate ? 'Already decided.' : 'Not decided.'}
          error={decide.error}
          hint={isTooLate ? undefined : 'The request still waits.'}
        />
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={wanted === true}
          busyLabel="Approving…"
          notYet={wanted === false && 'Declining.'}
          reason="hidden"
          onClick={() => act(true)}
        >
          Approve
        </Button>
        <Button
          busy={wanted === false}
          busyLabel="Declining…"
          notYet={wanted === true && 'Approving.'}
          reason="hidden"
          onClick={() => act(false)}
        >
          Decline
        </Button>
      </div>
    </section>
  )
}
