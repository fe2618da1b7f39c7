'use client'

import { RadioRows } from '@/components/ui/radio-rows'

export type How = 'inPlace' | 'keepOld'

const rows = [
  {
    value: 'inPlace',
    label: 'Change the job itself where IBM allows it',
    aside: 'Recommended',
    description:
      'Otherwise a second job takes over: the old one is deleted after the first delivery of the new one.',
  },
  {
    value: 'keepOld',
    label: 'Create a second job and keep the old one',
    description: 'Nothing is deleted. You delete the old job when you are ready.',
  },
] as const

/** In place or beside it. `label` says of how many jobs. */
export function HowField({
  value,
  onChange,
  label = 'How to move it',
  className,
}: {
  value: How
  onChange: (how: How) => void
  label?: string
  className?: string
}) {
  return (
    <RadioRows
      label={label}
      rows={rows}
      value={value}
      onChange={onChange}
      {...(className && { className })}
    />
  )
}
