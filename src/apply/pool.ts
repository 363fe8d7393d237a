/**
 * Works a stream off with a bounded number of workers, in its order. `work` gives false to end: what is under way is finished, nothing more
 * is begun. So it is when `work` throws: the first error is thrown on once all are finished.
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
      try {
        if (!(await work(next.value))) goesOn = false
      } catch (error) {
        goesOn = false
        throw error
      }
    }
  }
  // Whoever closes the state after an error finds nobody at work in it.
  const ends = await Promise.allSettled(Array.from({ length: workers }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return goesOn
}
