import process from 'node:process'
import { parseArgs } from 'node:util'
import { DELIBERATE_FAULTS } from './deliberate-faults.ts'
import { historyOf } from './generate.ts'
import type { History } from './history.ts'
import { hunt } from './mutants.ts'
import { play, type Verdict } from './play.ts'
import { loadProduct, type ProductCode } from './product-code.ts'
import { shrink } from './shrink.ts'

const USAGE = `npm run histories -- [--count N] [--seed S]
  --count N    histories, of the seeds S, S+1 … (1)
  --seed S     the first seed (1)
  --keep LIST  of one seed: only these steps, by their places
  --show       tells what happens, step by step
  --no-shrink  a failing history is shown as it is
  --source DIR runs against another copy of src
  --mutants    plays them against copies with deliberate faults, until each is found: --count histories at most (400)
  --found      with --mutants: only the history that is known to find it`

const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    show: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
    source: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    fault: { type: 'string', default: '' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) console.log(USAGE)
else process.exitCode = values.mutants ? await huntAll() : await main()

async function main(): Promise<number> {
  const code = await loadProduct(values.source)
  const first = Number(values.seed)
  const count = Number(values.count ?? 1)
  const tally = new Map<string, number>()
  let failed = 0
  for (let seed = first; seed < first + count; seed++) {
    const history = chosen(historyOf(seed))
    const verdict = await play(history, code)
    for (const [what, number] of verdict.tally) tally.set(what, (tally.get(what) ?? 0) + number)
    if ((seed - first + 1) % 100 === 0) console.error(`${seed - first + 1} of ${count}, ${failed} failed`)
    if (values.show) console.log(verdict.account.join('\n'))
    if (verdict.violations.length === 0) continue
    failed++
    await report(history, verdict, code)
  }
  console.log(
    `${count} histories, ${failed} failed. ${[...tally]
      .sort()
      .map(([what, number]) => `${what}: ${number}`)
      .join(', ')}`
  )
  return failed === 0 ? 0 : 1
}

async function huntAll(): Promise<number> {
  const first = Number(values.seed)
  const count = Number(values.count ?? 400)
  let missed = 0
  const mutants = DELIBERATE_FAULTS.filter(({ name }) => name.includes(values.fault))
  for (const mutant of mutants) {
    const seeds = Array.from({ length: count }, (_, index) => first + index)
    const { seed, violation } = await hunt(mutant, seeds, values.source)
    if (seed === null) missed++
    console.log(`${seed === null ? 'MISSED' : `seed ${seed}`.padEnd(9)} ${mutant.name}\n          ${violation}`)
  }
  console.log(`${mutants.length} deliberate faults, ${missed} missed`)
  return missed === 0 ? 0 : 1
}

function chosen(history: History): History {
  if (values.keep === undefined) return history
  const places = new Set(values.keep.split(',').map(Number))
  return { ...history, steps: history.steps.filter((_, place) => places.has(place)) }
}

async function report(history: History, verdict: Verdict, code: ProductCode): Promise<void> {
  console.log(`\nseed ${history.seed} fails:\n  ${verdict.violations.join('\n  ')}`)
  if (values['no-shrink'] || values.keep !== undefined) return
  const sameFault = (other: Verdict) =>
    other.violations.some((each) => verdict.violations.some((first) => alike(each, first)))
  const steps = await shrink(history, async (candidate) => sameFault(await play(candidate, code)))
  const shrunk = await play({ ...history, steps: steps.map(({ step }) => step) }, code)
  console.log(`in ${steps.length} of its ${history.steps.length} steps:\n  ${shrunk.violations.join('\n  ')}`)
  for (const line of shrunk.account) console.log(`  ${line}`)
  console.log(
    `again: npm run histories -- --seed ${history.seed} --show --keep ${steps.map(({ place }) => place).join(',')}`
  )
}

/** The same kind of violation, whoever it is about. */
function alike(one: string, other: string): boolean {
  const kind = (violation: string) => violation.replaceAll(/\b[ughv]\d+\S*|\d+|[0-9a-f-]{8,}/g, '').slice(0, 60)
  return kind(one) === kind(other)
}
