import { expect } from 'vitest'
import { type LoadedConfig, parseConfig } from '../../src/config/load-config.ts'
import type { AttributeRule } from '../../src/mapping/attribute-mapping.ts'
import type { Problem } from '../../src/problems/problem.ts'

/** The least that is a configuration. */
export const MINIMAL = `
ad:
  ldap:
    server:
      user: 'CN=svc,CN=Users,DC=example,DC=local'
    base_dn: 'DC=example,DC=local'
iid:
  scim:
    attribute:
      user:
        ad_bind:
          userName: userPrincipalName
          emails:
            - value: mail
`.trimStart()

/** MINIMAL with other servers, or with more settings of a user's attributes. */
export function withServer(lines: string): string {
  return MINIMAL.replace(
    "      user: 'CN=svc,CN=Users,DC=example,DC=local'\n",
    `      user: 'CN=svc,CN=Users,DC=example,DC=local'\n${indent(lines, 6)}`
  )
}

export function withLdap(lines: string): string {
  return MINIMAL.replace('iid:\n', `${indent(lines, 4)}iid:\n`)
}

export function withScim(lines: string): string {
  return MINIMAL.replace('  scim:\n', `  scim:\n${indent(lines, 4)}`)
}

export function withUser(lines: string): string {
  return `${MINIMAL}${indent(lines, 8)}`
}

export function withBinding(lines: string): string {
  return `${MINIMAL}${indent(lines, 10)}`
}

export function withTop(lines: string): string {
  return `${MINIMAL}${lines}\n`
}

function indent(lines: string, columns: number): string {
  return lines
    .split('\n')
    .map((line) => `${' '.repeat(columns)}${line}\n`)
    .join('')
}

export function loaded(text: string, file = 'config.yml'): LoadedConfig {
  const result = parseConfig(text, file)
  if (!result.ok) expect(result.problems, 'it was meant to load').toEqual([])
  if (!result.ok) throw new Error('not loaded')
  return result.value
}

export function problemsOf(text: string): readonly Problem[] {
  const result = parseConfig(text, 'config.yml')
  return result.ok ? result.value.warnings : result.problems
}

/** `code object line:column` of each problem, which is what most tests are about. */
export function located(text: string): string[] {
  return problemsOf(text).map(short)
}

export function short(problem: Problem): string {
  const { line, column, object } = { line: 0, column: 0, object: '', ...problem }
  return `${problem.code} ${object} ${line}:${column}`
}

/** The compiled rules of a mapping by their path. */
export function rules(text: string, kind: 'user' | 'group' = 'user'): Record<string, AttributeRule> {
  return Object.fromEntries(loaded(text).config.mapping[kind].rules.map((rule) => [rule.path, rule]))
}
