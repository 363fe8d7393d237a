import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'

export interface Signing {
  /** PKCS #12. */
  readonly certificate: string
  /** File whose first line is the password. */
  readonly passwordFile: string
  /** URL of an RFC 3161 time stamp service; null: none, and the signature ends with the certificate. */
  readonly timeStamp: string | null
}

/** Signs a Windows executable in place by osslsigncode (Authenticode, SHA-256). @throws where osslsigncode refuses. */
export function sign(executable: string, { certificate, passwordFile, timeStamp }: Signing): void {
  const signed = `${executable}.signed`
  const what = ['-n', 'Directory Sync for IIJ ID', '-h', 'sha256', ...(timeStamp === null ? [] : ['-ts', timeStamp])]
  const key = ['-pkcs12', certificate, '-readpass', passwordFile]
  const { status, error } = spawnSync('osslsigncode', ['sign', ...key, ...what, '-in', executable, '-out', signed], {
    stdio: ['ignore', 2, 2]
  })
  if (status !== 0)
    throw new Error(`osslsigncode could not sign ${executable}`, { cause: error ?? `exit code ${status}` })
  renameSync(signed, executable)
}
