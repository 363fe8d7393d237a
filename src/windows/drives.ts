import { library } from './native.ts'
import { wide } from './wide-text.ts'

/** winbase.h */
const DRIVE_REMOTE = 4

const kernel32 = library('kernel32.dll', { GetDriveTypeW: { arguments: ['buffer'], return: 'u32' } })

/**
 * Whether a drive letter stands for a folder of another machine.
 * https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
 * @param root with its trailing backslash: `D:\`
 */
export function isRemoteDrive(root: string): boolean {
  return kernel32().GetDriveTypeW(wide(root)) === DRIVE_REMOTE
}
