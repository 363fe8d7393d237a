import stringWidth from 'string-width'

/** Rows of cells as lines whose columns stand below each other, also with wide (Japanese) characters and colours in them. */
export function columns(
  rows: readonly (readonly string[])[],
  options: { readonly right?: readonly number[]; readonly indent?: number } = {}
): string[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell))
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(cell)))
      return options.right?.includes(index) ? padding + cell : cell + padding
    })
    return (' '.repeat(options.indent ?? 0) + cells.join('  ')).trimEnd()
  })
}
