import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { sign } from '../../build/executable/sign.ts'
import manifest from '../../package.json' with { type: 'json' }
import { requireBuild, WINDOWS_EXECUTABLE } from './built.ts'
import { HAVE_WINE, runInWine } from './wine.ts'

const HAVE_SIGNER = spawnSync('osslsigncode', ['--version']).error === undefined
const PASSWORD = '秘密 "p@ss\''

beforeAll(requireBuild)

// Skipped without osslsigncode, which `npm test` installs where it can.
describe.skipIf(!HAVE_SIGNER)('a signed dirsync.exe', { timeout: 300_000 }, () => {
  test('bears a signature of the certificate that was given, which ends with a single changed byte', async () => {
    const { folder, exe, authority } = signed()
    expect(verify(exe, authority)).toContain('Succeeded')
    if (HAVE_WINE) {
      const { stdout, exitCode } = await runInWine(exe, ['--version'])
      expect([stdout.trim(), exitCode]).toEqual([manifest.version, 0])
    }
    const bytes = readFileSync(exe)
    bytes.writeUInt8(bytes.readUInt8(50_000) ^ 1, 50_000)
    const changed = join(folder, 'changed.exe')
    writeFileSync(changed, bytes)
    expect(verify(changed, authority)).not.toContain('Succeeded')
  })

  test('is refused with a wrong password, and the executable stays as it was', () => {
    const { folder, certificate } = madeCertificate()
    const exe = copied(folder)
    const wrong = join(folder, 'wrong.txt')
    writeFileSync(wrong, 'wrong')
    expect(() => sign(exe, { certificate, passwordFile: wrong, timeStamp: null })).toThrow('could not sign')
    expect(readFileSync(exe).equals(readFileSync(WINDOWS_EXECUTABLE))).toBe(true)
  })
})

function signed() {
  const made = madeCertificate()
  const exe = copied(made.folder)
  sign(exe, { certificate: made.certificate, passwordFile: made.passwordFile, timeStamp: null })
  return { ...made, exe }
}

function copied(folder: string): string {
  const exe = join(folder, 'dirsync.exe')
  copyFileSync(WINDOWS_EXECUTABLE, exe)
  return exe
}

/** For signing code, by an authority of its own. */
function madeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-sign-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [key, authority, certificate, passwordFile] = ['key.pem', 'cert.pem', 'cert.pfx', 'password.txt'].map((name) =>
    join(folder, name)
  ) as [string, string, string, string]
  writeFileSync(passwordFile, PASSWORD)
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-noenc',
    '-keyout',
    key,
    '-out',
    authority,
    '-days',
    '2',
    '-subj',
    '/CN=Example KK',
    '-addext',
    'extendedKeyUsage=codeSigning'
  )
  openssl('pkcs12', '-export', '-inkey', key, '-in', authority, '-out', certificate, '-passout', `file:${passwordFile}`)
  return { folder, authority, certificate, passwordFile }
}

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function verify(exe: string, authority: string): string {
  const { stdout, stderr } = spawnSync('osslsigncode', ['verify', '-CAfile', authority, '-in', exe], {
    encoding: 'utf8'
  })
  return stdout + stderr
}
