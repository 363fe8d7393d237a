import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { guidToBytes } from '../../src/directory/guid.ts'
import { testConfig } from '../support/stages/config.ts'
import { desire, know } from '../support/stages/rows.ts'
import { anchorOf, resourceOf, type Thing } from '../support/stages/things.ts'
import { compared } from './comparing.ts'

const MATCHES = 'SELECT scim_id, matched_by FROM matching ORDER BY id'

describe('a newcomer is matched', () => {
  test.each<{ by: string; held: Thing; matched: unknown[] }>([
    {
      by: 'externalId, whatever the case',
      held: { n: 1, externalId: anchorOf(1).toUpperCase(), name: 'x@example.jp' },
      matched: [{ scim_id: 's', matched_by: 'external_id' }]
    },
    {
      by: 'name, whatever the case, where it has no externalId',
      held: { n: 1, externalId: null, name: 'U1@EXAMPLE.JP' },
      matched: [{ scim_id: 's', matched_by: 'name' }]
    },
    { by: 'nothing: the name, but another externalId', held: { n: 1, externalId: 'other' }, matched: [] },
    {
      by: 'nothing: a group of that name',
      held: { n: 1, kind: 'group', externalId: null, name: 'u1@example.jp' },
      matched: []
    }
  ])('by $by', async ({ held, matched }) => {
    const { workspace } = await compared((w) => desire(w, { n: 1 }), {
      at: (service) => service.put(held.kind ?? 'user', resourceOf(held), { id: 's' })
    })
    expect(workspace.all(MATCHES)).toEqual(matched)
  })

  test('by externalId rather than by name', async () => {
    const { workspace } = await compared((w) => desire(w, { n: 1 }), {
      at: (service) => {
        service.put('user', resourceOf({ n: 1, externalId: null }), { id: 'by name' })
        service.put('user', resourceOf({ n: 1, name: 'other@example.jp' }), { id: 'by key' })
      }
    })
    expect(workspace.all(MATCHES)).toEqual([{ scim_id: 'by key', matched_by: 'external_id' }])
  })

  test('never with an object that is known under another anchor', async () => {
    const { workspace } = await compared((w) => {
      know(w, { n: 2, externalId: anchorOf(1) })
      desire(w, { n: 1 })
    })
    expect(workspace.all(MATCHES)).toEqual([])
  })
})

describe('before the first object is known, externalId as a rendering of objectGUID', () => {
  const renderings = {
    guid: (n: number) => anchorOf(n).toUpperCase(),
    base64: (n: number) => guidToBytes(anchorOf(n)).toString('base64'),
    hex: (n: number) => guidToBytes(anchorOf(n)).toString('hex')
  }
  const as = (rendering: 'guid' | 'base64' | 'hex'): Config => {
    const config = testConfig()
    const rules = config.mapping.user.rules.map((rule) =>
      rule.path === 'externalId' && rule.kind === 'bound' ? { ...rule, as: rendering } : rule
    )
    return { ...config, mapping: { ...config.mapping, user: { rules } } }
  }

  test.each([
    { configured: 'guid', held: 'guid', refused: false },
    { configured: 'guid', held: 'base64', refused: true },
    { configured: 'guid', held: 'hex', refused: true },
    { configured: 'base64', held: 'guid', refused: true },
    { configured: 'base64', held: 'base64', refused: false }
  ] as const)('$configured, the service holds $held: refused is $refused', async ({ configured, held, refused }) => {
    const { result } = await compared((w) => desire(w, { n: 1 }, { n: 2 }), {
      config: as(configured),
      at: (service) => service.put('user', { userName: 'x', externalId: renderings[held](1) })
    })
    expect(result.ok).toBe(!refused)
    if (!result.ok)
      expect(result.problems).toMatchObject([{ code: 'plan.guid_rendering', better: held, betterMatching: 1 }])
  })

  test('as many under one as under another: the configured one stands', async () => {
    const { result } = await compared((w) => desire(w, { n: 1 }, { n: 2 }), {
      config: as('guid'),
      at: (service) => {
        service.put('user', { userName: 'x', externalId: renderings.guid(1) })
        service.put('user', { userName: 'y', externalId: renderings.hex(2) })
      }
    })
    expect(result.ok).toBe(true)
  })
})
