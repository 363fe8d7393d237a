import type { IijId } from '../support/service/iij-id.ts'
import { type Company, isGroup } from './company.ts'
import { same } from './identity.ts'
import { everything, type Seen } from './observed-service.ts'
import type { Truth } from './truth.ts'

/** What the administrators put right before equality can be asked for: what no program could decide for them. */
export function tidyDirectory(company: Company): void {
  company.showEverything()
  const mails = new Set<string>()
  const names = new Set<string>()
  for (const name of company.names) {
    const object = company.alive(name)
    if (object === null) continue
    if (isGroup(object)) {
      if (names.has(object.rdnValue.toLowerCase())) company.change({ make: 'rename', of: name, cn: `${name} (tidied)` })
      names.add(company.alive(name)?.rdnValue.toLowerCase() ?? '')
      continue
    }
    const mail = object.attributes.get('mail')?.values[0]?.toString() ?? ''
    if (mail === '' || mails.has(mail.toLowerCase()))
      company.change({ make: 'value', of: name, attribute: 'mail', value: `${name}.tidied@example.jp` })
    mails.add(mail.toLowerCase())
  }
}

/** Objects that are nobody's, or pending deletion, give back the names that somebody of the directory is to have. */
export function freeNames(service: IijId, truths: readonly Truth[], claimed: ReadonlySet<string>): void {
  for (const object of everything(service)) {
    if (claimed.has(object.id) && !object.pending) continue
    if (truths.some((truth) => standsInTheWay(object, truth))) remove(object, service)
  }
}

/** One of the two names alone: with both it is his own. */
function standsInTheWay(object: Seen, truth: Truth): boolean {
  const wanted = object.kind === 'user' ? [...truth.users.values()] : [...truth.groups.values()]
  return wanted.some((each) => {
    const name = 'displayName' in each ? each.displayName : each.userName
    const hasName = same(name, object.name)
    const hasExternalId = same(each.externalId, object.externalId)
    return object.pending ? hasName !== hasExternalId : hasName && !hasExternalId
  })
}

function remove(object: Seen, { console }: IijId): void {
  if (object.kind === 'user') console.purge(object.id)
  else console.deleteGroup(object.id)
}
