/** What a Windows function gives: its value, or which call failed with which error code (winerror.h). */
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly call: string; readonly code: number }

export function gave<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function refused(
  call: string,
  code: number
): { readonly ok: false; readonly call: string; readonly code: number } {
  return { ok: false, call, code: code >>> 0 }
}

/** `CryptUnprotectData: error 13 (0x0000000D)`, for a person who looks the code up. */
export function inShort({ call, code }: { readonly call: string; readonly code: number }): string {
  return `${call}: error ${code} (0x${code.toString(16).toUpperCase().padStart(8, '0')})`
}

/** winerror.h and ntstatus.h, as far as they mean something here. */
export const ERROR = {
  fileNotFound: 2,
  pathNotFound: 3,
  accessDenied: 5,
  fileExists: 80,
  invalidData: 13,
  insufficientBuffer: 122,
  noneMapped: 1332
} as const
