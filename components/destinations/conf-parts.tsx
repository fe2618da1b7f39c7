import type { ConfPart } from '@/lib/destinations/explain-conf'

/** A destination's string taken apart, each part with what it means. */
export function ConfParts({ parts }: { parts: readonly ConfPart[] }) {
  return (
    <dl
      aria-label="Parts of the destination string"
      className="grid gap-x-5 rounded-note border border-line px-3.5 py-2.5 text-table md:grid-cols-[fit-content(55%)_minmax(0,1fr)] md:gap-y-1"
    >
      {parts.map(({ piece, name, meaning }, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          key={at}
          className="md:col-span-2 md:grid md:grid-cols-subgrid max-md:not-last:mb-2"
        >
          <dt className="text-code wrap-anywhere">{piece}</dt>
          <dd className="min-w-0 wrap-anywhere text-ink-2">
            {piece.startsWith(name) ? meaning : `${name}: ${uncapital(meaning)}`}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Names of services keep their capital. */
const uncapital = (text: string) =>
  /^(?:Where|Hidden|Folder|Path|A )/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
