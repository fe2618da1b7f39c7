'use client'

import { useId, useMemo, useState } from 'react'
import { matchesWords, searchable, wordsOf } from '@/lib/match-words'
import { FieldFrame, type FieldTexts } from './field-frame'
import { TextField } from './text-field'

export type CheckOption = { value: string; label: string; hint?: string }

/** Beyond these, a list is searched rather than read. */
const searchedFrom = 9
/** Drawn at once; the words narrow it down to them. */
const drawn = 200

/** Several of a list, each a box to tick; a long one can be searched. */
export function CheckList({
  options,
  value,
  onChange,
  searchLabel,
  emptyText,
  name,
  ...texts
}: FieldTexts & {
  options: readonly CheckOption[]
  value: readonly string[]
  onChange: (value: string[]) => void
  searchLabel: string
  emptyText: string
  name?: string
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const entries = useMemo(
    () =>
      options.map((option) => ({
        option,
        text: searchable(`${option.label} ${option.hint ?? ''}`),
      })),
    [options],
  )
  const words = wordsOf(typed)
  const found = entries.filter(({ text }) => matchesWords(words, text)).map(({ option }) => option)
  const chosen = new Set(value)
  const toggle = (one: string) =>
    onChange(chosen.has(one) ? value.filter((it) => it !== one) : [...value, one])
  const { error } = texts
  return (
    <FieldFrame
      id={id}
      {...texts}
      as="span"
      note={texts.note ?? (value.length > 0 && `${value.length} selected`)}
    >
      <fieldset
        aria-labelledby={`${id}-label`}
        aria-describedby={error || texts.help ? `${id}-message` : undefined}
        className={`min-w-0 rounded-control border bg-surface ${error ? 'border-loss' : 'border-edge'}`}
      >
        {options.length >= searchedFrom && (
          <div className="border-b border-line p-2">
            <TextField
              label={searchLabel}
              labelHidden
              placeholder={searchLabel}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                // The form is not what Enter means here.
                if (event.key === 'Enter') event.preventDefault()
              }}
            />
          </div>
        )}
        <div className="max-h-52 overflow-y-auto py-1">
          {found.slice(0, drawn).map((option, index) => (
            <label
              key={option.value}
              className="flex cursor-pointer items-center gap-2.5 px-3 py-1 hover:bg-hover touch:min-h-11"
            >
              <input
                type="checkbox"
                name={index === 0 ? name : undefined}
                checked={chosen.has(option.value)}
                onChange={() => toggle(option.value)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 wrap-anywhere">
                {option.label}
                {option.hint && <span className="text-table text-ink-3"> {option.hint}</span>}
              </span>
            </label>
          ))}
          {found.length > drawn && (
            <p className="px-3 py-1.5 text-table text-ink-3">
              {found.length - drawn} more; type to narrow the list.
            </p>
          )}
          {found.length === 0 && (
            <p className="px-3 py-1.5 text-table text-ink-3">
              {options.length === 0 ? emptyText : 'No matches.'}
            </p>
          )}
        </div>
      </fieldset>
    </FieldFrame>
  )
}
