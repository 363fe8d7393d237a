import { describe, expect, test } from 'vitest'
import { earlier, endOfDay, expiryInToken, expiryWarning } from '../../src/secrets/expiry.ts'

const NOW = new Date('2026-11-24T12:00:00Z')

function jwt(claims: object): string {
  return ['{"alg":"none"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
}

describe('when a token expires', () => {
  test('a JWT says it itself', () => {
    expect(expiryInToken(jwt({ exp: 1_800_000_000 }))).toBe('2027-01-15T08:00:00.000Z')
  })

  test.each(['opaque', 'a.b', 'a.b.c', jwt({}), jwt({ exp: 'soon' }), `${jwt({ exp: 1 })}.d`])(
    '%s does not',
    (token) => {
      expect(expiryInToken(token)).toBeNull()
    }
  )

  test('a day means its end, UTC', () => {
    expect(endOfDay('2026-12-31')).toBe('2026-12-31T23:59:59.000Z')
  })

  test.each(['2026-02-30', '2026-13-01', '31.12.2026', '2026-1-1', ''])('"%s" is no day', (text) => {
    expect(endOfDay(text)).toBeNull()
  })

  test('of two times the earlier one counts', () => {
    expect(earlier('2027-01-01T00:00:00Z', '2026-12-31T23:59:59Z')).toBe('2026-12-31T23:59:59Z')
    expect(earlier(null, '2026-12-31T23:59:59Z')).toBe('2026-12-31T23:59:59Z')
    expect(earlier(null, null)).toBeNull()
  })
})

describe('a warning', () => {
  test.each([
    ['2026-12-24T12:00:00.000Z', null],
    ['2026-12-24T11:59:59.999Z', { code: 'secret.token_expires', days: 29 }],
    ['2026-11-25T11:00:00.000Z', { code: 'secret.token_expires', days: 0 }],
    ['2026-11-24T12:00:00.000Z', { code: 'secret.token_expires', days: 0 }],
    ['2026-11-24T11:59:59.999Z', { code: 'secret.token_expired' }]
  ])('of %s: %j', (expires, expected) => {
    const warning = expiryWarning(expires, NOW)
    if (expected === null) expect(warning).toBeNull()
    else expect(warning).toMatchObject({ ...expected, object: 'token', expires })
  })

  test('needs a known time', () => {
    expect(expiryWarning(null, NOW)).toBeNull()
  })
})
