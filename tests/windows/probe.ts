// Runs in Windows: calls each function of src/windows and prints, as one JSON document, what came of it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { actsAs, nameOf, ownGroups, ownSid, sidOf, WELL_KNOWN } from '../../src/windows/accounts.ts'
import { locateController } from '../../src/windows/dc-locator.ts'
import { protect, unprotect } from '../../src/windows/dpapi.ts'
import { writeEvents } from '../../src/windows/event-log.ts'
import { createFileWithSecurity, readFileSecurity, writeFileSecurity } from '../../src/windows/file-security.ts'
import { kerberosToken } from '../../src/windows/kerberos.ts'
import { holdersOf, rightsOf } from '../../src/windows/rights.ts'

const folder = process.argv[2] ?? ''
const warnings: string[] = []
process.on('warning', ({ message }) => warnings.push(message))

const file = join(folder, 'file')
writeFileSync(file, 'x')
const before = readFileSecurity(file)
const written = writeFileSecurity(file, 'D:P(A;;FA;;;SY)(A;;FA;;;BA)')
const created = join(folder, 'created')

const seen = {
  dpapi: dpapi(),
  events: writeEvents('DirSync', [
    { id: 12808, type: 'warning', text: '[Overview]\nSCIM response error.' },
    { id: 1, type: 'error', text: '障害'.repeat(20_000) }
  ]),
  accounts: {
    own: ownSid(),
    groups: ownGroups(),
    administrator: actsAs(WELL_KNOWN.administrators),
    notInIt: actsAs('S-1-5-32-551'),
    byName: sidOf('Administrators'),
    unknown: sidOf('no such account'),
    name: nameOf(WELL_KNOWN.system),
    noName: nameOf('S-1-5-21-1-2-3-4'),
    notASid: actsAs('S-1')
  },
  rights: { ofAdministrators: rightsOf(WELL_KNOWN.administrators), holders: holdersOf('SeBatchLogonRight') },
  files: {
    before,
    written,
    after: readFileSecurity(file),
    created: createFileWithSecurity(created, 'D:P(A;;FA;;;SY)(A;;FA;;;BA)'),
    createdAgain: createFileWithSecurity(created, 'D:P(A;;FA;;;SY)'),
    ofCreated: readFileSecurity(created),
    missing: readFileSecurity(join(folder, 'missing')),
    notSddl: writeFileSecurity(file, 'nonsense')
  },
  controller: locateController('ad.example.com'),
  kerberos: {
    without: kerberosToken('ldap/dc1.ad.example.com', null),
    bound: kerberosToken('ldap/dc1.ad.example.com', Buffer.from('tls-server-end-point:x'))
  }
}
export type Seen = typeof seen & { readonly warnings: readonly string[] }
// Warnings come after the code that caused them.
setImmediate(() => console.log(JSON.stringify({ ...seen, warnings })))

function dpapi() {
  const encrypted = protect(Buffer.from('パスワード'), 'token')
  if (!encrypted.ok) throw new Error(`${encrypted.call}: ${encrypted.code}`)
  const changed = Buffer.from(encrypted.value)
  const last = changed.length - 1
  changed.writeUInt8(changed.readUInt8(last) ^ 1, last)
  const plain = unprotect(encrypted.value, 'token')
  return {
    showsThePlainText: encrypted.value.includes(Buffer.from('パスワード')),
    plain: plain.ok ? plain.value.toString('utf8') : plain,
    forAnotherPurpose: unprotect(encrypted.value, 'ldap-password'),
    changed: unprotect(changed, 'token'),
    empty: unprotect(Buffer.alloc(0), 'token')
  }
}
