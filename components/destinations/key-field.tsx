'use client'

import { useEffect, useEffectEvent } from 'react'
import { useController } from 'react-hook-form'
import { FormSecretField } from '@/components/form/fields'
import { errorFacts } from '@/components/states/error-facts'
import { afterPress } from '@/components/ui/after-press'
import { Icon } from '@/components/ui/icon'
import type { JobDraft } from '@/lib/jobs/draft'
import { hasForm, keyForm } from '@/lib/schemas/id-forms'
import { type KeyedKind, keyWords } from './key-words'
import type { DestinationCheck, KeyLook } from './use-destination-check'
import { useKeyAnchor } from './use-key-anchor'

/** IBM's keys have 44 characters; from here on one may be complete once typing stops. */
const completeFrom = 40
const typingStopsMs = 400

const howToMakeOne = 'https://cloud.ibm.com/docs/account?topic=account-serviceidapikeys'

/** The key that IBM will write with. Looked up as soon as it is complete, before anything is done with it. */
export function KeyField({
  kind,
  check,
  keepsKey,
}: {
  kind: KeyedKind
  check: DestinationCheck
  /** The job has one; empty means that it stays. */
  keepsKey: boolean
}) {
  const name = `${kind}.apiKey` as const
  const { field } = useController<JobDraft, typeof name>({ name })
  const key = field.value
  const look = check.lookOf(key)

  function lookUp() {
    // What can be no key is told when the step is left; IBM has not to be asked.
    if (look === null && hasForm(key, keyForm)) check.look(key)
  }
  const onTypingStopped = useEffectEvent(lookUp)
  useEffect(() => {
    if (key.length < completeFrom) return
    const timer = setTimeout(() => onTypingStopped(), typingStopsMs)
    return () => clearTimeout(timer)
  }, [key])

  useKeyAnchor(name)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for the focus leaving the field
    <div onBlur={() => afterPress(lookUp)}>
      <FormSecretField<JobDraft>
        name={name}
        label="Destination API key"
        placeholder={keepsKey ? 'Set (hidden); enter a new key to replace it' : undefined}
        error={errorOf(look, kind)}
        finding={findingOf(look, kind, () => check.look(key))}
        help={
          look?.state === 'looking' ? (
            <span role="status" className="flex items-center gap-1.5">
              <Icon name="spinner" /> Checking the key…
            </span>
          ) : (
            key === '' &&
            (keepsKey
              ? 'Leave empty to keep the current key.'
              : 'Preferably a service ID’s. It is checked as soon as it is complete.')
          )
        }
      />
    </div>
  )
}

function errorOf(look: KeyLook | null, kind: KeyedKind) {
  if (look?.state === 'refused') return look.message
  if (look?.state !== 'found') return undefined
  const { tone, name, text } = keyWords(look.details, kind, Date.now())
  return tone === 'error' ? <Named name={name} text={text} /> : undefined
}

function findingOf(look: KeyLook | null, kind: KeyedKind, onRetry: () => void) {
  if (look?.state === 'failed') {
    const { detail, retryAfter } = errorFacts(look.error)
    const text = (
      <>
        The key could not be checked. {detail}
        {retryAfter !== undefined && ` Rate-limited; retry in ${retryAfter} s.`}{' '}
        <button type="button" className="link" onClick={onRetry}>
          Retry
        </button>
      </>
    )
    return { tone: 'warn', text } as const
  }
  if (look?.state !== 'found') return false
  const { tone, name, text, isPersonal } = keyWords(look.details, kind, Date.now())
  if (tone === 'error') return false
  const words = (
    <>
      <Named name={name} text={text} />
      {isPersonal && (
        <>
          {' '}
          <a href={howToMakeOne} target="_blank" rel="noreferrer" className="link">
            How to create one
          </a>
        </>
      )}
    </>
  )
  return { tone, text: words } as const
}

function Named({ name, text }: { name: string; text: string }) {
  return (
    <>
      <strong className="font-semibold wrap-anywhere">{name}</strong>
      {text}
    </>
  )
}
