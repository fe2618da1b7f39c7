import { confLines } from './conf'
import { MASK } from './placeholders'

/** A stretch of a destination's text as it is shown. */
export type ConfPiece =
  | string
  | { text: string; as: 'strong' | 'quiet' | 'placeholder' | 'differs' }

/** A part of it: `bucket`, `path`, `region`, or the name of another parameter. */
type Mark = (part: string, value: string) => ConfPiece[] | null

const strong = (text: string): ConfPiece => ({ text, as: 'strong' })
const quiet = (text: string): ConfPiece => ({ text, as: 'quiet' })

/** A value with its masks set off; "…" where nothing is chosen yet. */
function valuePieces(value: string): ConfPiece[] {
  if (value === '') return [quiet('…')]
  return value
    .split(MASK)
    .flatMap((text, at): ConfPiece[] => [
      ...(at > 0 ? [{ text: MASK, as: 'placeholder' } as const] : []),
      ...(text === '' ? [] : [text]),
    ])
}

/**
 * A destination's text (`confText`) broken at its parts, for showing on several lines: joined together and without the
 * breaks the pieces are it. `mark` gives the pieces of a part that is to be shown in another way.
 */
export function confPieces(text: string, mark: Mark = () => null): ConfPiece[] {
  const [address = '', ...parameters] = confLines(text)
  return [
    ...addressPieces(address, mark),
    ...parameters.flatMap((line): ConfPiece[] => {
      const equals = line.indexOf('=') + 1
      const [name, value] = [line.slice(0, equals), line.slice(equals)]
      // A GUID does not fit behind its name in a narrow column.
      const gap = value.length > 20 ? '\n    ' : ''
      return [quiet(`\n  ${name}${gap}`), ...(mark(name.slice(1, -1), value) ?? valuePieces(value))]
    }),
  ]
}

function addressPieces(address: string, mark: Mark): ConfPiece[] {
  const told = (part: string, value: string) =>
    mark(part, value) ?? (value === '' ? valuePieces(value) : [strong(value)])
  const [, bucket, path] = /^cos:\/\/([^/]*)(?:\/(.*))?$/s.exec(address) ?? []
  if (bucket !== undefined) {
    return ['cos://', ...told('bucket', bucket), ...(path ? ['/', ...told('path', path)] : [])]
  }
  const logs = /^ibmcl:\/\/(.*)\.ingress\.(.*)\.logs\.cloud\.ibm\.com(\/.*)$/s.exec(address)
  if (logs === null) return valuePieces(address)
  const [, instance = '', region = '', rest = ''] = logs
  return [
    'ibmcl://\n    ',
    ...valuePieces(instance),
    '\n  .ingress.',
    ...told('region', region),
    `.logs.cloud.ibm.com\n  ${rest}`,
  ]
}
