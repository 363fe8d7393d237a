/** The little of DER (X.690) that an X.509 certificate is made of. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

export const der = {
  sequence: (...parts: readonly Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]) => tagged(0x31, ...parts),
  /** A positive number, big-endian. */
  integer: (bytes: Buffer) => tagged(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes),
  boolean: (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0])),
  utf8: (text: string) => tagged(0x0c, Buffer.from(text)),
  octets: (bytes: Buffer) => tagged(0x04, bytes),
  bits: (bytes: Buffer) => tagged(0x03, Buffer.from([0]), bytes),
  time: (date: Date) => tagged(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`)),
  /** Context-specific: constructed (`[3] EXPLICIT`) or primitive (`[2] IMPLICIT`). */
  explicit: (number: number, ...parts: readonly Buffer[]) => tagged(0xa0 | number, ...parts),
  implicit: (number: number, bytes: Buffer) => tagged(0x80 | number, bytes),
  oid: (dotted: string) => {
    const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
    return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
  }
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest & 0x7f) | 0x80)
  return digits
}
