import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { filterBox } from './filter-box'

export type Choice = readonly [value: string, label: string]

/** A choice that says itself what it is about while nothing is chosen: "Action: any". */
export function FilterSelect({
  label,
  value = '',
  choices = [],
  groups = [],
  onChange,
  hasAny = true,
  className,
}: {
  label: string
  value?: string | undefined
  choices?: readonly Choice[]
  groups?: readonly { label: string; choices: readonly Choice[] }[]
  onChange: (value: string) => void
  /** false: one of the choices always is. */
  hasAny?: boolean
  className?: string
}) {
  return (
    <div className={cx('min-w-0', className)}>
      <div className={cx(filterBox, 'relative')}>
        <select
          data-control
          aria-label={label}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          className="w-full min-w-0 appearance-none self-stretch truncate bg-transparent ps-3 pe-8.5 outline-none touch:text-[1rem]"
        >
          <Options choices={hasAny ? [['', `${label}: any`], ...choices] : choices} />
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label} className="bg-surface text-ink-3">
              <Options choices={group.choices} />
            </optgroup>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute end-2.5 text-ink-2" />
      </div>
    </div>
  )
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map(([value, label]) => (
    <option key={value} value={value} className="bg-surface text-ink">
      {label}
    </option>
  ))
}
