// `npm run build`: dist/ with both executables and what goes with them. The same sources give the same bytes, in any folder.
//   npm run build -- --sign CERTIFICATE.pfx --sign-password-file FILE [--time-stamp URL]
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import manifest from '../../package.json' with { type: 'json' }
import { type Member, writeZip } from './archive.ts'
import { bundle, DIST, ROOT, writeBundle } from './bundle.ts'
import { pack } from './pack.ts'
import { componentsOf } from './packages.ts'
import { billOfMaterials } from './sbom.ts'
import { type Signing, sign } from './sign.ts'
import { thirdPartyLicenses } from './third-party-licenses.ts'
import { withResources } from './windows-resources.ts'

const CACHE = join(ROOT, 'build', 'cache')

const signing = readSigning()
mkdirSync(CACHE, { recursive: true })
const work = mkdtempSync(join(CACHE, 'work-'))
try {
  const made = join(work, 'dist')
  await makeAll(made)
  // Only a whole build replaces the last one.
  rmSync(DIST, { recursive: true, force: true })
  renameSync(made, DIST)
  for (const file of readdirSync(DIST).sort()) console.log(relative(ROOT, join(DIST, file)))
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function makeAll(dist: string): Promise<void> {
  const program = await bundle()
  const components = componentsOf(program.packages)
  const executables = pack(writeBundle(program, dist), work, CACHE)
  copyFileSync(executables['linux-x64'], join(dist, 'dirsync'))
  const exe = join(dist, 'dirsync.exe')
  writeFileSync(exe, withResources(readFileSync(executables['win-x64'])))
  if (signing !== null) sign(exe, signing)
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES'), thirdPartyLicenses(components, program.notices))
  writeFileSync(join(dist, 'sbom.cdx.json'), billOfMaterials(components))
  await writeZip(join(dist, `dirsync-${manifest.version}-windows-x64.zip`), membersOfTheArchive(dist))
  writeFileSync(join(dist, 'SHA256SUMS'), checksums(dist))
}

/** What an administrator unpacks: the program, beside it the PowerShell module's folder, from which it installs both, and the documents. */
function membersOfTheArchive(dist: string): Member[] {
  const own = ['dirsync.exe', 'THIRD-PARTY-LICENSES', 'sbom.cdx.json'].map((name) => ({ file: join(dist, name), name }))
  const documents = [
    'LICENSE',
    'README.md',
    'README.ja.md',
    'CHANGELOG.md',
    ...filesBelow('docs'),
    ...filesBelow('powershell')
  ]
    .filter((name) => readdirSync(join(ROOT, name, '..')).includes(name.split('/').at(-1) ?? ''))
    .map((name) => ({ file: join(ROOT, name), name: name.replace(/^powershell\//, '') }))
  return [...own, ...documents]
}

function filesBelow(folder: string): string[] {
  if (!readdirSync(ROOT).includes(folder)) return []
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

/** As sha256sum(1) writes and checks them. */
function checksums(folder: string): string {
  const lines = readdirSync(folder)
    .sort()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}  ${file}\n`
    )
  return lines.join('')
}

function readSigning(): Signing | null {
  const { values } = parseArgs({
    options: {
      sign: { type: 'string' },
      'sign-password-file': { type: 'string' },
      'time-stamp': { type: 'string' }
    }
  })
  if (values.sign === undefined) return null
  if (values['sign-password-file'] === undefined) throw new Error('--sign needs --sign-password-file')
  return {
    certificate: values.sign,
    passwordFile: values['sign-password-file'],
    timeStamp: values['time-stamp'] ?? null
  }
}
