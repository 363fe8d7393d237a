import { describe, expect, test } from 'vitest'
import { missingAllowed } from '../../src/compare/owned.ts'
import { ScimId } from '../../src/model/names.ts'
import { testConfig } from '../support/stages/config.ts'
import type { FakeService } from '../support/stages/fake-service.ts'
import { know, knowMembers, settled } from '../support/stages/rows.ts'
import { compared, names } from './comparing.ts'

const MISSING = 'SELECT k.name FROM missing_at_service x JOIN state.known k ON k.id = x.id ORDER BY k.id'

/** The list leaves these out; GET doesn't. */
function unlisted(service: FakeService, ...left: string[]): void {
  const readAll = service.readAll.bind(service)
  service.readAll = (kind, sink) =>
    readAll(kind, { ...sink, page: (page) => sink.page(page.filter(({ name }) => !left.includes(name))) })
}

describe('the proof of the tenant', () => {
  test('an owned object that answers: nothing is read', async () => {
    const { result, service } = await compared((w) => settled(w, { n: 1 }, { n: 2 }), { wholeRead: false })
    expect(result).toMatchObject({ ok: true, value: { serviceRead: false } })
    expect(service.calls).toEqual(['get u1@example.jp'])
  })

  test('of three the last will do', async () => {
    const { result } = await compared((w) => settled(w, { n: 1 }, { n: 2 }, { n: 3 }), {
      wholeRead: false,
      at: (service) => {
        service.objects.delete(ScimId.parse('scim-1'))
        service.objects.delete(ScimId.parse('scim-2'))
      }
    })
    expect(result).toMatchObject({ value: { serviceRead: false } })
  })

  test('none answers, or there is none: the service is read whole', async () => {
    const { result } = await compared((w) => settled(w, { n: 1 }), {
      wholeRead: false,
      at: (service) => service.objects.clear()
    })
    expect(result).toMatchObject({ value: { serviceRead: true } })
    expect((await compared(() => {}, { wholeRead: false })).result).toMatchObject({ value: { serviceRead: true } })
  })

  test('no answer at all is a doubt', async () => {
    const { result } = await compared((w) => settled(w, { n: 1 }), {
      wholeRead: false,
      faults: [{ verb: 'get', fault: 'lost' }]
    })
    expect(result.ok).toBe(false)
  })
})

describe('an owned object that the list lacks', () => {
  test('is missing when GET says so, too', async () => {
    const { workspace } = await compared((w) => settled(w, { n: 1 }, { n: 2 }), {
      at: (service) => service.objects.delete(ScimId.parse('scim-1'))
    })
    expect(names(workspace, MISSING)).toEqual(['u1@example.jp'])
  })

  test('is there when GET says so', async () => {
    const { workspace } = await compared((w) => settled(w, { n: 1 }, { n: 2 }), {
      at: (service) => unlisted(service, 'u1@example.jp')
    })
    expect(names(workspace, MISSING)).toEqual([])
  })

  test.each(['lost', 'refused', '401'] as const)('is a doubt when GET is %s', async (fault) => {
    const { result } = await compared((w) => settled(w, { n: 1 }, { n: 2 }), {
      at: (service) => unlisted(service, 'u1@example.jp'),
      faults: [{ verb: 'get', fault }]
    })
    expect(result.ok).toBe(false)
  })

  test('of many nobody is asked: the guard holds the plan', async () => {
    const { workspace, service } = await compared(
      (w) => settled(w, ...Array.from({ length: 10 }, (_, at) => ({ n: at + 1 }))),
      {
        at: (service) => unlisted(service, ...Array.from({ length: 6 }, (_, at) => `u${at + 1}@example.jp`))
      }
    )
    expect(names(workspace, MISSING)).toHaveLength(6)
    expect(service.calls.filter((call) => call.startsWith('get'))).toEqual([])
  })

  test('is asked for wherever the guard would let it pass', async () => {
    const { workspace } = await compared((w) => settled(w, ...Array.from({ length: 10 }, (_, at) => ({ n: at + 1 }))), {
      config: testConfig({ more: 'safety: { service_shrink: 100 }' }),
      at: (service) => unlisted(service, ...Array.from({ length: 9 }, (_, at) => `u${at + 1}@example.jp`))
    })
    expect(names(workspace, MISSING)).toEqual([])
  })

  test('and was missing before stays missing, and hides no other', async () => {
    const { workspace, service } = await compared(
      (w) => {
        settled(w, ...Array.from({ length: 10 }, (_, at) => ({ n: at + 1 })))
        for (let n = 11; n <= 18; n++) know(w, { n }, { standing: 'missing' })
      },
      { at: (service) => unlisted(service, 'u1@example.jp') }
    )
    expect(names(workspace, MISSING)).toHaveLength(8)
    expect(service.calls).toContain('get u1@example.jp')
  })

  test.each([
    { known: 0, percent: 5, allowed: 5 },
    { known: 119, percent: 5, allowed: 5 },
    { known: 120, percent: 5, allowed: 6 }
  ])('$percent % of $known: $allowed may be', ({ known, percent, allowed }) => {
    expect(missingAllowed(known, percent)).toBe(allowed)
  })
})

