import type { ConfPart } from '@/lib/destinations/explain-conf'

/** A destination's string taken apart, each part with what it means. */
export function ConfParts({ parts }: { parts: readonly ConfPart[] }) {
  return (
    <dl
      aria-label="Parts of the destination string"
      className="grid gap-x-5 rounded-note border border-line px-3.5 py-2.5 text-table md:grid-cols-[fit-content(55%)_minmax(0,1fr)] md:gap-y-1"
    >
      {parts.map((part, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          key={at}
          className="md:col-span-2 md:grid md:grid-cols-subgrid md:items-baseline max-md:not-last:mb-2"
        >
          <dt className="text-code wrap-anywhere">{part.piece}</dt>
          <dd className="min-w-0 wrap-anywhere text-ink-2">{partWords(part)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** "Bucket: where files are written"; alone what it means where that names it already. */
function partWords({ piece, name, meaning }: ConfPart): string {
  if (piece.startsWith(name) || meaning.startsWith(name)) return meaning
  return `${name}: ${name === 'Scheme' ? meaning : meaning.charAt(0).toLowerCase() + meaning.slice(1)}`
}
