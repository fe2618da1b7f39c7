import type { ReactNode } from 'react'
import { Breakable } from '@/components/ui/breakable'
import { FactRow } from '@/components/ui/facts'
import { type ConfPart, explainConf } from '@/lib/destinations/explain-conf'
import { MASK } from '@/lib/destinations/placeholders'
import type { DestinationView } from '@/lib/destinations/registry'
import { destinationLabel } from '@/lib/destinations/words'

type ViewOf<K extends DestinationView['kind']> = Extract<DestinationView, { kind: K }>

/** Of a text without any form all may be secret; a box of nothing but marks then says nothing. */
export const isShown = (view: DestinationView) =>
  view.kind !== 'other' || view.conf.replaceAll(MASK, '') !== ''

export function Https({ view }: { view: ViewOf<'https'> }) {
  return (
    <>
      <FactRow label="Type">
        {destinationLabel(view)}
        {view.also && (
          <span className="block text-ink-3">A host and a port without a path can be either.</span>
        )}
      </FactRow>
      <FactRow label="Address">
        <Mono>{view.url}</Mono>
      </FactRow>
      <FactRow label="Headers">
        <Names names={view.headers.map(({ name }) => name)} />
      </FactRow>
      <FactRow label="Parameters">
        <Names names={view.params.map(({ name }) => name)} />
      </FactRow>
    </>
  )
}

/** Each on a line, as each is sent for itself; what they hold is never shown. */
function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-ink-3">none</span>
  return (
    <ul>
      {names.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be there twice
        <li key={at}>
          <Mono>{name}</Mono> <span className="text-ink-3">Set (hidden)</span>
        </li>
      ))}
    </ul>
  )
}

/** Those have their name in the text itself. */
const isParameter = (piece: string, name: string) => piece.startsWith(name)

function Parameters({ parts }: { parts: readonly ConfPart[] }) {
  if (parts.length === 0) return <span className="text-ink-3">none</span>
  return (
    <ul className="flex flex-col gap-1">
      {parts.map(({ piece, meaning }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be there twice
        <li key={at}>
          <Mono>{piece}</Mono> <span className="block text-ink-3">{meaning}</span>
        </li>
      ))}
    </ul>
  )
}

export function Other({ view }: { view: ViewOf<'other'> }) {
  const { service, parts } = explainConf(view.conf, { isWhole: true })
  return (
    <>
      <FactRow label="Type">
        {service ?? (
          <>
            Other
            {view.scheme && (
              <>
                , <Mono>{view.scheme}://</Mono>
              </>
            )}
          </>
        )}
      </FactRow>
      {service === null ? (
        <FactRow label="">
          <span className="text-ink-3">
            {view.conf === ''
              ? 'IBM reports no destination for this job.'
              : isShown(view)
                ? 'Unrecognised destination. It is shown as it is.'
                : 'Unrecognised destination (hidden).'}
          </span>
        </FactRow>
      ) : (
        <>
          {parts.slice(1).map(
            ({ piece, name, meaning }) =>
              !isParameter(piece, name) && (
                <FactRow key={name} label={name}>
                  <Mono>{piece}</Mono>
                  {meaning !== name && <span className="block text-ink-3">{meaning}</span>}
                </FactRow>
              ),
          )}
          <FactRow label="Parameters">
            <Parameters parts={parts.filter(({ piece, name }) => isParameter(piece, name))} />
          </FactRow>
        </>
      )}
    </>
  )
}

export function Mono({ children }: { children: ReactNode }) {
  return (
    <span className="text-code">
      {typeof children === 'string' ? <Breakable text={children} /> : children}
    </span>
  )
}
