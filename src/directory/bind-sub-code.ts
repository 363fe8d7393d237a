/** AD's reason within a refused bind, by the `data …` of its text (Win32 errors; [MS-ADTS] has no list, Microsoft's KB does). */
export const BIND_SUB_CODES = [
  '525',
  '52e',
  '530',
  '531',
  '532',
  '533',
  '534',
  '701',
  '773',
  '775',
  '80090346'
] as const
export type BindSubCode = (typeof BIND_SUB_CODES)[number]

/** Null when the text has none that is known. Without the right password AD says only 52e or 775. */
export function subCodeOf(text: string): BindSubCode | null {
  const data = /\bdata ([0-9a-f]+)\b/i.exec(text)?.[1]?.toLowerCase()
  return BIND_SUB_CODES.find((code) => code === data) ?? null
}
