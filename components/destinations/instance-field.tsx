'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { regionLabel } from '@/lib/destinations/regions'
import { findGuid } from '@/lib/destinations/wire-ids'
import type { JobDraft } from '@/lib/jobs/draft'
import { refresh } from '@/lib/queries/refresh'
import type { ServiceInstance } from '@/lib/schemas/instance'
import type { Through } from '@/lib/schemas/list'
import { ListTrouble } from './list-trouble'
import { ReadNote } from './read-note'
import { useStillWaiting } from './use-still-waiting'

type List = {
  data: ServiceInstance[] | undefined
  error: Error | null
  isFetching: boolean
  dataUpdatedAt: number
  refetch: () => unknown
}

/** Of a list's entry that can't be chosen: it says why. */
const withFault = (fault: string | false) => (fault ? { disabled: true, hint: fault } : {})

const typeItsId = 'type-its-id'
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * An instance out of the account's list, or the id of one that the list does not have. `onChosen` gets the instance
 * where it is a listed one, and the text that was typed, which may be a CRN.
 */
export function InstanceField({
  name,
  label,
  list,
  isPartial,
  through,
  withRegion = false,
  isByKey,
  faultOf,
  onChosen,
}: {
  name: 'cos.instanceId' | 'cloudLogs.instanceId'
  label: string
  list: List
  /** IBM has more than the list. */
  isPartial: boolean
  /** With whose right it was read. */
  through: Through | undefined
  withRegion?: boolean
  /** A key is typed for it, with which it can be listed as well. */
  isByKey: boolean
  /** Why one can't be chosen. */
  faultOf: (id: string) => string | false
  onChosen: (chosen: { instance: ServiceInstance | null; typed: string }) => void
}) {
  const { clearErrors, setFocus } = useFormContext<JobDraft>()
  const { field, fieldState } = useController<JobDraft, typeof name>({ name })
  const { data } = list
  // A list that was read stays good when reading it again fails.
  const error = data === undefined ? list.error : null
  const stillWaiting = useStillWaiting(data === undefined, 'the list of instances')
  const isListed = data?.some(({ id }) => id === field.value.toLowerCase()) ?? false
  const [wantsToType, setWantsToType] = useState(false)
  const mustType = error !== null || data?.length === 0
  const isTyping =
    mustType || wantsToType || (data !== undefined && field.value !== '' && !isListed)

  // With a single instance there is nothing to choose.
  const only = data?.length === 1 ? data[0] : undefined
  const isUntouched = field.value === '' && !wantsToType
  const choose = useEffectEvent((instance: ServiceInstance) => {
    field.onChange(instance.id)
    onChosen({ instance, typed: '' })
  })
  useEffect(() => {
    if (only && isUntouched) choose(only)
  }, [only, isUntouched])

  function type(text: string) {
    // A CRN holds the id, and is what people copy.
    const id = /crn:/i.test(text) ? (findGuid(text) ?? text) : text.trim()
    field.onChange(id)
    onChosen({ instance: data?.find((one) => one.id === id.toLowerCase()) ?? null, typed: text })
  }

  if (isTyping) {
    return (
      <TextField
        {...field}
        label={label}
        mono
        placeholder="Instance ID (GUID) or CRN"
        onChange={(event) => type(event.target.value)}
        error={
          fieldState.error?.message === 'Must be a GUID'
            ? 'Enter the instance’s ID (a GUID, 8-4-4-4-12 hexadecimal digits) or its CRN.'
            : fieldState.error?.message
        }
        finding={
          error !== null && {
            tone: 'warn',
            text: (
              <ListTrouble
                what="The instances could not be listed"
                error={error}
                isReading={list.isFetching}
                onRetry={() => refresh(list)}
              />
            ),
          }
        }
        help={
          mustType ? (
            error === null &&
            (through === 'none' || through === 'connection'
              ? isByKey
                ? 'Enter the destination API key below to list what it sees, or the instance’s ID here.'
                : 'Your access names no instance that can be listed. Enter the instance’s ID.'
              : through === 'key'
                ? 'The destination key sees no instance; enter the ID of one.'
                : 'No instances are visible to you in this account; enter the ID of one in another account.')
          ) : (
            <button
              type="button"
              className="link touch:min-h-11"
              onClick={() => {
                setWantsToType(false)
                clearErrors(name)
                setTimeout(() => setFocus(name))
                if (!guidForm.test(field.value) || !isListed) field.onChange('')
              }}
            >
              Choose from list
            </button>
          )
        }
      />
    )
  }
  return (
    <SelectField
      {...field}
      label={label}
      value={isListed ? field.value.toLowerCase() : ''}
      aria-busy={data === undefined}
      onChange={(event) => {
        const id = event.target.value
        if (id === typeItsId) {
          setWantsToType(true)
          field.onChange('')
          onChosen({ instance: null, typed: '' })
          // The text field is there only afterwards.
          setTimeout(() => setFocus(name))
          return
        }
        field.onChange(id)
        onChosen({ instance: data?.find((one) => one.id === id) ?? null, typed: '' })
      }}
      note={
        data && (
          <ReadNote
            count={data.length}
            noun="instance"
            atMs={list.dataUpdatedAt}
            isPartial={isPartial}
          />
        )
      }
      placeholder={data ? 'Choose' : 'Loading instances…'}
      options={[
        ...(data ?? []).map((one) => ({
          value: one.id,
          label: one.name,
          ...(withRegion && { hint: regionLabel(one.region) }),
          ...withFault(faultOf(one.id)),
        })),
        { value: typeItsId, label: 'Other: enter its ID' },
      ]}
      error={fieldState.error?.message}
      help={
        stillWaiting ||
        (through === 'key'
          ? 'Listed with the destination key that you entered.'
          : through === 'connection' &&
            'Listed through this dashboard’s connection: only what your access allows.')
      }
    />
  )
}
