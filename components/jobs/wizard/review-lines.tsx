import type { ReactNode } from 'react'

export type ReviewLine = { label: string; text: ReactNode; onChange: () => void }

/** What was chosen in each step, with the way back to it. */
export function ReviewLines({ lines }: { lines: readonly ReviewLine[] }) {
  return (
    <dl className="mt-5 border-t border-line">
      {lines.map(({ label, text, onChange }) => (
        <div
          key={label}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-b border-line py-2 md:grid-cols-[6.25rem_minmax(0,1fr)_auto]"
        >
          <dt className="text-ink-3 max-md:text-table">{label}</dt>
          <dd className="min-w-0 wrap-anywhere max-md:col-start-1">{text}</dd>
          <dd className="max-md:col-start-2 max-md:row-start-1">
            <button
              type="button"
              className="link relative touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
              onClick={onChange}
            >
              Change<span className="sr-only"> {label}</span>
            </button>
          </dd>
        </div>
      ))}
    </dl>
  )
}
