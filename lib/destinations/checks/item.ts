import { maxConf } from '../conf'

/** `error`: IBM certainly refuses it, or a secret would be exposed. `warning`: probably wrong. `note`: good to know. */
export type Level = 'error' | 'warning' | 'note'

/** One thing that is said of a destination without asking anybody. Never repeats what was typed: that may be a secret. */
export type CheckItem = {
  code: string
  level: Level
  /** Of the member, within the destination: `headers.0.value`; '' is the destination itself. */
  path: string
  message: string
}

/** A destination as somebody gives it: half-filled, too, and with members of any type. */
export type Given = Record<string, unknown>

/** The checks of one kind. */
export type Check = (input: Given) => CheckItem[]

const item =
  (level: Level) =>
  (code: string, path: string, message: string): CheckItem => ({ code, level, path, message })

export const error = item('error')
export const warning = item('warning')
export const note = item('note')

/** More than any member may have. What is longer is refused whatever follows, which need not be looked at. */
const longest = 8192

/** The text of a member, without blanks around it and cut where it is too long; '' where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longest).trim() : ''
}

export function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const tooLong =
  'Too long: IBM takes at most 4,096 characters for the whole destination string, once encoded.'

export function checkLength(length: number, path: string): CheckItem[] {
  return length > maxConf ? [error('too_long', path, tooLong)] : []
}
