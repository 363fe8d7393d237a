import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planIdOf } from '../../src/plan/plan.ts'
import { readFlat } from '../../src/state/columns.ts'
import { integer, type Row, text, textOrNull, Workspace } from '../../src/state/workspace.ts'
import { testConfig } from '../support/stages/config.ts'
import { depart, desire, know, knowMembers, wantMembers } from '../support/stages/rows.ts'
import { kindOf, type Thing } from '../support/stages/things.ts'
import { planIn } from './planning.ts'

/** One object as the directory has it, as it is known, or both. */
interface Item {
  readonly n: number
  readonly desired: Thing | null
  readonly known: { readonly thing: Thing; readonly standing: 'present' | 'pending' | 'missing' } | null
}

interface World {
  readonly items: readonly Item[]
  /** Positions of groups and members in `items`. */
  readonly wanted: readonly (readonly [number, number])[]
  readonly known: readonly (readonly [number, number])[]
}

const config = testConfig({ scim: 'adopt: { by_name: never }', more: 'state: { drift: { missing: repair } }' })

/** Few names and keys, so that they meet: clashes, swaps, chains, newcomers with the name of one who left. */
const details = (kind: 'user' | 'group') =>
  fc.record({
    name: fc.constantFrom(
      ...['a', 'A', 'b', 'c', 'd', 'e'].map((name) => (kind === 'user' ? `${name}@example.jp` : name))
    ),
    externalId: fc.constantFrom('k1', 'K1', 'k2', 'k3', 'k4', 'k5'),
    title: fc.constantFrom(null, 'chief', 'clerk'),
    active: fc.boolean()
  })

const item = (n: number): fc.Arbitrary<Item> =>
  fc.constantFrom('user' as const, 'group' as const).chain((kind) =>
    fc.record({
      n: fc.constant(n),
      desired: fc.option(
        details(kind).map((more): Thing => ({ n, kind, ...more, active: kind === 'group' || more.active }))
      ),
      known: fc.option(
        fc.record({
          thing: details(kind).map(
            (more): Thing => ({
              n,
              kind,
              ...more,
              active: kind === 'group' || more.active,
              // What is known is unique at the service.
              name: `${n}${more.name}`,
              externalId: `${n}${more.externalId}`
            })
          ),
          standing: fc.constantFrom('present', 'present', 'present', kind === 'user' ? 'pending' : 'missing', 'missing')
        })
      )
    })
  )

const world: fc.Arbitrary<World> = fc
  .integer({ min: 1, max: 8 })
  .chain((size) =>
    fc.record({
      items: fc.tuple(...Array.from({ length: size }, (_, at) => item(at + 1))),
      wanted: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { selector: String, maxLength: 12 }),
      known: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { selector: String, maxLength: 12 })
    })
  )
  .map(holdersKeepNames)

/** Half of what is known holds the name and the key that some desired object wants. */
function holdersKeepNames(world: World): World {
  const taken = new Set<string>()
  const items = world.items.map((item) => {
    if (item.known === null) return item
    const wanted = item.desired ?? item.known.thing
    const key = `${kindOf(wanted)} ${wanted.name?.toLowerCase()} ${wanted.externalId?.toLowerCase()}`
    const names = [
      `${kindOf(wanted)} n ${wanted.name?.toLowerCase()}`,
      `${kindOf(wanted)} k ${wanted.externalId?.toLowerCase()}`
    ]
    if (item.n % 2 === 0 || names.some((name) => taken.has(name)) || key === '') return item
    for (const name of names) taken.add(name)
    const { name = null, externalId = null } = wanted
    return { ...item, known: { ...item.known, thing: { ...item.known.thing, name, externalId, mail: name } } }
  })
  return { ...world, items }
}

