import type { Logs } from '@/lib/schemas/logs'

/** Options of a job that exists and that this form does not manage, as IBM's default of `sample`. */
export function OtherOptions({ options }: { options: Logs['otherOptions'] }) {
  if (options.length === 0) return null
  return (
    <div>
      <h3 className="text-table font-medium">Other options</h3>
      <ul className="mt-1 flex flex-col gap-1 text-table text-ink-3">
        {options.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and nothing moves
          <li key={index}>
            <code className="text-code wrap-anywhere text-ink">
              {value === '' ? name : `${name}=${value}`}
            </code>{' '}
            stays unchanged
          </li>
        ))}
      </ul>
    </div>
  )
}
