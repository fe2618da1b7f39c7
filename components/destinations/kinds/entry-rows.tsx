'use client'

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useId,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useFormContext, useFormState } from 'react-hook-form'
import { FieldFindings } from '@/components/form/fields'
import { focusField } from '@/components/form/focus-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { SecretField } from '@/components/ui/secret-field'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import type { FormRow } from '@/lib/destinations/forms'
import { headerLine } from '@/lib/destinations/take-apart'
import type { JobDraft } from '@/lib/jobs/draft'

type Member = 'headers' | 'params'

const words = {
  headers: { title: 'Headers', one: 'header', add: 'Add header' },
  params: { title: 'Parameters', one: 'parameter', add: 'Add parameter' },
} as const

/** Names and secret values, a row each. */
export function EntryRows({
  member,
  rows,
  held,
  help,
  suggestions = [],
  made,
  more,
}: {
  member: Member
  rows: readonly FormRow[]
  /** Names whose value the job holds and keeps where it is left empty. */
  held: readonly string[]
  help: ReactNode
  suggestions?: readonly string[]
  /** A value that was made here, to be copied into the receiver. */
  made?: string | null
  /** Beside the button that adds a row. */
  more?: (append: (row: FormRow) => void) => ReactNode
}) {
  const { control, setValue, getValues, clearErrors, getFieldState } = useFormContext<JobDraft>()
  const name = `https.${member}` as const
  const formState = useFormState({ control, name })
  const findings = useContext(FieldFindings)
  const listId = useId()
  const titleId = useId()
  // A row keeps its own state, as whether its value is shown, whichever others go.
  const [ids, setIds] = useState<readonly string[]>([])
  const keys = rows.map((_, at) => ids[at] ?? `row-${at}`)
  const [count, setCount] = useState(0)
  const { title, one, add } = words[member]

  /** Drawn at once, so that a row can have the focus before the next key is pressed. */
  function put(next: readonly FormRow[], nextKeys: readonly string[]) {
    flushSync(() => {
      setValue(name, [...next], { shouldDirty: true })
      clearErrors(name)
      setIds(nextKeys)
    })
  }

  const adder = useRef<HTMLButtonElement>(null)

  function append(row: FormRow = { name: '', value: '' }) {
    setCount(count + 1)
    put([...getValues(name), row], [...keys, `added-${count}`])
    focusField(`${name}.${rows.length}.${row.name === '' ? 'name' : 'value'}`)
  }

  function remove(at: number) {
    const before = getValues(name)
    const row = before[at]
    put(before.toSpliced(at, 1), keys.toSpliced(at, 1))
    // To what took its place, or the last one; without any to the button that adds one.
    const next = Math.min(at, before.length - 2)
    if (next < 0) adder.current?.focus()
    else focusField(`${name}.${next}.name`)
    if (row && (row.value !== '' || held.includes(row.name))) {
      showToast({
        text: `${title.slice(0, -1)} ${row.name} removed.`,
        action: { label: 'Undo', onAct: () => put(before, keys) },
      })
    }
  }

  function change(at: number, part: 'name' | 'value', text: string) {
    setValue(`${name}.${at}.${part}`, text, { shouldDirty: true })
  }

  /** Enter goes on to the next cell, and behind the last to a new row; it never sends the form. */
  function onKeyDown(event: KeyboardEvent, at: number, part: 'name' | 'value') {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (part === 'name') focusField(`${name}.${at}.value`)
    else if (at < rows.length - 1) focusField(`${name}.${at + 1}.name`)
    else append()
  }

  function onPaste(event: ClipboardEvent, at: number) {
    const line = member === 'headers' && headerLine(event.clipboardData.getData('text'))
    if (!line) return
    event.preventDefault()
    change(at, 'name', line.name)
    change(at, 'value', line.value)
    focusField(`${name}.${at}.value`)
  }

  const said = (at: number, part: 'name' | 'value') => {
    const path = `${name}.${at}.${part}` as const
    return {
      name: path,
      error: getFieldState(path, formState).error?.message,
      finding: findings.get(path),
      onKeyDown: (event: KeyboardEvent) => onKeyDown(event, at, part),
    }
  }

  return (
    <fieldset aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <span id={titleId} className="text-table font-medium">
          {title}
        </span>
        <span className="text-second text-ink-3">optional</span>
      </div>
      {rows.length > 0 && (
        <ul className="flex flex-col gap-2 max-md:gap-4">
          {rows.map((row, at) => {
            const label = row.name.trim() || String(at + 1)
            const isKept = held.includes(row.name)
            return (
              <li
                key={keys[at]}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]"
              >
                <TextField
                  {...said(at, 'name')}
                  label={`Name of ${one} ${at + 1}`}
                  labelHidden
                  mono
                  placeholder="Name"
                  list={suggestions.length > 0 ? listId : undefined}
                  value={row.name}
                  onChange={({ target }) => change(at, 'name', target.value)}
                  onPaste={(event) => onPaste(event, at)}
                />
                <SecretField
                  {...said(at, 'value')}
                  label={`Value of ${one} ${label}`}
                  labelHidden
                  placeholder={isKept ? 'Set (hidden); leave empty to keep' : 'Value'}
                  value={row.value}
                  initiallyShown={row.value !== '' && row.value === made}
                  suffix={
                    row.value !== '' &&
                    row.value === made && (
                      <CopyButton
                        text={row.value}
                        label={`Copy value of ${one} ${label}`}
                        bare
                        className="p-1!"
                      />
                    )
                  }
                  onChange={({ target }) => change(at, 'value', target.value)}
                  className="max-md:col-start-1 max-md:row-start-2"
                />
                <button
                  type="button"
                  aria-label={`Remove ${one} ${label}`}
                  onClick={() => remove(at)}
                  className="grid size-9 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:size-11 max-md:col-start-2 max-md:row-start-1"
                >
                  <Icon name="close" />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <p className={cx('text-table text-ink-3', rows.length === 0 && '-mt-1')}>{help}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Button ref={adder} icon="plus" onClick={() => append()}>
          {add}
        </Button>
        {more?.(append)}
      </div>
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </fieldset>
  )
}
