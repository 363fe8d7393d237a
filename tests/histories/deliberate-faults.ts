import type { Mutant } from './mutants.ts'

/** docs/histories.md lists them too; a test holds the two together. */
export const DELIBERATE_FAULTS: readonly Mutant[] = [
  {
    name: 'a limit is one too high',
    file: 'guard/guard.ts',
    text: 'if (actual <= most) {',
    becomes: 'if (actual <= most + 1) {',
    foundBy: 9
  },
  {
    name: 'what was done in the last 24 hours is not counted',
    file: 'guard/guard.ts',
    text: "const actual = before + reached(reach, workspace, 'unapproved')",
    becomes: "const actual = reached(reach, workspace, 'unapproved')",
    foundBy: 9
  },
  {
    name: 'a search that ended with an error counts as read',
    file: 'directory/paged-search.ts',
    text: 'if (answer.result.code !== 0) throw searchFailed(connection.server, subject(page), answer.result)',
    becomes: 'if (answer.result.code !== 0) return void (yield answer.entries)',
    foundBy: 6
  },
  {
    name: 'who was not read has departed, without a look-up',
    file: 'desired/departures.ts',
    text: "if (seen?.looked.kind === 'alive' && (await stageLate(row, seen.source, seen.looked.dn, staging))) continue",
    becomes: '',
    foundBy: 229
  },
  {
    name: 'who can be seen nowhere has departed, though deleted objects can be seen',
    file: 'plan/departing.ts',
    text: "heldBy: verdict === 'held' ? ['departure'] : []",
    becomes: 'heldBy: []',
    foundBy: 32
  },
  {
    name: 'an approval is not used up',
    file: 'run/record.ts',
    text: "WHERE status = 'done' AND entry IS NOT NULL)`",
    becomes: "WHERE status = 'never' AND entry IS NOT NULL)`",
    foundBy: 50
  },
  {
    name: 'any id approves whatever is held',
    file: 'guard/guard.ts',
    text: '(context.approve !== planId && context.approve !== first.heldId)',
    becomes: 'false',
    foundBy: 52
  },
  {
    name: 'a POST whose answer was lost is sent again',
    file: 'service/retry.ts',
    text: "const repeatable = request.method !== 'POST'",
    becomes: 'const repeatable = true',
    foundBy: 1
  },
  {
    name: 'what a killed run had sent is not looked up',
    file: 'apply/journal.ts',
    text: "'UPDATE state.run SET sent_through = ? WHERE seq = ?', this.#sentThrough, this.#runSeq",
    becomes: "'UPDATE state.run SET sent_through = ? WHERE seq = ?', 0, this.#runSeq",
    foundBy: 3
  },
  {
    name: 'members are removed by a list of values, which empties the group on strict servers',
    file: 'service/members.ts',
    text: "ids.map((id) => ({ op: 'remove', path: ",
    becomes: "ids.map((id) => ({ op: 'remove', path: 'members', value: [{ value: id }], precise: ",
    foundBy: 226
  },
  {
    name: 'an object of the same name is adopted without an approval',
    file: 'plan/decide.ts',
    text: 'const heldBy = approval === null ? [] : [approval]',
    becomes: 'const heldBy: string[] = []',
    foundBy: 15
  },
  {
    name: 'who was disabled by hand is enabled without an approval',
    file: 'plan/decide.ts',
    text: "const heldBy = blocked && policy.config.state.drift.reenable === 'hold' ? ['drift.reenable'] : []",
    becomes: 'const heldBy: string[] = []',
    foundBy: 21
  },
  {
    name: 'a changed configuration is taken for the old one',
    file: 'run/config-hashes.ts',
    text: 'return (scope !== null && scope !== hashes.scope) || (mapping !== null && mapping !== hashes.mapping)',
    becomes: 'return false',
    foundBy: 52
  },
  {
    name: 'a directory of which most is gone is no alarm',
    file: 'guard/shrinkage.ts',
    text: 'const tripped = gone > limit || (before > 0 && now === 0 && gone > 0)',
    becomes: 'const tripped = false',
    foundBy: 6
  },
  {
    name: 'nobody waits as disabled before he is deleted',
    file: 'plan/departing.ts',
    text: 'if (graceDays === 0 || graceOver)',
    becomes: 'if (true)',
    foundBy: 35
  },
  {
    name: 'while nobody knows whose token it is, users are deleted all the same',
    file: 'guard/guard.ts',
    text: "if (policy.owner.kind === 'known') return { ...none, actual: 0, verdict: 'pass' }",
    becomes: "if (policy.owner.kind !== null) return { ...none, actual: 0, verdict: 'pass' }",
    foundBy: 44
  },
  {
    name: 'a user pending deletion whom the service lists counts as there',
    file: 'compare/compare.ts',
    text: "departed_at = NULL WHERE standing = 'missing'",
    becomes: "departed_at = NULL WHERE standing <> 'present'",
    foundBy: 12
  },
  {
    name: 'a dry run writes its run into the state',
    file: 'run/start.ts',
    text: "const writes = request.mode !== 'dry-run'",
    becomes: 'const writes = true',
    foundBy: 3
  }
]
