import { createHash } from 'node:crypto'

/** Ids are made from names, so that they are the same at every start. */
export function hex(name: string, digits: number): string {
  return createHash('sha256').update(name).digest('hex').slice(0, digits)
}

export function guid(name: string): string {
  const text = hex(`guid:${name}`, 32)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`
}

export function zoneIdOf(instance: string, name: string): string {
  return hex(`zone:${instance}:${name}`, 32)
}

/** 44 characters, as IBM's keys have, and plainly no key. */
export function fakeKey(name: string): string {
  return `FAKE-${name}-key-${hex(`key:${name}`, 44)}`.slice(0, 44)
}

/** A number in [0, 1) that belongs to a name. */
export function portion(name: string): number {
  return Number.parseInt(hex(`portion:${name}`, 8), 16) / 0x1_0000_0000
}
