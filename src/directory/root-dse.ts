import { isUnder } from '../ldap/dn.ts'
import { filterText, present } from '../ldap/filter.ts'
import { Dn, type Guid } from '../model/names.ts'
import { Stop } from '../model/result.ts'
import { guidFromBytes } from './guid.ts'
import { searchFailed } from './search-failure.ts'
import type { Controller } from './session.ts'
import type { Connection } from './wire/connection.ts'
import { type Control, EXTENDED_DN, PAGED_RESULTS, SHOW_DELETED, showDeleted } from './wire/controls.ts'
import type { ReceivedEntry } from './wire/received-entry.ts'

/** What the bound server says about itself, and which naming contexts it holds. */
export interface ServerFacts {
  readonly controller: Controller
  readonly namingContexts: readonly Dn[]
  /** AD's control to see tombstones; a server with it also takes `<GUID=…>` for a base. */
  readonly showsDeleted: boolean
}

const ROOT_DSE = ['dnsHostName', 'defaultNamingContext', 'namingContexts', 'dsServiceName', 'supportedControl'] as const

/** Reads the rootDSE and what hangs on it (MS-ADTS §3.1.1.3.2). `base`: where a server without a default naming context is asked about. */
export async function readServerFacts(connection: Connection, base: Dn): Promise<ServerFacts> {
  const { server } = connection
  const root = await readObject(connection, '', ROOT_DSE)
  const namingContexts = texts(root, 'namingcontexts').map((dn) => Dn.parse(dn))
  const controls = new Set(texts(root, 'supportedcontrol'))
  if (!controls.has(PAGED_RESULTS)) {
    throw new Stop({
      code: 'directory.control_missing',
      object: server,
      server,
      control: PAGED_RESULTS,
      name: 'paged results'
    })
  }
  const defaultContext =
    texts(root, 'defaultnamingcontext')[0] ?? namingContexts.find((context) => isUnder(base, context))
  if (defaultContext === undefined)
    throw new Stop({ code: 'directory.root_dse_incomplete', object: server, server, missing: 'defaultNamingContext' })
  const defaultNamingContext = Dn.parse(defaultContext)
  const service = texts(root, 'dsservicename')[0]
  const showsDeleted = controls.has(SHOW_DELETED)
  return {
    controller: {
      address: server,
      dnsHostName: texts(root, 'dnshostname')[0] ?? null,
      invocationId: service === undefined ? null : await readGuid(connection, service, 'invocationId'),
      domainId: await readGuid(connection, defaultNamingContext, 'objectGUID'),
      defaultNamingContext,
      supportsExtendedDn: controls.has(EXTENDED_DN),
      seesDeleted: showsDeleted && (await seesDeleted(connection, defaultNamingContext))
    },
    namingContexts,
    showsDeleted
  }
}

/**
 * Whoever may list the container may also read its properties (both rights are granted together, as Microsoft documents it), and an ordinary
 * account may neither; its mere presence says nothing, since the right to see it comes from the domain's root.
 */
async function seesDeleted(connection: Connection, domain: Dn): Promise<boolean> {
  const container = await readObject(
    connection,
    `CN=Deleted Objects,${domain}`,
    ['objectClass', 'isDeleted'],
    [showDeleted()]
  )
  return container !== null && container.attributes.size > 0
}

async function readGuid(connection: Connection, dn: string, attribute: string): Promise<Guid | null> {
  const entry = await readObject(connection, dn, [attribute])
  const value = entry?.attributes.get(attribute.toLowerCase())?.[0]
  return value === undefined ? null : guidFromBytes(value)
}

/** What a server answers about an object that it has not, or that the account may not see: noSuchObject, insufficientAccessRights. */
const NOT_SHOWN: readonly number[] = [32, 50]

/**
 * Null when the account may not see the object, or the server has none of that name. Any other failure is a doubt: a busy server must not pass
 * for one where the account sees no deleted objects, for then what is merely not found would count as departed.
 */
async function readObject(
  connection: Connection,
  dn: string,
  attributes: readonly string[],
  controls: readonly Control[] = []
): Promise<ReceivedEntry | null> {
  const request = { base: dn, scope: 'base', filter: present('objectClass'), attributes, controls } as const
  const { answer } = connection.search(request, { page: null, maxEntries: 1 })
  const { result, entries } = await answer
  if (NOT_SHOWN.includes(result.code)) return null
  if (result.code !== 0)
    throw searchFailed(connection.server, { base: dn, filter: filterText(request.filter), page: null }, result)
  return entries[0] ?? null
}

function texts(entry: ReceivedEntry | null, attribute: string): string[] {
  return (entry?.attributes.get(attribute) ?? []).map((value) => value.toString('utf8'))
}
