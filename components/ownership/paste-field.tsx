import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { afterPress } from '@/components/ui/after-press'
import { TextArea } from '@/components/ui/text-area'
import type { JobDraft } from '@/lib/jobs/draft'
import { readOwnershipToken } from '@/lib/ownership/token'

/**
 * Takes the token. A paste is judged at once, typing only when the field is left: half a token may look whole. What
 * is no token stays in the field and never gets into the form.
 */
export function PasteField({
  onPaste,
  onRefused,
  takesFocus,
  name,
  placeholder,
  className,
}: {
  name: 'cos.ownershipToken' | 'other.ownershipToken'
  placeholder: string
  onPaste: (token: string) => void
  onRefused: (isRefused: boolean) => void
  /** When it comes, because the person asked for it. */
  takesFocus: boolean
  className?: string
}) {
  const { field, fieldState } = useController<JobDraft, typeof name>({ name })
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (takesFocus) area.current?.focus()
  }, [takesFocus])
  const [error, setError] = useState<string | null>(null)

  function show(message: string | null) {
    setError(message)
    onRefused(message !== null)
  }

  function judge(content: string) {
    if (content.trim() === '') return show(null)
    const reading = readOwnershipToken(content)
    show(reading.ok ? null : reading.message)
    if (reading.ok) onPaste(reading.token.text)
  }

  function onChange({ target: { value } }: ChangeEvent<HTMLTextAreaElement>) {
    const isPasted = value.length - text.length > 1
    setText(value)
    if (isPasted) judge(value)
    else if (error) show(null)
  }

  return (
    <TextArea
      label="Ownership token"
      mono
      rows={3}
      ref={(element) => {
        area.current = element
        field.ref(element)
      }}
      name={field.name}
      value={text}
      onChange={onChange}
      onBlur={() => {
        field.onBlur()
        afterPress(() => judge(text))
      }}
      autoCapitalize="off"
      data-1p-ignore
      data-lpignore="true"
      placeholder={placeholder}
      error={error ?? fieldState.error?.message}
      className={`[&_textarea]:placeholder:font-sans [&_textarea]:placeholder:text-body ${className ?? ''}`}
    />
  )
}
