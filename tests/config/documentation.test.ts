import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { configSchema, knownKeys } from '../../src/config/json-schema.ts'
import { located } from './support.ts'

const DOCUMENT = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')

/** Below a mapping's sections the keys are attributes and parts of a binding: they are documented by name. */
function isDocumented(path: readonly string[]): boolean {
  const key = path.join('.').replaceAll('.[]', '[]')
  if (path[2] === 'attribute' && path.length > 5) {
    const name = path.at(-1) ?? ''
    return new RegExp(`[\`.{ ]${name}[\`:,} ]`).test(DOCUMENT)
  }
  if (path[2] === 'attribute')
    return DOCUMENT.includes(`\`${path.slice(0, 4).join('.')}`) && DOCUMENT.includes(path.at(-1) ?? '')
  if (path[1] === 'domains') return DOCUMENT.includes('ad.domains[].name')
  return DOCUMENT.includes(`\`${key}\``) || DOCUMENT.includes(`\`${key}.`)
}

describe('docs/configuration.md', () => {
  test('names every key of the schema', () => {
    const parts = new Set(['floor', 'percent', 'max'])
    const missing = knownKeys().filter(
      ({ path }) => !parts.has(path.at(-1) ?? '') && path.at(-1) !== '[]' && !isDocumented(path)
    )
    expect(missing.map(({ path }) => path.join('.'))).toEqual([])
  })

  test('gives each default as it is', () => {
    for (const { path, node } of knownKeys()) {
      const key = path.join('.')
      const row = DOCUMENT.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${key}\``))
      if (row === undefined || node.default === undefined || Array.isArray(node.default)) continue
      expect(row).toContain(String(node.default))
    }
  })

  test('its example loads', () => {
    const example = /```yaml\n(ad:[\s\S]*?)```/.exec(DOCUMENT)?.[1] ?? ''
    expect(located(example)).toEqual([])
  })
})

describe('the JSON Schema', () => {
  test('describes every key but the parts of attributes, and refuses unknown ones', () => {
    const bare = knownKeys().filter(({ path, node }) => path[2] !== 'attribute' && node.description === undefined)
    expect(bare.map(({ path }) => path.join('.'))).toEqual([])
    expect(configSchema()).toMatchObject({
      type: 'object',
      additionalProperties: false,
      $schema: 'http://json-schema.org/draft-07/schema#'
    })
  })

  test('has ranges, choices and defaults', () => {
    const node = (key: string) => knownKeys().find(({ path }) => path.join('.') === key)?.node
    expect(node('ad.ldap.server.port')).toMatchObject({ type: 'integer', minimum: 1, maximum: 65535 })
    expect(node('ad.ldap.nested_groups')).toMatchObject({ enum: ['flatten', 'keep', 'ignore'], default: 'flatten' })
    expect(node('safety.users.delete.max')).toMatchObject({ default: 500 })
  })
})
