'use client'

import { useId } from 'react'
import { useController } from 'react-hook-form'
import { FormTextField } from '@/components/form/fields'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { cityOf, cloudLogsRegions, cosLocations, regionHint } from '@/lib/destinations/regions'
import type { JobDraft } from '@/lib/jobs/draft'

/** The region: from what was chosen, under a lock, or typed, with the known ones offered. */
export function RegionField({
  name,
  from,
  className,
}: {
  name: 'cos.region' | 'cloudLogs.region'
  /** What it comes from, as in "the bucket"; null: it has to be typed. */
  from: string | null
  className?: string
}) {
  const listId = useId()
  const { field } = useController<JobDraft, typeof name>({ name })
  const kind = name === 'cos.region' ? 'cos' : 'cloudLogs'
  const isKnownForm = /^[a-z][a-z0-9-]{1,31}$/.test(field.value)
  const hint = isKnownForm ? regionHint(kind, field.value) : null
  const city = cityOf(field.value)
  return (
    <>
      <FormTextField<JobDraft>
        name={name}
        label="Region"
        mono
        readOnly={from !== null}
        list={from === null ? listId : undefined}
        placeholder={from === null ? 'eu-de' : undefined}
        finding={hint ? { tone: 'warn', text: hint } : false}
        help={
          hint
            ? undefined
            : from !== null
              ? `From ${from}.`
              : kind === 'cos'
                ? (city ?? 'Location of the bucket.')
                : (city ?? 'Region of the instance.')
        }
        suffix={from === null && <Icon name="chevron-down" className="pointer-events-none -ms-8" />}
        // The browser's own triangle opens the list; ours is drawn over it.
        className={cx('[&_input::-webkit-calendar-picker-indicator]:opacity-0', className)}
      />
      {from === null && (
        <datalist id={listId}>
          {(kind === 'cos' ? cosLocations : cloudLogsRegions).map((region) => (
            <option key={region} value={region}>
              {cityOf(region)}
            </option>
          ))}
        </datalist>
      )}
    </>
  )
}
