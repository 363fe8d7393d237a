/**
 * The strongly connected components of a graph, children before parents (Tarjan 1972, without recursion: nesting may be deep).
 * Linear in nodes and edges; a cycle of groups is one component, whose groups all have the same members.
 */
export function componentsOf(edges: ReadonlyMap<number, readonly number[]>): number[][] {
  const index = new Map<number, number>()
  const low = new Map<number, number>()
  const onStack = new Set<number>()
  const stack: number[] = []
  const components: number[][] = []

  for (const root of edges.keys()) {
    if (index.has(root)) continue
    const path: { node: number; next: number }[] = [{ node: root, next: 0 }]
    enter(root)
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const children = edges.get(top.node) ?? []
      const child = children[top.next++]
      if (child !== undefined) {
        if (!index.has(child)) {
          enter(child)
          path.push({ node: child, next: 0 })
        } else if (onStack.has(child)) lower(top.node, index.get(child))
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) lower(parent.node, low.get(top.node))
      if (low.get(top.node) === index.get(top.node)) components.push(leave(top.node))
    }
  }
  return components

  function enter(node: number): void {
    index.set(node, index.size)
    low.set(node, index.size - 1)
    stack.push(node)
    onStack.add(node)
  }

  function lower(node: number, to: number | undefined): void {
    if (to !== undefined && to < (low.get(node) ?? to)) low.set(node, to)
  }

  function leave(root: number): number[] {
    const component: number[] = []
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      onStack.delete(node)
      component.push(node)
      if (node === root) break
    }
    return component
  }
}
