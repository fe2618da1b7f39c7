'use client'

import { type ComponentProps, useId, useState } from 'react'
import { useController } from 'react-hook-form'
import { cx } from '@/components/ui/cx'
import { boxClass, describedBy, FieldFrame, type FieldTexts } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'
import { maskedRuns } from '@/lib/destinations/masked-runs'
import type { JobDraft } from '@/lib/jobs/draft'

/** Alike for the text and what lies below it: each character of the one covers that of the other. */
const alike =
  'col-start-1 row-start-1 min-w-0 px-3 py-2 font-mono text-code-field leading-5 whitespace-pre-wrap [line-break:anywhere] [tab-size:1] touch:text-[1rem] touch:leading-6'

/**
 * The whole string in one field. It is a plain text area, so caret, undo, selection and every keyboard work as anywhere;
 * its letters are transparent, and below them lie the same ones with a dot in the place of each secret one.
 */
export function ConfField({
  help,
  finding,
  onTyping,
}: Pick<FieldTexts, 'help' | 'finding'> & { onTyping: (isTyping: boolean) => void }) {
  const { field, fieldState } = useController<JobDraft, 'other.conf'>({ name: 'other.conf' })
  const [isShown, setShown] = useState(false)
  const id = useId()
  const texts = { label: 'Destination string', help, finding, error: fieldState.error?.message }
  return (
    <FieldFrame id={id} {...texts}>
      <div className={cx(boxClass(Boolean(texts.error)), 'items-start')}>
        <div className="grid min-w-0 flex-1">
          {!isShown && <Cover text={field.value} />}
          <textarea
            {...field}
            {...plainText}
            data-control
            id={id}
            rows={2}
            onFocus={() => onTyping(true)}
            onBlur={() => {
              field.onBlur()
              onTyping(false)
            }}
            aria-invalid={texts.error ? true : undefined}
            aria-describedby={describedBy(id, texts)}
            placeholder="s3://bucket/folder/{DATE}?region=eu-central-1"
            // One line: Enter would only add a break that no destination may have.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            className={cx(
              alike,
              'block w-full resize-none overflow-hidden bg-transparent outline-none [field-sizing:content]',
              !isShown &&
                'text-transparent caret-ink selection:text-transparent forced-colors:[-webkit-text-security:disc]',
            )}
          />
        </div>
        <button
          type="button"
          aria-pressed={isShown}
          aria-label="Show typed text"
          onClick={() => setShown(!isShown)}
          className="m-1 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken touch:m-0 touch:size-11"
        >
          <Icon name={isShown ? 'eye-off' : 'eye'} />
        </button>
      </div>
    </FieldFrame>
  )
}

const plainText: ComponentProps<'textarea'> & Record<`data-${string}`, string> = {
  autoComplete: 'off',
  autoCapitalize: 'off',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': '',
  'data-lpignore': 'true',
}

function Cover({ text }: { text: string }) {
  return (
    <div aria-hidden="true" className={cx(alike, 'select-none forced-colors:hidden')}>
      {maskedRuns(text).map((run, at) =>
        run.hidden ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
          <span key={at} className="text-ink-3">
            {[...run.text].map(() => '•').join('')}
          </span>
        ) : (
          run.text
        ),
      )}
      {/* Holds the line open that a break at the end begins. */}
      {'\u200b'}
    </div>
  )
}
