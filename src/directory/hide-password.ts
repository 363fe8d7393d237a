/** A server, or what stands before it, may repeat what it was sent: its words are shown, kept and logged without the password. */
export function hidePassword(password: string): (text: string) => string {
  return password === '' ? (text) => text : (text) => text.replaceAll(password, '***')
}
