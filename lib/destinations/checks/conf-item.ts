import type { ParsedConf } from '../kind'
import { type Check, type CheckItem, type Given, warning } from './item'

/** What a scheme asks for beyond the text's form. */
export type ConfCheck = (conf: ParsedConf, now: Date) => CheckItem[]

export const warn = (code: string, message: string) => warning(code, 'conf', message)

/** The checks of a kind that has a form of its own, over the same destination. */
export const asKind = (check: Check, given: Given) =>
  check(given).map((item) => ({ ...item, path: 'conf' }))
