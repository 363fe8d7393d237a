import type { DirectoryObject } from './object.ts'
import type { ObjectStore } from './store.ts'

/** What one bound account can see. */
export interface View {
  /** `null` for nobody (anonymous). */
  readonly account: DirectoryObject | null
  sees(object: DirectoryObject): boolean
  /** Name in lower case. */
  reads(object: DirectoryObject, attribute: string): boolean
}

interface Rules {
  readonly hiddenObjects: Set<DirectoryObject>
  readonly deniedObjects: Set<DirectoryObject>
  readonly hiddenAttributes: Set<string>
  deletedObjects: boolean | null
}

/** Who is kept from what: the directory's access control, as far as a reader notices it. */
export class Views {
  readonly #store: ObjectStore
  readonly #rules = new Map<DirectoryObject, Rules>()

  constructor(store: ObjectStore) {
    this.#store = store
  }

  /** Hides an object, and everything below it, from an account: absent from results, code 32 as a base. */
  hide(account: string, dn: string): void {
    this.#of(account).hiddenObjects.add(this.#store.get(dn))
  }

  /**
   * Denies an account to list and to read an object and all below it (`(D;CI;RPLCLO;;;…)`). The object itself is still found by its parent's
   * leave, as a DN without attributes; what is below it is hidden.
   */
  deny(account: string, dn: string): void {
    this.#of(account).deniedObjects.add(this.#store.get(dn))
  }

  show(account: string, dn: string): void {
    this.#of(account).hiddenObjects.delete(this.#store.get(dn))
    this.#of(account).deniedObjects.delete(this.#store.get(dn))
  }

  /** Hides an attribute of all objects from an account. */
  hideAttribute(account: string, attribute: string): void {
    this.#of(account).hiddenAttributes.add(attribute.toLowerCase())
  }

  showAttribute(account: string, attribute: string): void {
    this.#of(account).hiddenAttributes.delete(attribute.toLowerCase())
  }

  /** Whether an account can list CN=Deleted Objects. Without a word on it: members of Domain Admins can, others can't. */
  deletedObjects(account: string, visible: boolean): void {
    this.#of(account).deletedObjects = visible
  }

  of(account: DirectoryObject): View {
    const rules = this.#rules.get(account)
    const deletedVisible = rules?.deletedObjects ?? isAdministrator(account)
    const denies = (object: DirectoryObject): boolean =>
      rules?.deniedObjects.has(object) === true || (!deletedVisible && isDeletedObjectsContainer(object))
    return {
      account,
      sees: (object) => {
        if (rules?.hiddenObjects.has(object) === true) return false
        for (let at = object.parent; at !== null; at = at.parent)
          if (denies(at) || rules?.hiddenObjects.has(at) === true) return false
        return true
      },
      reads: (object, attribute) => !denies(object) && rules?.hiddenAttributes.has(attribute) !== true
    }
  }

  #of(accountDn: string): Rules {
    const account = this.#store.get(accountDn)
    const known = this.#rules.get(account)
    if (known !== undefined) return known
    const fresh: Rules = {
      hiddenObjects: new Set(),
      deniedObjects: new Set(),
      hiddenAttributes: new Set(),
      deletedObjects: null
    }
    this.#rules.set(account, fresh)
    return fresh
  }
}

function isDeletedObjectsContainer(object: DirectoryObject): boolean {
  return object.deleted && object.parent?.deleted === false
}

function isAdministrator(account: DirectoryObject): boolean {
  for (const group of account.linkedBy.get('member') ?? []) {
    if (group.sid?.endsWith('-512') === true || group.sid === 'S-1-5-32-544') return true
  }
  return false
}
