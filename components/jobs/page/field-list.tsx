import { groupFields } from '@/lib/fields/groups'

/** The chosen fields, folded away, in the groups of the form. */
export function FieldList({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  const groups = groupFields(names.map((name) => ({ name })))
  return (
    <details className="group mt-0.5">
      <summary className="link inline-block list-none touch:py-2.5 [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show</span>
        <span className="hidden group-open:inline">Hide</span>
        <span className="sr-only"> the selected fields</span>
      </summary>
      <dl className="mt-2 flex flex-col gap-2">
        {groups.map(({ label, fields }) => (
          <div key={label}>
            <dt className="text-caption text-ink-3">
              {label} <span className="font-normal">{fields.length}</span>
            </dt>
            <dd className="text-code wrap-anywhere">{fields.map(({ name }) => name).join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
