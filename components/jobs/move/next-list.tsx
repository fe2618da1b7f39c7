/** What happens after the button, a step a line. */
export function NextList({ lines, className }: { lines: readonly string[]; className?: string }) {
  return (
    <section aria-labelledby="next" className={className}>
      <h3 id="next" className="mb-2 text-heading">
        What happens next
      </h3>
      <ol className="flex list-decimal flex-col gap-1.5 ps-5 text-ink-2 marker:text-ink-3">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ol>
    </section>
  )
}
