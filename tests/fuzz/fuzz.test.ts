import { describe, expect, test } from 'vitest'
import { fuzz, TARGETS } from './targets.ts'

/** A short one of `npm run fuzz`: always the same tries, so that a failure is the change's that brought it. */
const ROUNDS: Readonly<Record<string, number>> = { ldap: 40, scim: 8, config: 300, state: 40, plan: 20 }

describe('spoilt at random, what others wrote', () => {
  test.each(TARGETS)('ends no run with a crash or a hang: $name', { timeout: 300_000 }, async (target) => {
    const findings = []
    for await (const finding of fuzz(target, 1, ROUNDS[target.name] ?? 20)) if (finding !== null) findings.push(finding)
    expect(findings).toEqual([])
  })
})
