import { describe, expect, test } from 'vitest'
import type { DisabledWhen } from '../../src/config/config.ts'
import { equal } from '../../src/ldap/filter.ts'
import { isActive } from '../../src/mapping/disabled-when.ts'
import { entry } from './entries.ts'

const UAC: DisabledWhen = { by: 'userAccountControl' }
const EXPIRES: DisabledWhen = { by: 'accountExpires' }
const NOW = new Date('2026-11-24T00:00:00.000Z')
/** FILETIME of NOW: 100 ns since 1601-01-01. */
const NOW_FILETIME = 134_399_520_000_000_000n

describe('userAccountControl', () => {
  test.each([
    ['512', true],
    ['514', false],
    ['2', false],
    ['544', true],
    ['66050', false],
    ['-2147483646', false],
    ['-2147483648', true]
  ])('%s: active is %s', (flags, active) => {
    expect(isActive(entry({ userAccountControl: flags }), [UAC], NOW)).toEqual({ ok: true, value: active })
  })
})

describe('accountExpires', () => {
  test.each([
    ['0', true],
    ['9223372036854775807', true],
    [String(NOW_FILETIME + 1n), true],
    [String(NOW_FILETIME), false],
    [String(NOW_FILETIME - 1n), false],
    ['1', false],
    ['9223372036854775806', true]
  ])('%s: active is %s', (expires, active) => {
    expect(isActive(entry({ accountExpires: expires }), [EXPIRES], NOW)).toEqual({ ok: true, value: active })
  })

  test('missing: never', () => {
    expect(isActive(entry({}), [EXPIRES], NOW)).toEqual({ ok: true, value: true })
  })
})

describe('conditions', () => {
  const filter: DisabledWhen = { by: 'filter', filter: equal('employeeType', '退職') }
  const expired = String(NOW_FILETIME - 1n)

  test('none: everyone is active', () => {
    expect(isActive(entry({ userAccountControl: '514' }), [], NOW)).toEqual({ ok: true, value: true })
  })

  test.each([
    [{ userAccountControl: '512', accountExpires: '0', employeeType: '社員' }, true],
    [{ userAccountControl: '514', accountExpires: '0', employeeType: '社員' }, false],
    [{ userAccountControl: '512', accountExpires: expired, employeeType: '社員' }, false],
    [{ userAccountControl: '512', accountExpires: '0', employeeType: '退職' }, false]
  ])('any of three disables: %j, active is %s', (attributes, active) => {
    expect(isActive(entry(attributes), [UAC, EXPIRES, filter], NOW)).toEqual({ ok: true, value: active })
  })

  test.each([
    ['userAccountControl', UAC],
    ['accountExpires', EXPIRES]
  ])('%s that is no number: a problem, neither enabled nor disabled', (attribute, condition) => {
    expect(isActive(entry({ sAMAccountName: 'taro', [attribute]: '0x2' }), [condition], NOW)).toEqual({
      ok: false,
      problems: [
        {
          code: 'mapping.account_state_unreadable',
          object: 'taro',
          dn: 'CN=taro,DC=example,DC=local',
          attribute,
          value: '0x2'
        }
      ]
    })
  })
})
