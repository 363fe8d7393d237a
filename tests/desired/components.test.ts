import fc from 'fast-check'
import { expect, test } from 'vitest'
import { componentsOf } from '../../src/desired/components.ts'

type Edges = ReadonlyMap<number, readonly number[]>

test.each<{ graph: string; edges: [number, number[]][]; components: number[][] }>([
  {
    graph: '1 → 2 → 3',
    edges: [
      [1, [2]],
      [2, [3]]
    ],
    components: [[3], [2], [1]]
  },
  { graph: '1 → 1', edges: [[1, [1]]], components: [[1]] },
  {
    graph: '1 → 2 → 1',
    edges: [
      [1, [2]],
      [2, [1]]
    ],
    components: [[1, 2]]
  },
  {
    graph: '1 → [2, 3] → 4',
    edges: [
      [1, [2, 3]],
      [2, [4]],
      [3, [4]]
    ],
    components: [[4], [2], [3], [1]]
  },
  {
    graph: '1 → [2 ⇄ 3] → 4',
    edges: [
      [1, [2]],
      [2, [3]],
      [3, [2, 4]]
    ],
    components: [[4], [2, 3], [1]]
  }
])('$graph: children before parents', ({ edges, components }) => {
  expect(sorted(componentsOf(new Map(edges)))).toEqual(sorted(components))
  expect(misplaced(new Map(edges))).toEqual([])
})

test('a chain of 100,000 groups needs no stack', () => {
  const edges = new Map(Array.from({ length: 100_000 }, (_, n) => [n, [n + 1]] as const))
  const components = componentsOf(edges)
  expect(components).toHaveLength(100_001)
  expect(components[0]).toEqual([100_000])
})

test('two groups are in one component when each leads to the other, and no component comes before one that it leads to', () => {
  const graph = fc
    .array(fc.tuple(fc.nat(12), fc.array(fc.nat(12), { maxLength: 4 })), { maxLength: 13 })
    .map((list): Edges => new Map(list))
  fc.assert(
    fc.property(graph, (edges) => {
      const componentOf = new Map(componentsOf(edges).flatMap((nodes, at) => nodes.map((node) => [node, at] as const)))
      const nodes = [...componentOf.keys()]
      for (const a of nodes) {
        for (const b of nodes) {
          const together = reaches(edges, a, b) && reaches(edges, b, a)
          expect(componentOf.get(a) === componentOf.get(b)).toBe(together)
        }
      }
      expect(misplaced(edges)).toEqual([])
    })
  )
})

function reaches(edges: Edges, from: number, to: number): boolean {
  const seen = new Set([from])
  for (const node of seen) for (const child of edges.get(node) ?? []) seen.add(child)
  return seen.has(to)
}

/** Edges that lead from a component to a later one. */
function misplaced(edges: Edges): string[] {
  const componentOf = new Map(componentsOf(edges).flatMap((nodes, at) => nodes.map((node) => [node, at] as const)))
  return [...edges].flatMap(([parent, children]) =>
    children
      .filter((child) => (componentOf.get(child) ?? -1) > (componentOf.get(parent) ?? -1))
      .map((child) => `${parent} → ${child}`)
  )
}

function sorted(components: readonly (readonly number[])[]): string[] {
  return components.map((component) => component.toSorted((a, b) => a - b).join()).sort()
}
