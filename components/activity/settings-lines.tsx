import { cx } from '@/components/ui/cx'
import type { DiffGroup, DiffLine } from './settings-diff'
import { shortPrints } from './short-prints'

/** Up to this many names are listed at once; more open on demand. */
const listed = 12

/** Settings line by line, in the way of a diff; secrets are marks by which the same one is known again. */
export function SettingsLines({
  caption,
  groups,
}: {
  caption: string | null
  groups: readonly DiffGroup[]
}) {
  return (
    <section
      aria-label={caption ?? 'What changed'}
      className="overflow-hidden rounded-note border border-transparent bg-sunken py-2.5 text-code"
    >
      {caption && <p className="px-3.5 pb-1.5 font-sans text-table text-ink-2">{caption}</p>}
      {groups.length === 0 && (
        <p className="px-3.5 font-sans text-table text-ink-2">
          No visible difference. A key that IBM does not return looks the same before and after.
        </p>
      )}
      {groups.map(({ title, lines }) => (
        <div key={title}>
          {title !== '' && <p className="ps-9.5 text-ink-2 max-md:ps-7">{title}</p>}
          <ul>
            {lines.map((line) => (
              <Line key={`${line.sign} ${line.name}`} line={line} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

const signs = {
  added: { mark: '+', said: 'added', look: 'bg-good/12', tone: 'text-good' },
  removed: { mark: '−', said: 'removed', look: 'bg-loss/10', tone: 'text-loss' },
  plain: { mark: '', said: '', look: '', tone: '' },
} as const

function Line({ line: { sign, name, value, unchanged } }: { line: DiffLine }) {
  const { mark, said, look, tone } = signs[sign]
  return (
    <li
      className={cx(
        'grid grid-cols-[1.25rem_7.5rem_minmax(0,1fr)] gap-x-1 px-3.5 max-md:grid-cols-[1rem_6.5rem_minmax(0,1fr)] max-md:px-2',
        look,
      )}
    >
      <span aria-hidden="true" className={tone}>
        {mark}
      </span>
      <span className="wrap-anywhere">
        {said && <span className="sr-only">{said}: </span>}
        {name}
      </span>
      <span className="min-w-0 wrap-anywhere">
        {'text' in value ? shortPrints(value.text) : <Names names={value.names} />}
        {unchanged !== undefined && unchanged > 0 && (
          <span className="text-ink-2">
            {' '}
            ({unchanged} {unchanged === 1 ? 'other' : 'others'} unchanged)
          </span>
        )}
      </span>
    </li>
  )
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length <= listed) return names.join(', ')
  return (
    <details>
      <summary className="link w-fit touch:-my-3 touch:flex touch:min-h-11 touch:items-center">
        {names.length} names
      </summary>
      {names.join(', ')}
    </details>
  )
}
