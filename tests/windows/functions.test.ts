import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '../../build/executable/bundle.ts'
import { windowsNode } from '../../build/executable/node-runtimes.ts'
import { HAVE_WINE, runInWine } from '../executable/wine.ts'
import type { Seen } from './probe.ts'

const OWN = /^S-1-5-21-[\d-]+$/

// Skipped where build/wine/setup.sh was not run: `npm test` says so, and with CI=true that is a failure.
describe.skipIf(!HAVE_WINE)('the functions of Windows', () => {
  let seen: Seen

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dirsync-windows-'))
    try {
      const probe = join(folder, 'probe.cjs')
      await build({
        entryPoints: [join(import.meta.dirname, 'probe.ts')],
        outfile: probe,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'error'
      })
      const ended = await runInWine(windowsNode(join(ROOT, 'build', 'cache')), [
        probe,
        `Z:${folder.replaceAll('/', '\\')}`
      ])
      expect(ended.exitCode, ended.stderr).toBe(0)
      seen = JSON.parse(ended.stdout)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 300_000)

  test('DPAPI gives back what it took, and nothing that was changed or is for another purpose', () => {
    expect(seen.dpapi.plain).toBe('パスワード')
    expect(seen.dpapi.showsThePlainText).toBe(false)
    for (const refusal of [seen.dpapi.forAnotherPurpose, seen.dpapi.changed])
      expect(refusal).toEqual({ ok: false, call: 'CryptUnprotectData', code: 13 })
    expect(seen.dpapi.empty).toMatchObject({ ok: false, call: 'CryptUnprotectData' })
  })

  test('the event log takes entries of any id, and cuts a text that is too long for it', () => {
    expect(seen.events).toEqual({ ok: true, value: 2 })
  })

  test('accounts and SIDs are found from each other; an unknown one is said to be unknown', () => {
    const { own, groups, administrator, notInIt, byName, unknown, name, noName, notASid } = seen.accounts
    expect(own).toEqual({ ok: true, value: expect.stringMatching(OWN) })
    expect(groups).toEqual({ ok: true, value: expect.arrayContaining(['S-1-1-0', 'S-1-5-32-544']) })
    expect([administrator, notInIt]).toEqual([
      { ok: true, value: true },
      { ok: true, value: false }
    ])
    expect(byName).toEqual({ ok: true, value: 'S-1-5-32-544' })
    expect(unknown).toEqual({ ok: false, call: 'LookupAccountNameW', code: 1332 })
    expect([name, noName]).toEqual(['NT AUTHORITY\\SYSTEM', 'S-1-5-21-1-2-3-4'])
    expect(notASid).toMatchObject({ ok: false, call: 'ConvertStringSidToSidW' })
  })

  test('nobody here holds a right of his own', () => {
    expect(seen.rights).toEqual({ ofAdministrators: { ok: true, value: [] }, holders: { ok: true, value: [] } })
  })

  test('an access list that was put on a file is the one read back', () => {
    const { before, written, after, created, createdAgain, ofCreated, missing, notSddl } = seen.files
    expect(before).toMatchObject({ ok: true, value: expect.stringContaining(';;;WD)') })
    expect(written).toEqual({ ok: true, value: null })
    expect(after).toMatchObject({ ok: true, value: expect.not.stringContaining(';;;WD)') })
    expect(created).toEqual({ ok: true, value: null })
    expect(createdAgain).toEqual({ ok: false, call: 'CreateFileW', code: 80 })
    expect(ofCreated).toMatchObject({ ok: true, value: expect.not.stringContaining(';;;WD)') })
    expect(missing).toEqual({ ok: false, call: 'GetFileSecurityW', code: 2 })
    expect(notSddl).toMatchObject({ ok: false, call: 'ConvertStringSecurityDescriptorToSecurityDescriptorW' })
  })

  test('a machine outside a domain has no controller', () => {
    expect(seen.controller).toMatchObject({ ok: false, call: 'DsGetDcNameW' })
  })

  test('a machine outside a domain has no Kerberos ticket', () => {
    for (const refusal of [seen.kerberos.without, seen.kerberos.bound])
      expect(refusal).toMatchObject({ ok: false, call: expect.stringMatching(/^(Acquire|Initialize)/) })
  })

  test('nothing is said of an experimental interface', () => {
    expect(seen.warnings).toEqual([])
  })
})

test('elsewhere the functions are there, and nothing of Windows is loaded before one is called', async () => {
  const modules = ['accounts', 'dc-locator', 'dpapi', 'event-log', 'file-security', 'kerberos', 'rights']
  for (const name of modules) await import(`../../src/windows/${name}.ts`)
  // What of Node itself was loaded: a list that it keeps for its own tests.
  const { moduleLoadList } = z.object({ moduleLoadList: z.array(z.string()) }).parse(process)
  expect(moduleLoadList.length).toBeGreaterThan(0)
  expect(moduleLoadList.filter((name) => /\bffi\b/.test(name))).toEqual([])
})
