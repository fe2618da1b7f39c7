import { encodePath } from '@/lib/destinations/conf'
import { type ConfPiece, confPieces } from '@/lib/destinations/conf-pieces'
import type { Part, TokenComparison } from '@/lib/ownership/compare'
import { marks } from './marks'

/** Which part of a comparison a part of the destination's text belongs to. */
const partOf: Record<string, Part> = {
  bucket: 'bucket',
  path: 'path',
  region: 'region',
  'instance-id': 'instance',
}

/** The destination that a token is bound to, broken at its parts; what the token has otherwise is marked. */
export function boundConfParts(conf: string, comparison: TokenComparison | null): ConfPiece[] {
  return confPieces(conf, (name, text) => {
    const part = partOf[name]
    const found = comparison?.parts.find((one) => one.part === part)
    if (part === undefined || found?.verdict !== 'differs') return null
    const other = part === 'path' ? encodePath(found.inToken ?? '') : (found.inToken ?? '')
    return marks(part, text, other).a.map((stretch) => ({
      text: stretch.text,
      as: stretch.differs ? 'differs' : 'strong',
    }))
  })
}
