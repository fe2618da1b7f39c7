import { Fragment, type ReactNode } from 'react'
import { cutMiddle } from '@/components/ui/middle-cut'
import { StateGlyph } from '@/components/ui/state-glyph'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { usePhone } from '@/components/ui/use-media'
import { useTicker } from '@/components/ui/use-ticker'
import {
  type ComparedPart,
  partLabels,
  type TokenComparison,
  type Verdict,
} from '@/lib/ownership/compare'
import type { Stretch } from '@/lib/ownership/diff-characters'
import { formatLength, formatMoment } from '@/lib/time'
import { marks } from './marks'

/** One part as it is shown, both sides with what differs marked. */
type Shown = { part: ComparedPart; label: string; here: ReactNode; inToken: ReactNode }

/** Part, this job, in the token, same or differs; a list on a phone. Only the differing characters are red. */
export function ComparisonTable({
  comparison,
  zoneName,
}: {
  comparison: TokenComparison
  zoneName: string
}) {
  const isPhone = usePhone()
  const left = useTicker((now) =>
    comparison.expiresAtMs === null ? '' : formatLength(comparison.expiresAtMs - now),
  )
  const rows = comparison.parts.map((part) => shownPart(part, comparison, zoneName))
  if (isPhone) {
    return (
      <ul aria-label="The token, part by part" className="border-b border-line text-body">
        {rows.map(({ part, label, here, inToken }) => (
          <li key={part.part} className="flex gap-3 border-t border-line py-2.5">
            <VerdictGlyph verdict={part.verdict} className="mt-0.5" />
            <div className="min-w-0 flex-1">
              <div className="flex items-baseline justify-between gap-3">
                <span className="font-medium">{label}</span>
                <VerdictWord part={part} left={left} />
              </div>
              {part.verdict === 'differs' && part.part !== 'goodUntil' ? (
                <>
                  <p className="text-ink-2">This job {here}</p>
                  <p className="text-ink-2">In the token {inToken}</p>
                </>
              ) : (
                <p className="text-ink-2">{part.part === 'goodUntil' ? inToken : here}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <Table label="The token, part by part">
      <TableHead>
        <HeadCell className="ps-0!">Part</HeadCell>
        <HeadCell>This job</HeadCell>
        <HeadCell>In the token</HeadCell>
        <HeadCell>
          <span className="sr-only">Result</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {rows.map(({ part, label, here, inToken }) => (
          <Row key={part.part} dense className="hover:bg-transparent">
            <th
              scope="row"
              className="pe-2 text-start align-baseline font-normal whitespace-nowrap text-ink-2"
            >
              {label}
            </th>
            <Cell className="align-baseline!">{here}</Cell>
            <Cell className="align-baseline!">{inToken}</Cell>
            <Cell className="w-px pe-0! align-baseline! whitespace-nowrap">
              <span className="inline-flex items-baseline gap-2">
                <VerdictGlyph verdict={part.verdict} className="self-center" />
                <VerdictWord part={part} left={left} />
              </span>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  )
}

const glyphs = { same: 'check', differs: 'crossed-square', unknown: 'dash' } as const

function VerdictGlyph({ verdict, className }: { verdict: Verdict; className: string }) {
  return <StateGlyph glyph={glyphs[verdict]} className={className} />
}

function VerdictWord({ part: { part, verdict }, left }: { part: ComparedPart; left: string }) {
  if (verdict === 'differs') {
    return (
      <strong className="font-semibold text-loss">
        {part === 'goodUntil' ? 'expired' : 'differs'}
      </strong>
    )
  }
  if (verdict === 'unknown') return <span className="text-ink-3">not stated</span>
  return <span className="text-ink-3">{part === 'goodUntil' ? `${left} left` : 'same'}</span>
}

function shownPart(part: ComparedPart, { expiresAtMs }: TokenComparison, zoneName: string): Shown {
  const label = partLabels[part.part]
  if (part.part === 'goodUntil') {
    const end = expiresAtMs === null ? null : formatMoment(expiresAtMs)
    return { part, label, here: part.here, inToken: end === null ? nothing : <Code>{end}</Code> }
  }
  if (part.part === 'madeFor')
    return { part, label, here: part.here, inToken: part.inToken ?? nothing }
  if (part.verdict === 'differs') {
    const { a, b } = marks(part.part, part.here, part.inToken ?? '')
    return {
      part,
      label,
      here: <Marks stretches={a} title={part.here} />,
      inToken: <Marks stretches={b} title={part.inToken ?? ''} />,
    }
  }
  const text =
    part.part === 'zone'
      ? zoneName
      : part.part === 'instance'
        ? cutMiddle(part.here, 8, 4)
        : part.here
  const value = text === '' ? bucketItself : <Code title={part.here}>{breakable(text)}</Code>
  return { part, label, here: value, inToken: part.verdict === 'unknown' ? nothing : value }
}

const nothing = <span className="text-ink-3">–</span>
const bucketItself = <span className="text-ink-3">root of the bucket</span>

/** Names break behind their dots, slashes and hyphens before they break anywhere. */
function breakable(text: string): ReactNode[] {
  return text.split(/(?<=[./-])/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ))
}

function Code({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <code title={title} className="text-code wrap-anywhere text-ink">
      {children}
    </code>
  )
}

function Marks({ stretches, title }: { stretches: Stretch[]; title: string }) {
  if (stretches.length === 0) return bucketItself
  return (
    <Code title={title}>
      {stretches.map(({ text, differs }, index) =>
        differs ? (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one text, in their order
            key={index}
            className="bg-transparent text-loss underline decoration-2 underline-offset-3"
          >
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </Code>
  )
}
