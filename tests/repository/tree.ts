import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** Paths, relative to the root, of what is or could be committed: tracked files and new ones that .gitignore lets through. */
export function projectFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8'
  })
  return [...new Set(list.split('\0'))].filter((path) => path !== '' && existsSync(join(ROOT, path))).sort()
}

export function contents(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
