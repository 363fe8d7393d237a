import type { IijId } from '../support/service/iij-id.ts'
import { ScimError } from '../support/service/scim-error.ts'
import type { RunRecord } from './auditor.ts'
import type { Company } from './company.ts'
import type { ConsoleEdit } from './history.ts'
import { everything, type Seen } from './observed-service.ts'

/** An administrator at the service's console. Keeps in mind whom he disabled or deleted himself. */
export class ConsoleHand {
  readonly #service: IijId
  readonly #company: Company
  /** Ids of users disabled or deleted by hand, and not put right since. */
  readonly byHand: Set<string>
  readonly #deletesShow: boolean

  /** @param deletesShow false: the service lists whom it deleted like anybody else, so that a delete by hand can't be noticed. */
  constructor(service: IijId, company: Company, byHand: Set<string>, deletesShow: boolean) {
    this.#service = service
    this.#company = company
    this.byHand = byHand
    this.#deletesShow = deletesShow
  }

  /** @returns whether there was anything to edit. */
  edit(edit: ConsoleEdit): boolean {
    try {
      return this.#edit(edit)
    } catch (error) {
      // What the console refuses doesn't happen.
      if (error instanceof ScimError) return false
      throw error
    }
  }

  /** What a run does to somebody, and what the directory says of him meanwhile, overtakes what was done by hand. */
  putRight({ writes, ran, before, truths }: RunRecord): void {
    for (const { before: was, after: is, id } of writes)
      if ((is?.active === true && !is.pending) || (was?.pending === false && is?.pending === true))
        this.byHand.delete(id)
    if (ran.kind !== 'ended' || ran.outcome.kind !== 'finished' || ran.outcome.mode === 'dry-run') return
    for (const id of this.byHand) {
      const user = truths[0].users.get(before.claims.get(id)?.anchor ?? '')
      const isPending = this.#service.model.users.byId.get(id)?.pendingSince !== null
      if (user?.enabled === false && !isPending) this.byHand.delete(id)
    }
  }

  #edit(edit: ConsoleEdit): boolean {
    const { console } = this.#service
    switch (edit.edit) {
      case 'foreign_user': {
        const { userName, active } = edit
        const externalId = edit.externalIdOf === null ? null : this.#company.guidOf(edit.externalIdOf)
        console.createUser({ userName, active, ...(externalId === null ? {} : { externalId }) })
        return true
      }
      case 'foreign_group': {
        const members = edit.members.flatMap((name) => this.#objectOf(name)?.id ?? [])
        console.createGroup({ displayName: edit.displayName }, members)
        return true
      }
      case 'foreign_member': {
        const group = this.#objectOf(edit.group)
        const user = everything(this.#service).find(({ name, pending }) => name === edit.userName && !pending)
        if (group?.kind !== 'group' || user === undefined) return false
        console.addMember(group.id, user.id)
        return true
      }
      case 'no_member': {
        const [group, member] = [this.#objectOf(edit.group), this.#objectOf(edit.of)]
        if (group?.kind !== 'group' || member === null || !group.members.includes(member.id)) return false
        console.removeMember(group.id, member.id)
        return true
      }
      case 'purge_all':
        console.purgeAll()
        return true
      case 'rename_group':
      case 'delete_group': {
        const group = this.#objectOf(edit.of)
        if (group?.kind !== 'group') return false
        if (edit.edit === 'delete_group') console.deleteGroup(group.id)
        else console.editGroup(group.id, { displayName: `${group.name} (edited)` })
        return true
      }
      default:
        return this.#editUser(edit.edit, this.#objectOf(edit.of))
    }
  }

  #editUser(edit: 'title' | 'disable' | 'enable' | 'delete' | 'purge' | 'restore', user: Seen | null): boolean {
    const { console } = this.#service
    if (user?.kind !== 'user') return false
    if (user.pending !== (edit === 'purge' || edit === 'restore')) return false
    if (edit === 'delete' && !this.#deletesShow) return false
    switch (edit) {
      case 'title':
        console.editUser(user.id, { title: 'edited by hand' })
        break
      case 'disable':
        console.disableUser(user.id)
        this.byHand.add(user.id)
        break
      case 'enable':
        console.enableUser(user.id)
        this.byHand.delete(user.id)
        break
      case 'delete':
        console.deleteUser(user.id)
        this.byHand.add(user.id)
        break
      case 'purge':
        console.purge(user.id)
        break
      case 'restore':
        console.restoreUser(user.id)
        this.byHand.delete(user.id)
        break
    }
    return true
  }

  /** Of a person or group of the directory. */
  #objectOf(name: string): Seen | null {
    const guid = this.#company.guidOf(name)
    return (
      everything(this.#service).find(
        ({ externalId }) => externalId !== null && (externalId.toLowerCase() === guid || externalId === name)
      ) ?? null
    )
  }
}
