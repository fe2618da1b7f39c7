import * as z from 'zod/mini'
import { formatCount } from '@/lib/count'
import { tooLong } from './checks/item'
import { maxConf } from './conf'
import type { ParamEdit } from './edit-conf'
import type { Fault, SettledText } from './kind'
import { MASK } from './placeholders'

// What the members of a destination that is written as one text have in common.

/** On a schema of an input. `longest`: the path of the member to shorten, as `headers.0.value`. */
export function withinLimit<Input>(
  toConf: (input: Input) => string,
  longest: (input: Input) => string,
) {
  return z.check<Input>(
    ({ value, issues }) => {
      if (toConf(value).length <= maxConf) return
      const path = longest(value)
        .split('.')
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
      issues.push({ code: 'custom', input: value, path, message: tooLong })
    },
    // Only a whole input has a text.
    { when: ({ issues }) => issues.length === 0 },
  )
}

/** The text of a change, unless something speaks against it. What IBM holds already may be as long as it is. */
export function settledText(
  conf: string,
  held: string,
  path: string,
  faults: Fault[],
): SettledText {
  if (faults.length > 0) return { faults }
  const isTooLong = conf.length > maxConf && conf.length > held.length
  return isTooLong ? { faults: [{ path, message: tooLong }] } : { conf }
}

const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/
const ipv6 = /^\[[0-9a-f:.]{2,45}\]$/i
const label = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u

/** A name, an IPv4 address or an IPv6 address in brackets; without port. */
export function isHost(text: string): boolean {
  if (ipv4.test(text)) return text.split('.').every((part) => Number(part) <= 255)
  if (ipv6.test(text)) return true
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  return name.length <= 253 && name.split('.').every((part) => label.test(part))
}

/** The two halves of `host:port`; `port` '' where there is none. */
export function splitPort(text: string): { host: string; port: string } {
  const [, host = text, port = ''] = /^(.*?)(?::(\d*))?$/.exec(text) ?? []
  return text.startsWith('[') && !text.includes(']:') ? { host: text, port: '' } : { host, port }
}

export const isPort = (text: string) => /^\d{1,5}$/.test(text) && +text >= 1 && +text <= 65_535

/** What goes into a header: one line of printable ASCII. Others are encoded differently from receiver to receiver. */
export function headerValue(missing: string) {
  return z.string(missing).check(
    z.trim(),
    z.minLength(1, missing),
    z.maxLength(maxConf, `At most ${formatCount(maxConf)} characters`),
    z.refine((text) => !text.includes(MASK), {
      message: 'Replace the dots by the value itself, or leave the field empty to keep it',
      abort: true,
    }),
    z.regex(/^[\x20-\x7e]*$/, 'One line of plain characters: no line breaks, tabs or accents'),
  )
}

export const holdsMask = (text: string) => text.includes('•')

/** Complaints of a schema as ours. */
export function faultsOf(
  issues: readonly { path: PropertyKey[]; message: string }[],
  under: readonly PropertyKey[] = [],
): Fault[] {
  return issues.map(({ path, message }) => ({ path: [...under, ...path].join('.'), message }))
}

/** One member of a patch that is changed, by its own schema; what is wrong with it goes to `faults`. */
export function judged<Value>(
  schema: z.ZodMiniType<Value>,
  value: unknown,
  path: string,
  faults: Fault[],
): Value | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  faults.push(...faultsOf(result.error.issues, [path]))
  return undefined
}

/** A parameter that a patch changes, by its own schema. Undefined leaves it; null and '' take it out. */
export function changedParam(
  schema: z.ZodMiniType<string>,
  {
    asked,
    now,
    names,
    path,
  }: {
    asked: string | null | undefined
    now: string | null
    names: readonly string[]
    path: string
  },
  faults: Fault[],
): ParamEdit[] {
  if (asked === undefined || (asked || null) === now) return []
  const value = asked ? judged(schema, asked, path, faults) : null
  return value === undefined ? [] : [{ names, value }]
}

/** Whether a secret that was read is one that IBM hid (whether IBM does is unproven), so that it can't be sent again. */
export function isHiddenByIbm(secret: string): boolean {
  return /\*{2}|redacted|masked|hidden/i.test(secret) || /^[x*.<>[\]_-]+$/i.test(secret)
}
