import { cx } from './cx'

/** The drawn box alone, for a row that is itself the control (`role="checkbox"`). 'some': of what is below, not all. */
export function CheckboxMark({ checked }: { checked: boolean | 'some' }) {
  return (
    <span aria-hidden="true" className="relative grid size-4 shrink-0 place-items-center">
      <span
        className={cx(
          'size-4 appearance-none rounded-[3px] border transition-colors',
          checked ? 'border-accent bg-accent' : 'border-edge bg-surface',
        )}
      />
      {checked && (
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          aria-hidden="true"
          className="pointer-events-none absolute size-4 text-on-ink forced-colors:text-[CanvasText]"
        >
          <path d={checked === 'some' ? 'M5 8h6' : 'M4.5 8.2l2.4 2.4 4.6-5'} />
        </svg>
      )}
    </span>
  )
}
