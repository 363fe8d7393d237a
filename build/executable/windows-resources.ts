import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit'
import manifest from '../../package.json' with { type: 'json' }

/** en-US, which Windows falls back to whatever its own language is. */
const LANGUAGE = 1033
const UNICODE = 1200
/** RT_MANIFEST, in the resources of an executable. */
const MANIFEST_TYPE = 24

/**
 * Puts version information, icon and manifest of Directory Sync in the place of Node's. Node's signature goes: it covers the file as it was.
 * To be done after pkg and before signing.
 */
export function withResources(executable: Uint8Array): Buffer {
  const exe = NtExecutable.from(executable, { ignoreCert: true })
  const resources = NtExecutableResource.from(exe)
  describe(resources)
  const icon = Data.IconFile.from(readFileSync(join(import.meta.dirname, 'dirsync.ico')))
  for (const group of Resource.IconGroupEntry.fromEntries(resources.entries)) {
    const images = icon.icons.map(({ data }) => data)
    Resource.IconGroupEntry.replaceIconsForResource(resources.entries, group.id, group.lang, images)
  }
  const ours = readFileSync(join(import.meta.dirname, 'dirsync.manifest'), 'utf8').replace(
    '{version}',
    fourNumbers().join('.')
  )
  resources.removeResourceEntry(MANIFEST_TYPE, 1)
  resources.entries.push({
    type: MANIFEST_TYPE,
    id: 1,
    lang: LANGUAGE,
    codepage: 0,
    bin: new TextEncoder().encode(ours).buffer
  })
  resources.outputResource(exe)
  return Buffer.from(exe.generate())
}

/** What Explorer and Get-Item show of the file. */
function describe({ entries }: NtExecutableResource): void {
  const [information] = Resource.VersionInfo.fromEntries(entries)
  if (information === undefined) throw new Error('node.exe has no version information')
  for (const table of information.getAllLanguagesForStringValues()) information.removeAllStringValues(table)
  const [major, minor, micro, revision] = fourNumbers()
  information.setFileVersion(major, minor, micro, revision, LANGUAGE)
  information.setProductVersion(major, minor, micro, revision, LANGUAGE)
  information.setStringValues(
    { lang: LANGUAGE, codepage: UNICODE },
    {
      ProductName: 'Directory Sync for IIJ ID',
      FileDescription: 'Directory Sync for IIJ ID',
      InternalName: 'dirsync',
      OriginalFilename: 'dirsync.exe',
      FileVersion: fourNumbers().join('.'),
      ProductVersion: manifest.version,
      LegalCopyright: `${manifest.license} License; see THIRD-PARTY-LICENSES for what is included`
    }
  )
  information.outputToResourceEntries(entries)
}

/** 1.2.3-rc.1 → [1, 2, 3, 0] */
function fourNumbers(): [number, number, number, number] {
  const [major = 0, minor = 0, micro = 0] = (manifest.version.split(/[-+]/)[0] ?? '').split('.').map(Number)
  return [major, minor, micro, 0]
}
