import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every file below a folder, by its relative path, with a hash of its bytes. Two that are equal are byte-identical. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const files = filesIn(folder).map((file): [string, string] => [
    relative(folder, file),
    createHash('sha256').update(readFileSync(file)).digest('hex')
  ])
  return Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1)))
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}
