import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { historyOf } from './generate.ts'
import { play } from './play.ts'
import { loadProduct, OWN_SOURCE } from './product-code.ts'

/** A deliberate fault in the product, which the histories have to find. */
export interface Mutant {
  readonly name: string
  /** Below src. */
  readonly file: string
  /** Stands there exactly once. */
  readonly text: string
  readonly becomes: string
  /** The first seed, from 1, whose history finds it. */
  readonly foundBy: number
}

export interface Finding {
  readonly mutant: Mutant
  /** null: none of the histories found it. */
  readonly seed: number | null
  readonly violation: string
}

const PROJECT = join(OWN_SOURCE, '..')

/** Plays histories against a copy of the source with the fault in it, until one of them finds it. */
export async function hunt(mutant: Mutant, seeds: Iterable<number>, original = OWN_SOURCE): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'dirsync-mutant-'))
  try {
    const source = join(folder, 'src')
    cpSync(original, source, { recursive: true })
    cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir')
    const file = join(source, mutant.file)
    writeFileSync(file, mutated(mutant, readFileSync(file, 'utf8')))
    const code = await loadProduct(source)
    for (const seed of seeds) {
      const { violations } = await play(historyOf(seed), code)
      const [violation] = violations
      if (violation !== undefined) return { mutant, seed, violation: violation.split('\n')[0] ?? violation }
    }
    return { mutant, seed: null, violation: '' }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Throws unless the text stands there exactly once. */
export function mutated({ name, file, text, becomes }: Mutant, source: string): string {
  const parts = source.split(text)
  if (parts.length !== 2) throw new Error(`${name}: ${file} holds the text ${parts.length - 1} times: ${text}`)
  return parts.join(becomes)
}
