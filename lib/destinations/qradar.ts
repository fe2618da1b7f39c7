import * as z from 'zod/mini'
import type { ParsedConf, SettledText, TextKind } from './kind'
import { faultsOf, isHost } from './text-rules'

const kind = z.literal('qradar')

const host = z.string('Enter the host of QRadar’s log source').check(
  z.trim(),
  z.minLength(1, 'Enter the host of QRadar’s log source'),
  z.refine((text) => !text.includes('://'), {
    message: 'Leave out https://. Enter a host such as qradar.example',
    abort: true,
  }),
  z.refine(isHost, 'Enter a host such as qradar.example, without port or path'),
)
const port = z
  .int('Enter a port from 1 to 65535')
  .check(z.gte(1, 'Enter a port from 1 to 65535'), z.lte(65_535, 'Enter a port from 1 to 65535'))

export const qradarInput = z.strictObject({ kind, host, port })
export type QradarInput = z.infer<typeof qradarInput>

export const qradarPatch = z.strictObject({ kind, host: z.string(), port: z.int() })

export const qradarView = z.object({ kind, host: z.string(), port: z.int() })
export type QradarView = z.infer<typeof qradarView>

const toConf = (input: QradarView) => `https://${input.host}:${input.port}`

/**
 * QRadar has no scheme of its own: IBM holds it as `https://host:port` with nothing behind, as it holds any other
 * receiver at such an address. So no text is read as QRadar: the HTTPS kind says that it may be one.
 */
export const qradar: TextKind<'qradar', QradarInput, QradarView, QradarView> = {
  kind: 'qradar',
  input: qradarInput,
  patch: qradarPatch,
  view: qradarView,
  toConf,
  toRequest: (input) => ({ qradar: { url: input.host, port: input.port } }),
  parseConf: () => null,
  settle: (patch, held: ParsedConf | null): SettledText => {
    // What IBM holds and our rules for new ones refuse may stay.
    if (held?.text === toConf(patch)) return { conf: held.text }
    const result = qradarInput.safeParse(patch)
    return result.success
      ? { conf: toConf(result.data) }
      : { faults: faultsOf(result.error.issues) }
  },
}
