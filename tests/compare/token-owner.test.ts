import { expect, test } from 'vitest'
import { testConfig } from '../support/stages/config.ts'
import { settled } from '../support/stages/rows.ts'
import { compared } from './comparing.ts'

function jwt(claims: Readonly<Record<string, unknown>>): string {
  return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`
}

interface Case {
  readonly when: string
  readonly configured?: string
  readonly me?: string
  readonly token?: string
  readonly owner: object
}

const U1 = { kind: 'known', userName: 'u1@example.jp', scimId: 'scim-1' }
const UNKNOWN = { kind: 'unknown', named: null }

const CASES: readonly Case[] = [
  { when: 'configured', configured: 'U1@example.jp', me: 'u2@example.jp', owner: U1 },
  {
    when: 'configured, but no user',
    configured: 'nobody',
    me: 'u1@example.jp',
    owner: { kind: 'unknown', named: 'nobody' }
  },
  { when: 'told by /Me', me: 'u1@example.jp', token: jwt({ sub: 'u2@example.jp' }), owner: U1 },
  { when: 'named by the token', token: jwt({ preferred_username: 'u1@example.jp', sub: 'u2@example.jp' }), owner: U1 },
  {
    when: 'named by a later claim',
    token: jwt({ preferred_username: 'nobody', username: '', email: 'u1@example.jp' }),
    owner: U1
  },
  { when: 'named by its subject', token: jwt({ sub: 'u1@example.jp' }), owner: U1 },
  { when: 'not told', owner: UNKNOWN },
  { when: 'a token that is no JWT', token: 'a.b.c', owner: UNKNOWN },
  { when: 'claims that name nobody', token: jwt({ sub: '4711' }), owner: UNKNOWN },
  { when: 'claims of another type', token: jwt({ sub: 4711 }), owner: UNKNOWN }
]

for (const wholeRead of [true, false]) {
  test.each(CASES)(
    `the owner of the token, $when (service read: ${wholeRead})`,
    async ({ configured, me, token, owner }) => {
      const { result } = await compared((w) => settled(w, { n: 1 }, { n: 2 }), {
        wholeRead,
        config: testConfig({ scim: configured === undefined ? '' : `token_owner: '${configured}'` }),
        ...(token === undefined ? {} : { token }),
        at: (service) => {
          service.owner = me ?? null
        }
      })
      expect(result).toMatchObject({ ok: true, value: { owner } })
    }
  )
}
