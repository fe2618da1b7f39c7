import { CopyButton } from './copy-button'
import { cx } from './cx'

/** What a stretch of code is: its own words, quiet syntax, a placeholder for a secret, or what differs. */
export type CodePart =
  | string
  | { text: string; as: 'strong' | 'quiet' | 'placeholder' | 'differs' | 'added' | 'removed' }

const looks = {
  strong: 'font-medium text-ink',
  quiet: 'text-ink-3',
  placeholder: 'text-accent',
  differs: 'text-loss underline decoration-2 underline-offset-3',
  added: 'text-good',
  removed: 'text-loss',
}

export const codeText = (parts: readonly CodePart[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')

/** Machine text as it is. It wraps anywhere; `scroll` keeps its lines and scrolls inside itself. */
export function CodeBlock({
  label,
  parts,
  copyText,
  copy = true,
  scroll = false,
  className,
}: {
  /** Accessible name, as "Command for curl". */
  label: string
  parts: readonly CodePart[] | string
  /** When the copied text is another than the shown one. */
  copyText?: string
  copy?: boolean
  scroll?: boolean
  className?: string
}) {
  const list = typeof parts === 'string' ? [parts] : parts
  return (
    <div className={cx('relative rounded-note border border-transparent bg-sunken', className)}>
      <section
        aria-label={label}
        // What scrolls has to be reached by key.
        tabIndex={scroll ? 0 : undefined}
        className={cx('rounded-note px-3.5 py-3', scroll && 'max-h-80 overflow-auto')}
      >
        <pre
          className={cx(
            'text-code text-ink',
            scroll ? 'whitespace-pre' : 'wrap-anywhere whitespace-pre-wrap',
            copy && 'pe-18',
          )}
        >
          <code>
            {list.map((part, index) =>
              typeof part === 'string' ? (
                part
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
                <span key={index} className={looks[part.as]}>
                  {part.text}
                </span>
              ),
            )}
          </code>
        </pre>
      </section>
      {copy && (
        <CopyButton text={copyText ?? codeText(list)} className="absolute end-2 top-2 bg-sunken" />
      )}
    </div>
  )
}
