/** RFC 5321 §4.5.3.1.3, as corrected by erratum 1690. */
const MAX_LENGTH = 254
const LOCAL = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}$/u
const DOMAIN = /^(?:[0-9a-z](?:[0-9a-z-]{0,61}[0-9a-z])?\.)+[0-9a-z](?:[0-9a-z-]{0,61}[0-9a-z])?$/i

/** Whether a text has the form local@domain that the service demands: one @, no blanks, a domain of two ASCII labels or more. */
export function isEmailForm(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && text.length <= MAX_LENGTH && LOCAL.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1))
}
