import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificateAuthority } from '../pki.ts'
import type { TestDirectory } from '../scenario-directory.ts'
import { SimulatedDirectory } from './model.ts'
import { type RunningDirectory, type ServerOptions, startDirectory } from './server.ts'

export interface SimulatorScenario extends TestDirectory {
  readonly directory: SimulatedDirectory
  readonly server: RunningDirectory
}

const PASSWORD = 'Passw0rd!Svc'

/** The simulator as a TestDirectory, with what only it can do (faults, log, clock) beside. */
export async function startSimulatorScenario(options: Omit<ServerOptions, 'tls'> = {}): Promise<SimulatorScenario> {
  const directory = new SimulatedDirectory({ domain: 'corp.example.com' })
  const userDn = directory.addUser({
    cn: 'svc-sync',
    userPrincipalName: 'svc-sync@corp.example.com',
    password: PASSWORD
  })
  const host = options.host ?? '127.0.0.1'
  const authority = makeCertificateAuthority()
  const tls = authority.issue({ names: ['dc1.corp.example.com', 'localhost', host] })
  const folder = await mkdtemp(join(tmpdir(), 'dirsync-directory-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, authority.cert)
  const server = await startDirectory(directory, { ...options, tls })
  return {
    directory,
    server,
    baseDn: directory.dn,
    connection: {
      host,
      port: server.port,
      ldapsPort: server.ldaps?.port ?? 0,
      user: 'svc-sync@corp.example.com',
      userDn,
      password: PASSWORD,
      caFile
    },
    addOu: async (name, parent) => directory.addOu(name, parent),
    addUser: async (user) => directory.addUser(user),
    addGroup: async (group) => directory.addGroup(group),
    addComputer: async (computer) => directory.addComputer(computer),
    addContact: async (contact) => directory.addContact(contact),
    setAttributes: async (dn, attributes) => directory.set(dn, attributes),
    move: async (dn, newDn) => directory.move(dn, newDn),
    disable: async (dn) => directory.disable(dn),
    enable: async (dn) => directory.enable(dn),
    addMember: async (group, ...members) => directory.addMember(group, ...members),
    removeMember: async (group, ...members) => directory.removeMember(group, ...members),
    remove: async (dn) => directory.remove(dn),
    showDeletedObjects: async () => directory.views.deletedObjects(userDn, true),
    deny: async (dn) => directory.views.deny(userDn, dn),
    guidOf: async (dn) => directory.guidOf(dn),
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
