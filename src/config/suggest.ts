/** Spelling that administrators mix up: `baseDn`, `base-dn`, `BASE_DN` are one. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * The candidate that was probably meant: the same but for case and punctuation, else the closest within a third of its length in edits
 * (insert, delete, replace, swap of neighbours); null when none is close.
 */
export function suggest(written: string, candidates: readonly string[]): string | null {
  const wanted = plain(written)
  if (wanted === '' || written.length > 64) return null
  const same = candidates.find((candidate) => plain(candidate) === wanted)
  if (same !== undefined) return same
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = edits(wanted, plain(candidate))
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** Damerau–Levenshtein distance, adjacent swaps counted once. */
function edits(from: string, to: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      let least = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced)
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) least = Math.min(least, (beforePrevious[column - 2] ?? 0) + 1)
      current.push(least)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[to.length] ?? 0
}
