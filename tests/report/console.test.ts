import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/problems/texts.ts'
import { columns } from '../../src/report/console/columns.ts'
import { historyLines } from '../../src/report/console/history.ts'
import { plain } from '../../src/report/console/plain.ts'
import { problemLines } from '../../src/report/console/problems.ts'
import { runLines } from '../../src/report/console/run.ts'
import { makeView } from '../../src/report/console/view.ts'
import { noCounts } from '../../src/report/counts.ts'
import type { ReportedOperation } from '../../src/report/operations.ts'
import type { Outcome } from '../../src/report/outcome.ts'

const bare = { en: makeView('en', false), ja: makeView('ja', false) }

function operation(given: Partial<ReportedOperation>): ReportedOperation {
  return {
    id: '1',
    kind: 'user',
    action: 'update',
    anchor: '50f79af6-a2ef-4e20-afbf-f16fa510a06f',
    externalId: null,
    scimId: null,
    name: 'taro@example.jp',
    dn: 'CN=taro,DC=example,DC=jp',
    reason: 'changed',
    changes: [],
    members: { add: [], remove: [], addTotal: 0, removeTotal: 0 },
    status: 'planned',
    attempts: 0,
    heldBy: [],
    problem: null,
    ...given
  }
}

function outcome(operations: readonly ReportedOperation[], given: Partial<Outcome> = {}): Outcome {
  return {
    kind: 'finished',
    runId: 'a run',
    mode: 'normal',
    startedAt: '2026-04-01T00:00:00.000Z',
    finishedAt: '2026-04-01T00:00:01.000Z',
    planId: 'a plan',
    heldId: null,
    counts: noCounts(),
    verdicts: [],
    operations,
    operationsTotal: operations.length,
    problems: [],
    exitCode: 0,
    ...given
  }
}

describe('columns', () => {
  test('stand below each other, with wide characters and colours among the cells', () => {
    const { paint } = makeView('ja', true)
    const lines = columns([
      ['山田 太郎', 'a', 'x'],
      ['taro', paint('red', '開発部'), 'x'],
      ['ﾊﾝｶｸ', 'é', 'x']
    ])
    expect(new Set(lines.map((line) => stringWidth(line.slice(0, line.lastIndexOf('x')))))).toEqual(new Set([19]))
  })

  test('of figures end below each other', () => {
    expect(
      columns(
        [
          ['作成', '5'],
          ['読み取り', '1200']
        ],
        { right: [1] }
      )
    ).toEqual(['作成         5', '読み取り  1200'])
  })
})

describe('a run', () => {
  test('shows each changed attribute from what to what', () => {
    const changes = [
      { attribute: 'department', from: '営業部', to: '開発部' },
      { attribute: 'title', from: '課長', to: null },
      { attribute: 'name.givenName', from: null, to: '太郎' }
    ]
    const lines = runLines(outcome([operation({ changes })]), bare.ja)
    expect(lines).toContain('      department: 営業部 → 開発部')
    expect(lines).toContain('      title: 課長 → (空)')
    expect(lines).toContain('      name.givenName: 太郎')
  })

  test('shows members that come and go, and how many more', () => {
    const members = { add: ['a', 'b'], remove: ['c'], addTotal: 12, removeTotal: 1 }
    const lines = runLines(
      outcome([operation({ kind: 'group', name: '営業部', reason: 'members_changed', members })]),
      bare.en
    )
    expect(lines).toContain('      + a, b, … and 10 more')
    expect(lines).toContain('      − c')
  })

  test('shows what is held with the figures of its guard, and how to approve it', () => {
    const held = outcome([operation({ action: 'delete', status: 'held', reason: 'left_scope' })], {
      heldId: '0a1b',
      exitCode: 4,
      problems: [{ code: 'run.held', kept: true, object: '0a1b', guards: ['users.delete'], entries: 31 }],
      verdicts: [
        { name: 'users.delete', scope: 'all', actual: 31, known: 400, limit: 20, verdict: 'held' },
        { name: 'users.create', scope: 'all', actual: 0, known: 400, limit: 80, verdict: 'pass' }
      ]
    })
    const text = runLines(held, bare.en).join('\n')
    expect(text).toContain('Held for approval: 31 entries\n  delete  user  taro@example.jp  left the scope')
    expect(text).toContain('users.delete: 31 of 400, the limit is 20')
    expect(text).toContain('dirsync approve 0a1b')
    expect(text).not.toContain('users.create')
    expect(runLines({ ...held, mode: 'dry-run' }, bare.en).join('\n')).toContain('dirsync sync --approve 0a1b')
    expect(runLines(held, bare.ja).join('\n')).toContain('users.delete: 31 件 (全 400 件中)、上限 20 件')
  })

  test('says what no approval lifts', () => {
    const verdict = { name: 'token_owner', scope: 'all', actual: 1, known: null, limit: null, verdict: 'held' } as const
    const held = outcome([operation({ action: 'disable', status: 'held' })], { heldId: '0a1b', verdicts: [verdict] })
    expect(runLines(held, bare.en).join('\n')).toContain('iid.scim.token_owner')
  })

  test('that is long shows the first of each kind', () => {
    const many = Array.from({ length: 60 }, (_, index) => operation({ id: String(index), name: `user${index}` }))
    const lines = runLines(outcome(many), bare.en)
    expect(lines.filter((line) => line.includes('CN=taro'))).toHaveLength(50)
    expect(lines.join('\n')).toContain('… and 10 more; --operations FILE writes all of them')
  })

  test.each(LANGUAGES)('has words for every kind of ending (%s)', (language) => {
    for (const kind of ['finished', 'stopped', 'refused'] as const)
      for (const mode of ['normal', 'dry-run', 'recover'] as const)
        expect(runLines(outcome([], { kind, mode }), bare[language])[0]).toMatch(/\S {2}\(.*2026/)
  })
})

describe('what the directory holds', () => {
  test('can not drive the terminal', () => {
    expect(plain('a\u001b[31mb\u202ec\nd')).toBe('a\ufffd[31mb\ufffdc\ufffdd')
    const lines = runLines(outcome([operation({ name: '\u001b]0;x\u0007', dn: 'CN=\u001b[2J' })]), bare.en)
    expect(lines.join('\n')).not.toMatch(/\u001b|\u0007/)
  })
})

describe('problems', () => {
  test('come with their remedy, errors before warnings', () => {
    const lines = problemLines(
      [
        { code: 'run.stopped', object: 'a run', by: 'signal' },
        { code: 'run.unknown_plan', object: '0a1b' }
      ],
      bare.en
    )
    expect(lines.map((line) => line.slice(0, 24))).toEqual([
      'error run.unknown_plan: ',
      '    → `dirsync status` (',
      'warning run.stopped: The',
      '    → Nothing has to be '
    ])
  })
})

test('a killed run of the history is called so', () => {
  const killed = {
    runId: 'r',
    mode: 'normal',
    startedAt: '2026-04-01T00:00:00.000Z',
    finishedAt: null,
    exitCode: null,
    counts: null
  } as const
  expect(historyLines([killed], [], bare.ja)[1]).toContain('強制終了')
})
