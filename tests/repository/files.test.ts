import { homedir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { contents, projectFiles, ROOT } from './tree.ts'

const LONGEST_SITTING_LINES = 450

/** Absolute paths below folders that only somebody's own machine has. Put together here, so that this file isn't found itself. */
const FOREIGN_PATH = new RegExp(`(?<![\\w.}/:*])/(${['work', 'root', 'farm', 'builds'].join('|')})/\\w`)

describe('every file', () => {
  const source = projectFiles().filter((path) => /\.(ts|mts|mjs|js|ps1|psm1|psd1|sh)$/.test(path))
  const text = projectFiles().filter((path) => !/\.(png|ico|exe|dll|node|db)$/.test(path))

  test(`of code can be read in one sitting: at most ${LONGEST_SITTING_LINES} lines`, () => {
    const long = source
      .map((path) => ({ path, lines: contents(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > LONGEST_SITTING_LINES)
    expect(long).toEqual([])
  })

  test('names no path of the machine that it was written on', () => {
    const own = [ROOT, homedir()].filter((folder) => folder.split('/').length > 2).map((folder) => `${folder}/`)
    const names = (content: string) => FOREIGN_PATH.test(content) || own.some((folder) => content.includes(folder))
    expect(text.filter((path) => names(contents(path)))).toEqual([])
  })
})