test.each([
  { standing: 'missing', becomes: 'present' },
  { standing: 'pending', becomes: 'pending' }
] as const)('one that is $standing and listed is $becomes', async ({ standing, becomes }) => {
  const { workspace } = await compared((w) => know(w, { n: 1 }, { standing }), {
    at: (service) => service.put('user', { userName: 'u1@example.jp' }, { id: 'scim-1' })
  })
  expect(workspace.get('SELECT standing FROM state.known')).toEqual({ standing: becomes })
})

describe('what is there otherwise than it is known', () => {
  test.each([
    { what: 'a managed attribute', edit: { title: 'edited' }, seen: true },
    { what: 'an attribute that is not managed', edit: { nickName: 'edited' }, seen: false }
  ])('$what: $seen', async ({ edit, seen }) => {
    const { workspace } = await compared((w) => settled(w, { n: 1, title: 'chief' }), {
      at: (service) => {
        const held = service.objects.get(ScimId.parse('scim-1'))
        if (held !== undefined) held.raw = { ...held.raw, ...edit }
      }
    })
    expect(workspace.count('SELECT count(*) FROM actual')).toBe(seen ? 1 : 0)
  })

  test('whether he is active', async () => {
    const { workspace } = await compared((w) => settled(w, { n: 1 }), {
      at: (service) => {
        const held = service.objects.get(ScimId.parse('scim-1'))
        if (held !== undefined) held.active = false
      }
    })
    expect(workspace.get('SELECT active FROM actual')).toEqual({ active: 0 })
  })
})

describe('members', () => {
  const group = { n: 10, kind: 'group' } as const

  test('of ours are seen, of others are nobody’s business', async () => {
    const { workspace, result } = await compared((w) => settled(w, { n: 1 }, group), {
      at: (service) => {
        const other = service.put('user', { userName: 'other@example.jp' })
        service.objects.get(ScimId.parse('scim-10'))?.members.add(other).add(ScimId.parse('scim-1'))
      }
    })
    expect(result.ok).toBe(true)
    expect(workspace.count('SELECT count(*) FROM actual_member')).toBe(1)
  })

  test('that the list lacks and the group itself has: a doubt', async () => {
    const { result } = await compared(
      (w) => {
        settled(w, { n: 1 }, group)
        knowMembers(w, 10, 1)
      },
      {
        at: (service) => {
          service.objects.get(ScimId.parse('scim-10'))?.members.add(ScimId.parse('scim-1'))
          const readAll = service.readAll.bind(service)
          service.readAll = (kind, sink) =>
            readAll(kind, {
              ...sink,
              page: (page) => sink.page(page.map((resource) => ({ ...resource, members: [] })))
            })
        }
      }
    )
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'service.members_contradict', object: 'group 10' }] })
  })

  test('that both lack were removed there', async () => {
    const { result, workspace, service } = await compared((w) => {
      settled(w, { n: 1 }, group)
      knowMembers(w, 10, 1)
    })
    expect(result.ok).toBe(true)
    expect(service.calls).toContain('get group 10')
    expect(workspace.count('SELECT count(*) FROM actual_member')).toBe(0)
  })
})
