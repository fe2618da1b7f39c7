import type { CodePart } from '@/components/ui/code-block'
import { confLines, encodePath } from '@/lib/destinations/conf'
import { fullPath } from '@/lib/destinations/cos'
import type { Part, TokenComparison } from '@/lib/ownership/compare'
import { marks } from './marks'

const quiet = (text: string): CodePart => ({ text, as: 'quiet' })

/** Which part of a comparison a parameter of the destination belongs to. */
const partOf: Record<string, Part> = { region: 'region', 'instance-id': 'instance' }

/**
 * The destination that a token is bound to, broken at its parts; what the token has otherwise is marked. `conf` is
 * shown letter by letter: joined together, and without the breaks, the parts are it.
 */
export function boundConfParts(
  conf: string,
  place: { bucket: string; path: string; dailyFolders: boolean },
  comparison: TokenComparison | null,
): CodePart[] {
  const marked = (part: Part, text: string): CodePart[] => {
    const found = comparison?.parts.find((one) => one.part === part)
    if (found?.verdict !== 'differs') return [{ text, as: 'strong' }]
    const other = part === 'path' ? encodePath(found.inToken ?? '') : (found.inToken ?? '')
    return marks(part, text, other).a.map((stretch) => ({
      text: stretch.text,
      as: stretch.differs ? 'differs' : 'strong',
    }))
  }
  const [, ...parameters] = confLines(conf)
  const path = encodePath(fullPath(place))
  return [
    'cos://',
    ...marked('bucket', place.bucket),
    ...(path === '' ? [] : ['/', ...marked('path', path)]),
    ...parameters.flatMap((line): CodePart[] => {
      const equals = line.indexOf('=') + 1
      const name = line.slice(0, equals)
      const part = partOf[name.slice(1, -1)]
      const value = line.slice(equals)
      // A GUID does not fit behind its name in a narrow column.
      const gap = value.length > 20 ? '\n    ' : ''
      const plain = comparison?.parts.find((one) => one.part === part)?.verdict !== 'differs'
      return [
        quiet(`\n  ${name}${gap}`),
        ...(part === undefined || plain ? [value] : marked(part, value)),
      ]
    }),
  ]
}
