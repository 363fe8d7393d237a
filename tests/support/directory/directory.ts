/** A simulator of Active Directory's LDAP: a directory in memory, and a server that answers as a domain controller does. */
export type { Fault } from './faults.ts'
export type { DirectoryLog, LoggedBind, LoggedSearch } from './log.ts'
export { type DirectoryOptions, type NewEntry, type NewGroup, type NewUser, SimulatedDirectory } from './model.ts'
export { type RunningDirectory, type ServerOptions, startDirectory } from './server.ts'
