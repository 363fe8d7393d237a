import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { bad, good, type Result } from '../model/result.ts'

/** A configuration of 5,000 protected users has 200 kB; past this it is some other file. */
export const MAX_FILE_BYTES = 1024 * 1024

/** The file's text, UTF-8 with or without a byte order mark. Fails with one problem; where the text isn't UTF-8, with line and column. */
export function readConfigFile(file: string): Result<string> {
  let bytes: Buffer
  try {
    const facts = statSync(file)
    // Before it is opened: a pipe would wait for a writer.
    if (!facts.isFile()) return bad({ code: 'config.not_a_file', object: file })
    if (facts.size > MAX_FILE_BYTES)
      return bad({ code: 'config.file_too_large', object: file, bytes: facts.size, limit: MAX_FILE_BYTES })
    bytes = readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return bad({ code: 'config.file_missing', object: file })
    return bad({ code: 'config.file_unreadable', object: file, reason: code })
  }
  return decode(bytes, file)
}

export function decode(bytes: Buffer, file: string): Result<string> {
  if (isUtf8(bytes) && !bytes.includes(0)) return good(new TextDecoder('utf-8').decode(bytes))
  return bad({ code: 'config.not_utf8', looksLike: guess(bytes), file, ...firstFault(bytes), object: file })
}

function guess(bytes: Buffer): 'Shift_JIS' | 'UTF-16' | null {
  if (bytes.includes(0)) return 'UTF-16'
  try {
    new TextDecoder('shift_jis', { fatal: true }).decode(bytes)
    return 'Shift_JIS'
  } catch {
    return null
  }
}

function firstFault(bytes: Buffer): { line: number; column: number } {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const content = bytes.subarray(start, end === -1 ? bytes.length : end)
    if (!isUtf8(content) || content.includes(0)) {
      const column = new TextDecoder('utf-8').decode(content).search(/[\ufffd\u0000]/) + 1
      return { line, column: Math.max(1, column) }
    }
    if (end === -1) break
    start = end + 1
  }
  return { line: 1, column: 1 }
}
