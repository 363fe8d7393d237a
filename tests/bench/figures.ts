import type { Measured } from './measure.ts'

export interface Case {
  readonly name: string
  readonly runs: readonly Measured[]
}

/** One row a case: medians, the range of the times, and how many times the floor's time that is. */
export function table(floor: Case, cases: readonly Case[]): string {
  const floorSeconds = median(floor.runs.map((run) => run.wallSeconds))
  const rows = [floor, ...cases].map(({ name, runs }) => {
    const seconds = runs.map((run) => run.wallSeconds)
    return [
      name,
      `${median(seconds).toFixed(2)} s`,
      `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`,
      `${(median(seconds) / floorSeconds).toFixed(1)} ×`,
      `${median(runs.map((run) => run.cpuSeconds)).toFixed(2)} s`,
      `${median(runs.map((run) => run.peakMegabytes)).toFixed(0)} MB`,
      String(runs.length)
    ]
  })
  return aligned([['', 'wall', 'range', '/ floor', 'CPU', 'peak', 'runs'], ...rows])
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('   ')
    )
    .join('\n')
}
