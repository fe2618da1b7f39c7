import { cx } from './cx'

/**
 * A name that may not fit: cut in the middle, never at its end; in full on hover, or when the link or row around it has
 * focus. The text itself lies unseen over two pieces that are only drawn, so that it is read, copied and found as one.
 */
export function MiddleCut({
  text,
  tail = 10,
  className,
}: {
  text: string
  /** How many characters of the end are always kept. */
  tail?: number
  className?: string
}) {
  const letters = [...text]
  const cut = Math.max(0, letters.length - tail)
  return (
    <span
      title={text}
      className={cx(
        'relative inline-flex max-w-full min-w-0 align-bottom whitespace-pre max-md:block max-md:whitespace-normal max-md:wrap-anywhere',
        'in-focus-visible:inline in-focus-visible:whitespace-normal in-focus-visible:wrap-anywhere',
        className,
      )}
    >
      <span className="absolute inset-0 overflow-hidden text-transparent selection:text-transparent forced-colors:opacity-0">
        {text}
      </span>
      <span
        aria-hidden="true"
        data-text={letters.slice(0, cut).join('')}
        className="min-w-0 truncate before:content-[attr(data-text)] in-focus-visible:overflow-visible in-focus-visible:whitespace-normal max-md:overflow-visible max-md:whitespace-normal"
      />
      <span
        aria-hidden="true"
        data-text={letters.slice(cut).join('')}
        className="shrink-0 before:content-[attr(data-text)]"
      />
    </span>
  )
}

/** "3f9c0d…a71e": an id shown short. Assistive technology and the pointer get all of it. */
export function ShortId({
  id,
  head = 6,
  tail = 4,
  className,
}: {
  id: string
  head?: number
  tail?: number
  className?: string
}) {
  const short = cutMiddle(id, head, tail)
  return (
    <span title={id} className={cx('text-code', className)}>
      <span aria-hidden="true">{short}</span>
      <span className="sr-only">{id}</span>
    </span>
  )
}

/** Keeps `head` and `tail` characters around an ellipsis; short texts stay whole. */
export function cutMiddle(text: string, head: number, tail: number): string {
  const letters = [...text]
  if (letters.length <= head + tail + 1) return text
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - tail).join('')}`
}
