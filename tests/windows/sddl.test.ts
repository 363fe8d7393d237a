import { describe, expect, test } from 'vitest'
import { parseSddl, readersOf, writersOf } from '../../src/windows/sddl.ts'

const SYSTEM = 'S-1-5-18'
const ADMINISTRATORS = 'S-1-5-32-544'
const USERS = 'S-1-5-32-545'
const SERVICE = 'S-1-5-21-1-2-3-1104'

function of(sddl: string) {
  const security = parseSddl(sddl)
  if (security === null) throw new Error(`not read: ${sddl}`)
  return { security, writers: writersOf(security), readers: readersOf(security) }
}

describe('an access list as SDDL', () => {
  test('of a secrets file admits SYSTEM and Administrators, and its reader', () => {
    const { security, writers, readers } = of(`O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;${SERVICE})`)
    expect(security.protected).toBe(true)
    expect(writers).toEqual([SYSTEM, ADMINISTRATORS])
    expect(readers).toEqual([SYSTEM, ADMINISTRATORS, SERVICE])
  })

  test.each([
    ['FR', false, true],
    ['0x1200a9', false, true],
    ['FW', true, true],
    ['0x1301bf', true, true],
    ['GA', true, true],
    ['0x10000000', true, true],
    ['0x40000000', true, true],
    ['0x80000000', false, true],
    ['SD', true, true],
    ['WD', true, true],
    ['WO', true, true],
    ['RC', false, false],
    ['FX', false, false],
    ['ZZ', true, true]
  ])('%s to Users: they may write %s, read %s', (rights, writes, reads) => {
    const { writers, readers } = of(`O:BAD:(A;ID;${rights};;;BU)`)
    expect(writers?.includes(USERS)).toBe(writes)
    expect(readers?.includes(USERS)).toBe(reads)
  })

  test('lets its owner write, whatever it says', () => {
    expect(of(`O:${SERVICE}D:P(A;;FA;;;SY)`).writers).toEqual([SYSTEM, SERVICE])
  })

  test('an entry only for what will be made inside gives nothing on the folder itself', () => {
    expect(of('O:BAD:(A;OICIIO;FA;;;BU)(A;OICI;FA;;;SY)').writers).toEqual([SYSTEM, ADMINISTRATORS])
  })

  test('what is denied is not counted as allowed, nor taken away', () => {
    expect(of('O:SYD:(D;;FA;;;BU)').writers).toEqual([SYSTEM])
    expect(of('O:SYD:(D;;FW;;;BU)(A;;FA;;;BU)').writers).toEqual([USERS, SYSTEM])
  })

  test('that is empty admits the owner alone, one that is missing everybody', () => {
    expect(of('O:SYD:P').writers).toEqual([SYSTEM])
    expect(of('O:SYD:NO_ACCESS_CONTROL').writers).toBeNull()
    expect(of('O:SY').writers).toBeNull()
  })

  test('a text that is none is not read', () => {
    expect(parseSddl('')).toBeNull()
    expect(parseSddl('everybody')).toBeNull()
  })
})
