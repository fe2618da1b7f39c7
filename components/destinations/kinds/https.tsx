'use client'

import { type ReactNode, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import { Button } from '@/components/ui/button'
import { readyChunk } from '@/components/ui/chunk'
import { checkHttps } from '@/lib/destinations/checks/https'
import { MASK } from '@/lib/destinations/placeholders'
import { sameReceiver } from '@/lib/destinations/same-receiver'
import { credentialsOf, randomValue, takeApart } from '@/lib/destinations/take-apart'
import type { JobDraft } from '@/lib/jobs/draft'
import { SideSection } from '../side-section'
import { EntryRows } from './entry-rows'
import { httpsBegin } from './https-begin'
import type { KindFieldsProps, KindParts } from './parts'

const commonHeaders = ['Authorization', 'X-Api-Key']
const sourceHeader = 'X-Logpush-Source'

function Fields({ draft, held, test }: KindFieldsProps) {
  const { url, headers, params } = draft.https
  const view = held?.kind === 'https' ? held : null
  const stays = view !== null && sameReceiver(url, view.url)
  const namesOf = (rows: readonly { name: string }[] = []) =>
    stays ? rows.map(({ name }) => name) : []
  const [made, setMade] = useState<string | null>(null)
  const hasSource = headers.some(
    ({ name }) => name.trim().toLowerCase() === sourceHeader.toLowerCase(),
  )
  return (
    <>
      <Address draft={draft} held={view?.url} />
      <EntryRows
        member="headers"
        rows={headers}
        held={namesOf(view?.headers)}
        suggestions={commonHeaders}
        made={made}
        help={
          view !== null && !stays && view.headers.length > 0
            ? 'Enter the values again: the current ones are kept for the current host only.'
            : made !== null && headers.some(({ value }) => value === made)
              ? `Copy the value of ${sourceHeader} into the receiver, and let it refuse requests without it.`
              : 'Sent with every delivery. Values are never shown again once the job is saved.'
        }
        more={(append) =>
          !hasSource && (
            <Button
              variant="quiet"
              onClick={() => {
                const value = randomValue()
                setMade(value)
                append({ name: sourceHeader, value })
              }}
            >
              Add {sourceHeader} with a random value
            </Button>
          )
        }
      />
      <EntryRows
        member="params"
        rows={params}
        held={namesOf(view?.params)}
        help="Sent in the address, which receivers often log. Send secrets as headers."
      />
      {test}
    </>
  )
}

/** Address and path. What else was pasted with it goes to where it belongs. */
function Address({ draft, held }: { draft: JobDraft; held: string | undefined }) {
  const { getValues, setValue } = useFormContext<JobDraft>()
  const [moved, setMoved] = useState(0)
  const { url } = draft.https
  const credentials = credentialsOf(url)

  function spread(address: string) {
    const apart = takeApart(address)
    if (!apart) return
    const { headers, params } = getValues('https')
    const asChange = { shouldDirty: true }
    setValue('https.url', apart.url, asChange)
    if (apart.headers.length > 0) {
      setValue('https.headers', [...headers, ...apart.headers], asChange)
    }
    if (apart.params.length > 0) setValue('https.params', [...params, ...apart.params], asChange)
    setMoved(apart.headers.length + apart.params.length)
  }

  function sendAsHeader() {
    if (!credentials) return
    setValue('https.url', credentials.url, { shouldDirty: true })
    setValue('https.headers', [...getValues('https.headers'), credentials.header], {
      shouldDirty: true,
    })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the focus leaving the field
    <div onBlur={() => spread(getValues('https.url'))}>
      <FormTextField<JobDraft>
        name="https.url"
        label="Address"
        mono
        inputMode="url"
        placeholder="https://logs.example/ingest"
        // Typed ones wait until the field is left, so that nothing jumps away from under the caret.
        onPaste={(event) => {
          const field = event.currentTarget
          setTimeout(() => spread(field.value))
        }}
        onChanged={() => setMoved(0)}
        error={
          credentials ? (
            <>
              The address contains a user or password, and addresses are shown and logged.{' '}
              <button type="button" className="link" onClick={sendAsHeader}>
                Send them as the header Authorization
              </button>
            </>
          ) : undefined
        }
        help={addressHelp(url, held, moved)}
      />
    </div>
  )
}

function addressHelp(url: string, held: string | undefined, moved: number): ReactNode {
  if (moved > 0) {
    return (
      <span role="status">
        {moved === 1 ? '1 parameter was' : `${moved} parameters were`} moved from the address to the
        rows below.
      </span>
    )
  }
  return held?.includes(MASK) && url === held
    ? 'Part of the address is hidden. To change it, enter the whole address.'
    : 'Without parameters; they have rows of their own.'
}

function Notes() {
  return (
    <SideSection title="Notes">
      <p className="text-table text-ink-2">
        IBM’s requests have the user agent <code className="text-code">Go-http-client/2.0</code>.
        Redirects are not followed.
      </p>
    </SideSection>
  )
}

export const parts: KindParts = {
  Fields,
  Notes,
  check: readyChunk(checkHttps),
  begin: readyChunk(httpsBegin),
}
