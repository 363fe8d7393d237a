import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, DIST } from './bundle.ts'

/** Whether dist/ holds both executables as the sources are now. What the build itself does isn't looked at. */
export async function isBuilt(): Promise<boolean> {
  const sums = join(DIST, 'SHA256SUMS')
  if (!existsSync(sums) || !['dirsync', 'dirsync.exe'].every((file) => existsSync(join(DIST, file)))) return false
  const { code } = await bundle()
  return readFileSync(sums, 'utf8').includes(`${createHash('sha256').update(code).digest('hex')}  dirsync.cjs\n`)
}
