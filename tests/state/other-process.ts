import { dataFolder } from '../../src/state/data-folder.ts'
import { takeLock } from '../../src/state/lock.ts'
import { openState } from '../../src/state/open-state.ts'

const [path = '', does = ''] = process.argv.slice(2)
const folder = dataFolder(path)

if (does === 'lock') {
  console.log(takeLock(folder) === null ? 'locked' : 'held')
  setInterval(() => {}, 1000)
} else {
  const state = openState(folder, 'write')
  if (!state.ok) throw new Error('the state can be opened')
  const { workspace } = state.value
  workspace.run(`INSERT OR IGNORE INTO state.meta VALUES ('left', '0'), ('right', '0')`)
  let round = 0
  const commit = () => {
    round++
    workspace.transaction(() => {
      workspace.run(`UPDATE state.meta SET value = ? WHERE key = 'left'`, String(round))
      for (let n = 0; n < 20; n++)
        workspace.run('INSERT INTO state.domain VALUES (?, ?, NULL)', `${round}-${n}`, 'x'.repeat(300))
      workspace.run(`UPDATE state.meta SET value = ? WHERE key = 'right'`, String(round))
    })
    if (round % 15 === 0) workspace.exec('PRAGMA state.wal_checkpoint(TRUNCATE)')
  }
  if (does === 'write') {
    for (let n = 0; n < 30; n++) commit()
    // In the middle of the next transaction.
    workspace.exec('BEGIN')
    workspace.run(`UPDATE state.meta SET value = 'uncommitted' WHERE key = 'left'`)
    console.log('written')
    setInterval(() => {}, 1000)
  } else {
    console.log('begins')
    const go = () => {
      for (let n = 0; n < 5; n++) commit()
      setImmediate(go)
    }
    go()
  }
}
