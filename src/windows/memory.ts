import { ffi, kernel } from './native.ts'
import { readWide } from './wide-text.ts'

/** A place that a function writes a pointer to. */
export class PointerSlot {
  readonly buffer = Buffer.alloc(8)
  get value(): bigint {
    return this.buffer.readBigUInt64LE()
  }
}

/** A place that a function writes a number of 32 bits to. */
export class NumberSlot {
  readonly buffer = Buffer.alloc(4)
  constructor(value = 0) {
    this.buffer.writeUInt32LE(value)
  }
  get value(): number {
    return this.buffer.readUInt32LE()
  }
}

/** Copies a text of Windows' out of memory that is not ours. @param most characters that are looked at */
export function textAt(pointer: bigint, most = 32_768): string {
  const { getUint16, toBuffer } = ffi()
  let length = 0
  while (length < most && getUint16(pointer, length * 2) !== 0) length++
  return length === 0 ? '' : readWide(toBuffer(pointer, length * 2, true))
}

/** Gives memory back that a function of Windows allocated by LocalAlloc; 0n is none. */
export function freeLocal(pointer: bigint): void {
  if (pointer !== 0n) kernel().LocalFree(pointer)
}

const held: unknown[] = []

/** Keeps from being collected, until `call` has returned, what only pointers inside structs lead to. */
export function keeping<T>(memory: readonly unknown[], call: () => T): T {
  held.push(memory)
  try {
    return call()
  } finally {
    held.pop()
  }
}
