import { gzipSync } from 'node:zlib'

const MEGABYTE = 1024 * 1024

const made = new Map<number, Uint8Array>()

/** Blanks are a beginning of JSON and of XML alike, so that a reader has no reason to stop early. A thousandth of what it unpacks to. */
export function gzipBomb(megabytes: number): Uint8Array {
  const known = made.get(megabytes)
  if (known) return known
  const bomb = gzipSync(Buffer.alloc(megabytes * MEGABYTE, ' '))
  made.set(megabytes, bomb)
  return bomb
}
