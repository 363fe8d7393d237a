import type { NewEntry, NewGroup, NewUser } from './directory/model.ts'
import type { Attributes } from './directory/object.ts'
import { startSimulatorScenario } from './directory/simulator-scenario.ts'
import { sambaAvailable } from './samba/available.ts'
import { startSambaScenario } from './samba/samba-scenario.ts'

/** How a program under test reaches a directory. The account is an ordinary user, `svc-sync`. */
export interface DirectoryConnection {
  readonly host: string
  /** LDAP with StartTLS. */
  readonly port: number
  /** LDAPS. */
  readonly ldapsPort: number
  /** UPN of the account. */
  readonly user: string
  readonly userDn: string
  readonly password: string
  /** PEM of the CA that signed the server's certificate, which names `host`. */
  readonly caFile: string
}

/**
 * A domain that a test changes step by step and a program reads. One list of wanted states runs on the simulator and on a real domain
 * controller: what both offer is here, and both answer alike. Every method that makes or moves an object gives its DN as the directory spells it.
 */
export interface TestDirectory {
  readonly connection: DirectoryConnection
  /** DN of the domain. */
  readonly baseDn: string
  /** `OU=name` below a parent DN, by default the domain. */
  addOu(name: string, parent?: string): Promise<string>
  addUser(user: NewUser): Promise<string>
  addGroup(group: NewGroup): Promise<string>
  addComputer(computer: NewUser): Promise<string>
  addContact(contact: NewEntry): Promise<string>
  /** Replaces attributes; null clears one. */
  setAttributes(dn: string, attributes: Attributes): Promise<void>
  /** Renames or moves to a whole new DN. */
  move(dn: string, newDn: string): Promise<string>
  disable(dn: string): Promise<void>
  enable(dn: string): Promise<void>
  addMember(group: string, ...members: readonly string[]): Promise<void>
  removeMember(group: string, ...members: readonly string[]): Promise<void>
  remove(dn: string): Promise<void>
  /** Lets the account list CN=Deleted Objects. */
  showDeletedObjects(): Promise<void>
  /** Denies the account to list and read an object and all below it: the object comes as a bare DN, what is below it not at all. */
  deny(dn: string): Promise<void>
  /** objectGUID, dashed. */
  guidOf(dn: string): Promise<string>
  close(): Promise<void>
}

export interface DirectoryBackend {
  readonly name: string
  /** Whether it can run on this machine, else why not. */
  readonly available: true | string
  start(): Promise<TestDirectory>
}

/** For `describe.each`: the simulator, and Samba behind the proxy that gives it Windows' limits. */
export const DIRECTORY_BACKENDS: readonly DirectoryBackend[] = [
  { name: 'the simulator', available: true, start: startSimulatorScenario },
  { name: 'Samba', available: sambaAvailable(), start: startSambaScenario }
]
