import { hash } from 'node:crypto'

/**
 * Tells ids that were seen from new ones in 16 bytes each, about 20 MB for a million: 64-bit digests in an open-addressing table. Two
 * different ids that look alike (one in 40 million for a list of a million) would make a list be read again, nothing worse.
 */
export class IdSet {
  #slots = new BigUint64Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** False when the id was there already. */
  add(id: string): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    if (!insert(this.#slots, digest(id))) return false
    this.#size += 1
    return true
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#slots.length * 2)
    for (const slot of this.#slots) if (slot !== 0n) insert(larger, slot)
    this.#slots = larger
  }
}

function digest(id: string): bigint {
  // Zero marks a free slot.
  return hash('sha1', id, 'buffer').readBigUInt64LE(0) | 1n
}

function insert(slots: BigUint64Array, value: bigint): boolean {
  const mask = slots.length - 1
  let index = Number((value >> 1n) & BigInt(mask))
  for (;;) {
    const slot = slots[index]
    if (slot === value) return false
    if (slot === 0n) {
      slots[index] = value
      return true
    }
    index = (index + 1) & mask
  }
}
