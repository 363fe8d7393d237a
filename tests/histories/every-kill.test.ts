import { describe, expect, test } from 'vitest'
import { historyOf } from './generate.ts'
import type { History, Step } from './history.ts'
import { play } from './play.ts'
import { loadProduct } from './product-code.ts'
import { relaxed } from './settings.ts'

const SIDE_EFFECTS_AT_MOST = 300

describe('a run that is killed at any of its side effects', () => {
  test.each([
    { title: 'the first one', before: [] },
    {
      title: 'one with changes of every kind',
      before: [
        { do: 'run', instance: 0, mode: 'normal', full: false },
        change({ make: 'removal', of: 'u1' }),
        change({ make: 'disabling', of: 'u2' }),
        change({ make: 'value', of: 'u3', attribute: 'mail', value: 'u3.new@example.jp' }),
        change({ make: 'no_member', group: 'g1', of: 'u3' }),
        change({ make: 'removal', of: 'g2' }),
        change({ make: 'rename', of: 'g1', cn: 'another name' }),
        change({ make: 'same_again', of: 'u4', name: 'u5', otherMail: false }),
        change({ make: 'user', name: 'u6', ou: 'dev', mail: 'u6@example.jp', disabled: false, department: 'dev' }),
        change({ make: 'member', group: 'g1', of: 'u6' })
      ] satisfies Step[]
    }
  ])('$title: nothing is lost, nothing is done twice', { timeout: 600_000 }, async ({ before }) => {
    const code = await loadProduct()
    for (let killAt = 1; killAt < SIDE_EFFECTS_AT_MOST; killAt++) {
      const { violations, tally } = await play(killedAt(killAt, before), code)
      expect(violations, `killed at side effect ${killAt}`).toEqual([])
      if (tally.get('kills') === undefined) {
        // One that reaches nothing would prove nothing.
        expect(killAt).toBeGreaterThan(20)
        return
      }
    }
    throw new Error('the run has no end')
  })
})

/** After the death somebody more leaves, and somebody new takes over his name. */
function killedAt(killAt: number, before: readonly Step[]): History {
  const { stage, seed } = historyOf(1)
  const [settings] = stage.instances
  return {
    seed,
    stage: {
      ...stage,
      service: {},
      instances: [{ ...relaxed(settings), bases: ['company'], userFilter: 'none', groupFilter: 'none', concurrency: 1 }]
    },
    steps: [
      ...['u1', 'u2', 'u3', 'u4'].map((name) =>
        change({ make: 'user', name, ou: 'sales', mail: `${name}@example.jp`, disabled: false, department: 'sales' })
      ),
      change({ make: 'group', name: 'g1', ou: 'sales', cn: 'group g1', members: ['u1', 'u2', 'u3'] }),
      change({ make: 'group', name: 'g2', ou: 'sales', cn: 'group g2', members: ['u4', 'g1'] }),
      ...before,
      { do: 'run', instance: 0, mode: 'normal', full: false, killAt },
      change({ make: 'move', of: 'u3', to: 'outside' })
    ]
  }
}

function change(what: Extract<Step, { do: 'directory' }>['change']): Step {
  return { do: 'directory', change: what }
}
