/** A way down the tree of a file: keys, and indices of lists. */
export type Path = readonly (string | number)[]

/** Both count from 1; the column in UTF-16 units, as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** `ad.domains[0].server.port` */
export function keyText(path: Path): string {
  let text = ''
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`
  return text
}

/** Where each key and each value of the file starts. */
export class Places {
  private readonly keys = new Map<string, Position>()
  private readonly values = new Map<string, Position>()

  add(path: Path, key: Position | null, value: Position): void {
    const id = JSON.stringify(path)
    if (key !== null) this.keys.set(id, key)
    this.values.set(id, value)
  }

  /** Whether the file has this key, whatever its value. */
  has(path: Path): boolean {
    return this.values.has(JSON.stringify(path))
  }

  ofValue(path: Path): Position {
    return this.values.get(JSON.stringify(path)) ?? this.ofNearestKey(path)
  }

  ofKey(path: Path): Position {
    return this.keys.get(JSON.stringify(path)) ?? this.ofValue(path)
  }

  /** The key itself, else the innermost one around the place where it is missing. */
  private ofNearestKey(path: Path): Position {
    for (let length = path.length; length > 0; length -= 1) {
      const id = JSON.stringify(path.slice(0, length))
      const position = this.keys.get(id) ?? this.values.get(id)
      if (position !== undefined) return position
    }
    return { line: 1, column: 1 }
  }
}
