import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A file of an archive: where it lies, and its name in the archive. */
export interface Member {
  readonly file: string
  readonly name: string
}

/** The oldest time that ZIP knows: all of an archive has it, or the same build would give another archive each time. */
const TIME = new Date(1980, 0, 1)

/** Writes a ZIP archive: the same members give the same bytes. */
export async function writeZip(archive: string, members: readonly Member[]): Promise<void> {
  const zip = new ZipFile()
  for (const { file, name } of members)
    zip.addFile(file, name, { mtime: TIME, mode: 0o100644, forceDosTimestamp: true, compressionLevel: 9 })
  zip.on('error', (error) => zip.outputStream.emit('error', error))
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(archive))
}
