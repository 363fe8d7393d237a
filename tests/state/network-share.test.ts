import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOnNetworkShare, isRemoteFileSystem, isUnc } from '../../src/state/network-share.ts'

describe('a network share', () => {
  test.each([
    '\\\\server\\share',
    '\\\\server\\share\\DirSync',
    '\\\\?\\UNC\\server\\share',
    '//server/share'.replaceAll('/', '\\')
  ])('%s is one', (path) => {
    expect(isUnc(path)).toBe(true)
  })

  test.each(['C:\\ProgramData\\DirSync', '\\\\?\\C:\\ProgramData', '\\\\.\\C:\\x', 'C:', ''])('%s is none', (path) => {
    expect(isUnc(path)).toBe(false)
  })

  test.each([
    ['NFS', 0x6969],
    ['CIFS', -11_317_950],
    ['SMB 2', 0xfe534d42]
  ])('%s is one', (_name, type) => {
    expect(isRemoteFileSystem(type)).toBe(true)
  })

  test.each([
    ['ext4', 0xef53],
    ['tmpfs', 0x01021994],
    ['XFS', 0x58465342],
    ['overlay', 0x794c7630]
  ])('%s is none', (_name, type) => {
    expect(isRemoteFileSystem(type)).toBe(false)
  })

  test('what is on this machine is none, also before it is made', () => {
    expect(isOnNetworkShare(join(tmpdir(), 'not', 'there', 'yet'))).toBe(false)
  })
})
