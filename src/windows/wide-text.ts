/** A text as Windows wants it: UTF-16LE with a NUL at its end. */
export function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le')
}

/** The text up to its NUL. */
export function readWide(buffer: Buffer): string {
  const text = buffer.toString('utf16le')
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}