function fill(workspace: Workspace, { items, wanted, known }: World, order: readonly number[]): void {
  const inOrder = order.map((at) => items[at]).filter((item) => item !== undefined)
  for (const { known: held } of inOrder) if (held !== null) know(workspace, held.thing, { standing: held.standing })
  for (const { desired } of inOrder) if (desired !== null) desire(workspace, desired)
  for (const { n, desired, known: held } of inOrder)
    if (desired === null && held !== null && held.standing !== 'pending') depart(workspace, n)
  const memberships = (pairs: World['known'], has: (item: Item | undefined, isGroup: boolean) => boolean) =>
    pairs.filter(([group, member]) => group !== member && has(items[group], true) && has(items[member], false))
  for (const [group, member] of memberships(known, isKnown)) knowMembers(workspace, group + 1, member + 1)
  for (const [group, member] of memberships(wanted, isDesired)) wantMembers(workspace, group + 1, member + 1)
}

function isKnown(item: Item | undefined, isGroup: boolean): boolean {
  return item?.known?.standing === 'present' && (kindOf(item.known.thing) === 'group') === isGroup
}

function isDesired(item: Item | undefined, isGroup: boolean): boolean {
  return item?.desired != null && (kindOf(item.desired) === 'group') === isGroup
}

function orderOf(world: World): number[] {
  return world.items.map((_, at) => at)
}

/** What the state is when every operation of the plan went through, by the words of the plan alone. */
function model(from: Workspace, to: Workspace): void {
  for (const table of ['known', 'membership']) copy(from.all(`SELECT * FROM state.${table}`), `state.${table}`, to)
  for (const row of from.all('SELECT * FROM operation ORDER BY seq')) applyOne(row, from, to)
  for (const row of from.all('SELECT * FROM member_change')) {
    const pair = [integer(row, 'group_id'), integer(row, 'member_id')] as const
    if (text(row, 'action') === 'add') to.run('INSERT INTO state.membership VALUES (?, ?)', ...pair)
    else to.run('DELETE FROM state.membership WHERE group_id = ? AND member_id = ?', ...pair)
  }
}

function applyOne(row: Row, from: Workspace, to: Workspace): void {
  const id = integer(row, 'object_id')
  const desired = from.get('SELECT * FROM desired WHERE id = ?', id)
  switch (text(row, 'action')) {
    case 'delete':
      to.run('DELETE FROM state.membership WHERE group_id = ?1 OR member_id = ?1', id)
      if (text(row, 'kind') === 'user') to.run(`UPDATE state.known SET standing = 'pending' WHERE id = ?`, id)
      else to.run('DELETE FROM state.known WHERE id = ?', id)
      return
    case 'disable':
      to.run('UPDATE state.known SET active = 0 WHERE id = ?', id)
      return
    case 'enable':
      to.run('UPDATE state.known SET active = 1 WHERE id = ?', id)
      return
    case 'create':
    case 'restore':
      if (desired === undefined) throw new Error('what is made is desired')
      to.run('DELETE FROM state.known WHERE id = ?', id)
      insertKnown(desired, readFlat(text(desired, 'resource')), textOrNull(row, 'scim_id') ?? `new-${id}`, to)
      return
    default: {
      if (desired === undefined) throw new Error('what changes is desired')
      const known = to.get('SELECT * FROM state.known WHERE id = ?', id)
      if (known === undefined) throw new Error('what changes is known')
      const changes = JSON.parse(text(row, 'changes')) as { attribute: string; to: string | null }[]
      const resource = {
        ...readFlat(text(known, 'resource')),
        ...Object.fromEntries(changes.map((change) => [change.attribute, change.to]))
      }
      to.run('DELETE FROM state.known WHERE id = ?', id)
      insertKnown(desired, resource, text(known, 'scim_id'), to, integer(known, 'active'))
    }
  }
}

