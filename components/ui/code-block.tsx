import { Breakable, endsInJoint } from './breakable'
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

function linesOf(parts: readonly CodePart[]): CodePart[][] {
  const lines: CodePart[][] = []
  for (const part of parts) {
    codeText([part])
      .split('\n')
      .forEach((text, at) => {
        if (at > 0 || lines.length === 0) lines.push([])
        lines.at(-1)?.push(typeof part === 'string' ? text : { ...part, text })
      })
  }
  return lines
}

/** The classes of a line by how far it is set in; what wraps is set in by four. */
const insets: Record<number, string> = { 0: 'indent-[-4ch]', 2: 'indent-[-2ch]' }

/** Each line breaks at its joints, and goes on below itself. */
function HangingLines({ parts }: { parts: readonly CodePart[] }) {
  return linesOf(parts).map((line, at) => {
    const depth = /^ */.exec(codeText(line))?.[0].length ?? 0
    const [first = '', ...others] = line
    const rest = codeText([first]).slice(depth)
    const pieces = [typeof first === 'string' ? rest : { ...first, text: rest }, ...others]
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, in their order
      <span key={at} className={cx('block ps-[4ch]', insets[depth])}>
        <Stretches parts={pieces} isBreakable />
        {'\n'}
      </span>
    )
  })
}

function Stretches({
  parts,
  isBreakable = false,
}: {
  parts: readonly CodePart[]
  isBreakable?: boolean
}) {
  return parts.map((part, index) => {
    const text = codeText([part])
    const shown = isBreakable ? <Breakable text={text} /> : text
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <span key={index} className={typeof part === 'string' ? undefined : looks[part.as]}>
        {shown}
        {isBreakable && endsInJoint(text) && <wbr />}
      </span>
    )
  })
}

/**
 * Machine text as it is. It wraps anywhere; `scroll` keeps its lines and scrolls inside itself; with `hang` its lines
 * break at their joints and go on below themselves.
 */
export function CodeBlock({
  label,
  parts,
  copyText,
  copy = true,
  scroll = false,
  hang = false,
  className,
}: {
  /** Accessible name, as "Command for curl". */
  label: string
  parts: readonly CodePart[] | string
  /** When the copied text is another than the shown one. */
  copyText?: string
  copy?: boolean
  scroll?: boolean
  hang?: boolean
  className?: string
}) {
  const list = typeof parts === 'string' ? [parts] : parts
  return (
    <div
      className={cx(
        'relative rounded-note border border-transparent bg-sunken',
        // One line is lower than the button.
        copy && 'touch:min-h-15',
        className,
      )}
    >
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
          <code>{hang ? <HangingLines parts={list} /> : <Stretches parts={list} />}</code>
        </pre>
      </section>
      {copy && (
        <CopyButton text={copyText ?? codeText(list)} className="absolute end-2 top-2 bg-sunken" />
      )}
    </div>
  )
}
