import 'server-only'

// Which numbers of the audit have something in common, 65,536 at a time: as bits in memory; as text in the database,
// since both engines can put texts together.

export const blockSize = 65_536
const bytesOfBlock = blockSize / 8

/** One bit for each number of a block. */
export type Bits = Uint32Array<ArrayBuffer>

export const blockOf = (seq: number) => Math.floor(seq / blockSize)

export const noBits = (): Bits => new Uint32Array(bytesOfBlock / 4)

const bytesOf = (bits: Bits) => new Uint8Array(bits.buffer)

/** `offset`: a number's place in its block. */
export function setBit(bits: Bits, offset: number): void {
  const bytes = bytesOf(bits)
  bytes[offset >> 3] = (bytes[offset >> 3] ?? 0) | (1 << (offset & 7))
}

export function setBits(bits: Bits, offsets: Iterable<number>): void {
  const bytes = bytesOf(bits)
  for (const offset of offsets) {
    bytes[offset >> 3] = (bytes[offset >> 3] ?? 0) | (1 << (offset & 7))
  }
}

export function clearBits(bits: Bits, offsets: Iterable<number>): void {
  const bytes = bytesOf(bits)
  for (const offset of offsets) {
    bytes[offset >> 3] = (bytes[offset >> 3] ?? 0) & ~(1 << (offset & 7))
  }
}

/** Sets those of the numbers from one to another, both included, that lie in a block. */
export function setNumbers(bits: Bits, block: number, first: number, last: number): void {
  const bytes = bytesOf(bits)
  const end = Math.min(last - block * blockSize, blockSize - 1)
  for (let offset = Math.max(first - block * blockSize, 0); offset <= end; ) {
    if ((offset & 7) === 0 && offset + 7 <= end) {
      bytes[offset >> 3] = 0xff
      offset += 8
    } else {
      bytes[offset >> 3] = (bytes[offset >> 3] ?? 0) | (1 << (offset & 7))
      offset += 1
    }
  }
}

export function keepCommon(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0)
}

export function addAll(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0)
}

export function removeAll(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0)
}

export const isEmpty = (bits: Bits) => bits.every((word) => word === 0)

/** The offsets of the bits that are set, the highest first. */
export function* newestOf(bits: Bits): Generator<number> {
  const bytes = bytesOf(bits)
  for (let at = bytes.length - 1; at >= 0; at--) {
    const byte = bytes[at] ?? 0
    if (byte === 0) continue
    for (let bit = 7; bit >= 0; bit--) if (byte & (1 << bit)) yield at * 8 + bit
  }
}

export function countOf(bits: Bits): number {
  let count = 0
  for (const word of bits) for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Base64 of the bits, or of the offsets (two bytes each, the low one first), whichever is shorter. */
export function bitsToText(bits: Bits): string {
  if (countOf(bits) * 2 >= bytesOfBlock) return Buffer.from(bits.buffer).toString('base64')
  return offsetsToText([...newestOf(bits)].reverse())
}

/** As `bitsToText`, of offsets in their order. */
export function offsetsToText(offsets: readonly number[]): string {
  if (offsets.length * 2 >= bytesOfBlock) {
    const bits = noBits()
    setBits(bits, offsets)
    return Buffer.from(bits.buffer).toString('base64')
  }
  const bytes = Buffer.alloc(offsets.length * 2)
  offsets.forEach((offset, at) => {
    bytes.writeUInt16LE(offset, at * 2)
  })
  return bytes.toString('base64')
}

/** Adds what `bitsToText` wrote. */
export function addText(bits: Bits, text: string): void {
  const given = Buffer.from(text, 'base64')
  const bytes = bytesOf(bits)
  if (given.length === bytesOfBlock) {
    for (let at = 0; at < bytesOfBlock; at++) bytes[at] = (bytes[at] ?? 0) | (given[at] ?? 0)
    return
  }
  for (let at = 0; at < given.length; at += 2) {
    const offset = (given[at] ?? 0) | ((given[at + 1] ?? 0) << 8)
    bytes[offset >> 3] = (bytes[offset >> 3] ?? 0) | (1 << (offset & 7))
  }
}
