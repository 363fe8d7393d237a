import type { RubyReader } from './ruby-reader.ts'

/** What `(?imx)` switches on: Ruby's `m` lets `.` match newlines. */
export interface Options {
  readonly ignoreCase: boolean
  readonly multiLine: boolean
  readonly extended: boolean
}

/** `imx-imx:` or `imx-imx)`, the cursor being behind `(?`; `isolated` is the second. `(?a) (?d) (?u)` are refused. */
export function readOptions(
  reader: RubyReader,
  outer: Options,
  from: number
): { readonly inner: Options; readonly isolated: boolean } {
  const found = reader.match(/([imxadu]*)(?:-([imx]*))?([:)])/)
  if (found === null) return reader.refuse('invalid_in_ruby', `(?${reader.peek()}`, from)
  const [text, on = '', off = '', end] = found
  if (/[adu]/.test(on)) reader.refuse('no_counterpart', `(?${text}`, from)
  const has = (letter: string, before: boolean) => !off.includes(letter) && (on.includes(letter) || before)
  return {
    inner: {
      ignoreCase: has('i', outer.ignoreCase),
      multiLine: has('m', outer.multiLine),
      extended: has('x', outer.extended)
    },
    isolated: end === ')'
  }
}
