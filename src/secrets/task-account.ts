import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { isNonEmpty } from '../model/result.ts'
import type { Sid } from '../windows/accounts.ts'
import { fileFaults } from './file-faults.ts'

/** What the installation keeps in the data folder; of it, the account that the scheduled task runs as. */
const Installation = z.looseObject({ account: z.looseObject({ sid: z.string().regex(/^S-1-[\d-]+$/) }) })

/** The SID of the task's account: null where none is installed, and where install.json could have been changed by others. */
export function taskAccount(data: string): Sid | null {
  if (process.platform !== 'win32') return null
  const file = join(data, 'install.json')
  if (isNonEmpty(fileFaults({ path: file, secret: false, readers: [] }))) return null
  try {
    const installation = Installation.safeParse(JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')))
    return installation.success ? installation.data.account.sid : null
  } catch {
    return null
  }
}
