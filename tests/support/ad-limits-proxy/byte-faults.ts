/** What happens to the bytes that the server sends on one connection, counted as LDAP (inside TLS). */
export type ByteFault = { readonly kind: 'cut' | 'stall'; readonly afterBytes: number }

/** Lets the first bytes of a stream through and then cuts it, or falls silent. */
export class ByteGate {
  readonly #fault: ByteFault | null
  #passed = 0

  constructor(fault: ByteFault | null) {
    this.#fault = fault
  }

  /** The part of these bytes that goes through, and whether the connection ends behind it. */
  pass(bytes: Buffer): { readonly bytes: Buffer; readonly cut: boolean } {
    if (this.#fault === null) return { bytes, cut: false }
    const left = Math.max(0, this.#fault.afterBytes - this.#passed)
    this.#passed += Math.min(left, bytes.length)
    return { bytes: bytes.subarray(0, left), cut: this.#fault.kind === 'cut' && bytes.length > left }
  }
}
