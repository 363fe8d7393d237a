import { expect, test } from 'vitest'
import { parseFilter } from '../../src/ldap/filter.ts'
import { requestedAttributes } from '../../src/mapping/requested-attributes.ts'
import { bound, constant } from './entries.ts'

test('what identifies an object is always asked for', () => {
  expect(requestedAttributes({ rules: [] }, [], 'user')).toEqual(['objectGUID', 'sAMAccountName', 'userAccountControl'])
  expect(requestedAttributes({ rules: [] }, [], 'group')).toEqual(['objectGUID', 'sAMAccountName'])
})

test('every source of a rule, once whatever its case; constants need none', () => {
  const rules = [
    bound('externalId', ['mS-DS-ConsistencyGuid', 'OBJECTGUID']),
    bound('userName', 'mail'),
    bound('emails.value', 'Mail'),
    constant('timezone', 'Asia/Tokyo')
  ]
  expect(requestedAttributes({ rules }, [], 'group')).toEqual([
    'objectGUID',
    'sAMAccountName',
    'mS-DS-ConsistencyGuid',
    'mail'
  ])
})

test('what the conditions look at', () => {
  const filter = parseFilter(
    '(&(!(employeeType=x))(|(info=*)(description=a*))(userAccountControl:1.2.840.113556.1.4.803:=2))'
  )
  if (!filter.ok) throw new Error('filter')
  const conditions = [{ by: 'accountExpires' } as const, { by: 'filter', filter: filter.value } as const]
  expect(requestedAttributes({ rules: [] }, conditions, 'user')).toEqual([
    'objectGUID',
    'sAMAccountName',
    'userAccountControl',
    'accountExpires',
    'employeeType',
    'info',
    'description'
  ])
})
