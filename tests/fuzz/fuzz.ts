// `npm run fuzz [-- --target ldap|scim|config|state|plan] [--seed N] [--rounds N]`: what others wrote, spoilt at random. Each finding names
// the seed that gives it again.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { fuzz, TARGETS } from './targets.ts'

const { values } = parseArgs({
  options: {
    target: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    rounds: { type: 'string', default: '200' }
  }
})
const first = Number(values.seed)
const rounds = Number(values.rounds)

let findings = 0
for (const target of TARGETS) {
  if (values.target !== undefined && !values.target.includes(target.name)) continue
  let tried = 0
  for await (const finding of fuzz(target, first, rounds)) {
    tried++
    if (finding === null) continue
    findings++
    console.log(`${finding.target} --seed ${finding.seed} --rounds 1:`, finding.error)
  }
  console.log(`${target.name}: ${tried} tries from seed ${first}`)
}
console.log(findings === 0 ? 'nothing found' : `${findings} findings`)
process.exitCode = findings === 0 ? 0 : 1
