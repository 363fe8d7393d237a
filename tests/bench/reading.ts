// Reads every user and group as the directory stage does, and nothing else: `node tests/bench/reading.ts PORT`, password in the environment.

import type { DomainConfig } from '../../src/config/config.ts'
import { groupScope, userScope } from '../../src/desired/scope.ts'
import { openDirectory } from '../../src/directory/open-directory.ts'
import { Dn } from '../../src/model/names.ts'
import { SUFFIX } from './company.ts'
import { GROUP_ATTRIBUTES, USER_ATTRIBUTES } from './product.ts'
import { BIND_DN } from './slapd.ts'

const domain: DomainConfig = {
  name: null,
  server: {
    addresses: ['127.0.0.1'],
    port: Number(process.argv[2]),
    encryption: 'none',
    verify: true,
    caFile: null,
    tlsName: null,
    auth: 'simple',
    user: BIND_DN,
    timeoutSeconds: 3600,
    connectTimeoutSeconds: 10
  },
  bases: [Dn.parse(SUFFIX)],
  userFilter: null,
  groupFilter: null,
  nestedGroups: 'flatten',
  pageSize: Number(process.argv[3] ?? 1000),
  delta: 'off',
  fullEveryHours: 24
}

const opened = await openDirectory(domain, process.env['DIRSYNC_LDAP_PASSWORD'] ?? null, {
  signal: new AbortController().signal
})
if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
const session = opened.value
const read = { users: 0, groups: 0, members: 0 }
const everywhere = { base: Dn.parse(SUFFIX), scope: 'subtree', extendedDn: false } as const
for await (const page of session.search({ ...everywhere, filter: userScope(domain), attributes: USER_ATTRIBUTES }))
  read.users += page.length
for await (const page of session.search({ ...everywhere, filter: groupScope(domain), attributes: GROUP_ATTRIBUTES })) {
  read.groups += page.length
  for (const entry of page) read.members += entry.attributes.get('member')?.length ?? 0
}
await session.close()
console.log(JSON.stringify(read))
