import { Attribute, Change, Client } from 'ldapts'
import { type AdLimitsProxy, startAdLimitsProxy } from '../ad-limits-proxy/proxy.ts'
import { escapeRdnValue } from '../directory/dn.ts'
import { guidFromBytes } from '../directory/identifiers.ts'
import type { NewEntry } from '../directory/model.ts'
import { type AttributeInput, type Attributes, storedValues } from '../directory/object.ts'
import type { TestDirectory } from '../scenario-directory.ts'
import { ADMINISTRATOR, SERVICE_ACCOUNT } from './golden.ts'
import { GRANT_DELETED_OBJECTS, SID_OF } from './rights.ts'
import { type SambaDc, type SambaOptions, startSamba } from './samba-dc.ts'
import { DOMAIN_DN } from './smb-conf.ts'

export interface SambaScenario extends TestDirectory {
  readonly dc: SambaDc
  /** What `connection` leads to: Samba with Windows' limits. */
  readonly proxy: AdLimitsProxy
}

const ACCOUNT_DISABLE = 0x2
const PASSWORD_NOT_REQUIRED = 0x20
/** A leaf that every directory spells alike: no escapes. */
const PLAIN_NAME = /^(CN|OU)=[\p{L}\p{N}][\p{L}\p{N} ._-]*,/u

/** A real domain controller as a TestDirectory: changed by its administrator over LDAP, read through the proxy. */
export async function startSambaScenario(options: SambaOptions = {}): Promise<SambaScenario> {
  const dc = await startSamba(options)
  const proxy = await startAdLimitsProxy({ host: dc.ip, port: 389 }, { tls: dc.certificate })
  const admin = new Client({ url: `ldap://${dc.ip}:389`, timeout: 60_000 })
  await admin.bind(ADMINISTRATOR.dn, ADMINISTRATOR.password)

  const add = async (dn: string, attributes: Attributes): Promise<string> => {
    await admin.add(dn, ldapAttributes(attributes))
    return PLAIN_NAME.test(dn) ? dn : spelled(dn)
  }
  const addEntry = (entry: NewEntry, container: string, fixed: Attributes): Promise<string> => {
    const { cn, parent, ...attributes } = entry
    return add(`CN=${escapeRdnValue(cn)},${parent ?? `${container},${DOMAIN_DN}`}`, { ...fixed, ...attributes })
  }
  const read = async (dn: string, attribute: string): Promise<Buffer | null> => {
    const { searchEntries } = await admin.search(dn, {
      scope: 'base',
      attributes: [attribute],
      explicitBufferAttributes: [attribute]
    })
    const value = searchEntries[0]?.[attribute]
    return Buffer.isBuffer(value) ? value : null
  }
  const spelled = async (dn: string): Promise<string> => (await read(dn, 'distinguishedName'))?.toString() ?? dn
  const accountSid = async (): Promise<string> => (await dc.python(SID_OF, 'svc-sync')).trim()
  const change = (
    dn: string,
    operation: 'add' | 'delete' | 'replace',
    type: string,
    value: AttributeInput
  ): Promise<void> => admin.modify(dn, new Change({ operation, modification: ldapAttribute(type, value) }))
  const setFlag = async (dn: string, on: boolean): Promise<void> => {
    const old = Number((await read(dn, 'userAccountControl'))?.toString() ?? 0)
    await change(dn, 'replace', 'userAccountControl', on ? old | ACCOUNT_DISABLE : old & ~ACCOUNT_DISABLE)
  }

  return {
    dc,
    proxy,
    baseDn: DOMAIN_DN,
    connection: {
      host: proxy.host,
      port: proxy.port,
      ldapsPort: proxy.ldapsPort ?? 0,
      user: SERVICE_ACCOUNT.upn,
      userDn: SERVICE_ACCOUNT.dn,
      password: SERVICE_ACCOUNT.password,
      caFile: dc.caFile
    },
    addOu: (name, parent = DOMAIN_DN) =>
      add(`OU=${escapeRdnValue(name)},${parent}`, { objectClass: 'organizationalUnit' }),
    addUser: (user) => {
      const { password, ...entry } = user
      const control = Number(entry['userAccountControl'] ?? 512) | (password === undefined ? PASSWORD_NOT_REQUIRED : 0)
      const secret = typeof password === 'string' ? { unicodePwd: Buffer.from(`"${password}"`, 'utf16le') } : {}
      const named = { ...entry, sAMAccountName: entry.sAMAccountName ?? entry.cn }
      return addEntry({ ...named, userAccountControl: control }, 'CN=Users', { objectClass: 'user', ...secret })
    },
    addGroup: (group) =>
      addEntry({ ...group, sAMAccountName: group.sAMAccountName ?? group.cn }, 'CN=Users', {
        objectClass: 'group',
        groupType: -2_147_483_646
      }),
    addComputer: (computer) =>
      addEntry({ ...computer, sAMAccountName: computer.sAMAccountName ?? `${computer.cn}$` }, 'CN=Computers', {
        objectClass: 'computer',
        userAccountControl: 4096
      }),
    addContact: (contact) => addEntry(contact, 'CN=Users', { objectClass: 'contact' }),
    setAttributes: async (dn, attributes) => {
      const changes = Object.entries(attributes).map(
        ([type, value]) => new Change({ operation: 'replace', modification: ldapAttribute(type, value) })
      )
      await admin.modify(dn, changes)
    },
    move: async (dn, newDn) => {
      await admin.modifyDN(dn, newDn)
      return spelled(newDn)
    },
    disable: (dn) => setFlag(dn, true),
    enable: (dn) => setFlag(dn, false),
    addMember: (group, ...members) => change(group, 'add', 'member', members),
    removeMember: (group, ...members) => change(group, 'delete', 'member', members),
    remove: (dn) => removeTree(admin, dn),
    showDeletedObjects: async () => {
      await dc.python(GRANT_DELETED_OBJECTS, 'svc-sync')
    },
    deny: async (dn) => {
      await dc.tool('dsacl', 'set', `--objectdn=${dn}`, `--sddl=(D;CI;RPLCLO;;;${await accountSid()})`)
    },
    guidOf: async (dn) => {
      const guid = await read(dn, 'objectGUID')
      if (guid === null) throw new Error(`no objectGUID: ${dn}`)
      return guidFromBytes(guid)
    },
    close: async () => {
      await admin.unbind()
      await proxy.close()
      await dc.close()
    }
  }
}

function ldapAttribute(type: string, input: AttributeInput): Attribute {
  const values = storedValues(input).map((value) => Buffer.from(value))
  return new Attribute({ type, values })
}

function ldapAttributes(attributes: Attributes): Attribute[] {
  return Object.entries(attributes)
    .map(([type, input]) => ldapAttribute(type, input))
    .filter((attribute) => attribute.values.length > 0)
}

/** Samba has no tree delete over LDAP without its control: the deepest go first. */
async function removeTree(admin: Client, dn: string): Promise<void> {
  const { searchEntries } = await admin.search(dn, { scope: 'sub', attributes: ['1.1'] })
  const deepestFirst = searchEntries.map((entry) => entry.dn).sort((one, other) => other.length - one.length)
  for (const each of deepestFirst) await admin.del(each)
}
