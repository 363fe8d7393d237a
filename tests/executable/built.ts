import { join } from 'node:path'
import { DIST } from '../../build/executable/bundle.ts'
import { isBuilt } from '../../build/executable/is-built.ts'

export const EXECUTABLE = join(DIST, 'dirsync')
export const WINDOWS_EXECUTABLE = join(DIST, 'dirsync.exe')

/** Tests of what was built some time ago would prove nothing. @throws unless dist/ is of these sources */
export async function requireBuild(): Promise<void> {
  if (!(await isBuilt()))
    throw new Error('dist/ is not built of these sources: npm run build (npm test does it by itself)')
}
