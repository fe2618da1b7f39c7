import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { filterBox } from './filter-box'

/** A choice that says itself what it is about while nothing is chosen: "Action: any". */
export function FilterSelect({
  label,
  value = '',
  choices,
  onChange,
  className,
}: {
  label: string
  value?: string
  choices: readonly (readonly [value: string, label: string])[]
  onChange: (value: string) => void
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
          {[['', `${label}: any`] as const, ...choices].map(([option, text]) => (
            <option key={option} value={option} className="bg-surface text-ink">
              {text}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className="pointer-events-none absolute end-2.5 text-ink-2" />
      </div>
    </div>
  )
}