function insertKnown(
  desired: Row,
  resource: Readonly<Record<string, unknown>>,
  scimId: string,
  to: Workspace,
  active = integer(desired, 'active')
): void {
  const name = String(resource['userName'] ?? resource['displayName'])
  const externalId = String(resource['externalId'])
  to.run(
    `INSERT INTO state.known (id, kind, anchor, domain, base, dn, scim_id, external_id, external_key, name, name_key, mail_key, active, resource)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    integer(desired, 'id'),
    text(desired, 'kind'),
    text(desired, 'anchor'),
    text(desired, 'domain'),
    text(desired, 'base'),
    text(desired, 'dn'),
    scimId,
    externalId,
    externalId.toLowerCase(),
    name,
    name.toLowerCase(),
    typeof resource['emails.value'] === 'string' ? resource['emails.value'].toLowerCase() : null,
    active,
    JSON.stringify(Object.fromEntries(Object.entries(resource).sort(([a], [b]) => (a < b ? -1 : 1))))
  )
}

function copy(rows: readonly Row[], table: string, to: Workspace): void {
  for (const row of rows) {
    const values = Object.values(row)
    to.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values)
  }
}

/** The directory as it is, read again by the next run. */
function readAgain(from: Workspace, to: Workspace): void {
  copy(from.all('SELECT * FROM desired'), 'desired', to)
  copy(from.all('SELECT * FROM wanted_member'), 'wanted_member', to)
  to.run(
    `INSERT INTO departure SELECT k.id, 'deleted', 'departed' FROM state.known k
     WHERE k.standing <> 'pending' AND NOT EXISTS (SELECT 1 FROM desired d WHERE d.id = k.id)`
  )
}

function withWorkspaces<T>(count: number, work: (...workspaces: Workspace[]) => T): T {
  const workspaces = Array.from({ length: count }, () => Workspace.open(''))
  try {
    return work(...workspaces)
  } finally {
    for (const workspace of workspaces) workspace.close()
  }
}

describe('a plan', () => {
  test('that was applied leaves nothing to plan', () => {
    fc.assert(
      fc.property(world, (world) =>
        withWorkspaces(2, (first, second) => {
          if (first === undefined || second === undefined) return
          fill(first, world, orderOf(world))
          planIn(first, { config })
          model(first, second)
          readAgain(first, second)
          const again = planIn(second, { config })
          expect(again.operations).toEqual([])
          expect(again.members).toEqual([])
        })
      ),
      { numRuns: 250 }
    )
  })

  test('is the same, with the same id, for the same input in any order', () => {
    const shuffled = world.chain((world) =>
      fc.record({
        world: fc.constant(world),
        order: fc.shuffledSubarray(orderOf(world), { minLength: world.items.length })
      })
    )
    fc.assert(
      fc.property(shuffled, ({ world, order }) =>
        withWorkspaces(2, (first, second) => {
          if (first === undefined || second === undefined) return
          fill(first, world, orderOf(world))
          fill(second, world, order)
          const plans = [planIn(first, { config }), planIn(second, { config })]
          expect(plans[1]?.operations.toSorted()).toEqual(plans[0]?.operations.toSorted())
          expect(plans[1]?.members).toEqual(plans[0]?.members)
          expect(planIdOf(second)).toBe(planIdOf(first))
        })
      ),
      { numRuns: 250 }
    )
  })

  test('gives no name and no key to two', () => {
    fc.assert(
      fc.property(world, (world) =>
        withWorkspaces(2, (first, second) => {
          if (first === undefined || second === undefined) return
          fill(first, world, orderOf(world))
          planIn(first, { config })
          model(first, second)
          for (const key of ['name_key', 'external_key']) {
            const twice = second.all(
              `SELECT kind, ${key} FROM state.known WHERE id IN (SELECT object_id FROM operation UNION SELECT id FROM desired) AND standing = 'present' GROUP BY 1, 2 HAVING count(*) > 1`
            )
            expect(twice).toEqual([])
          }
        })
      ),
      { numRuns: 200 }
    )
  })
})
