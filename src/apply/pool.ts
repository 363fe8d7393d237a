/**
 * Works a stream off with a bounded number of workers, in its order. `work` gives false to end: what is under way is finished, nothing more
 * is begun.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  workers: number,
  work: (item: T) => Promise<boolean>
): Promise<boolean> {
  const iterator = items[Symbol.iterator]()
  let goesOn = true
  const worker = async () => {
    while (goesOn) {
      const next = iterator.next()
      if (next.done === true) return
      if (!(await work(next.value))) goesOn = false
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return goesOn
}
