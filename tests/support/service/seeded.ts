/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** UUIDs of version 4 (RFC 9562 §5.4), the same for the same seed. */
export function seededUuids(seed: number): () => string {
  const random = seededRandom(seed)
  const word = () => Math.floor(random() * 4_294_967_296)
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0')
  return () => {
    const a = hex(word())
    const b = hex((word() & 0xffff0fff) | 0x4000)
    const c = hex((word() & 0x3fffffff) | 0x80000000)
    const d = hex(word())
    return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`
  }
}
