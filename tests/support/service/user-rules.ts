import { IIJ_USER } from './iij-schemas.ts'
import { isObject, type JsonObject, objectsOf, textOf } from './json.ts'
import { refusals } from './scim-error.ts'

const MOST_EMAILS = 5
const MOST_PHONES = 10
const MOST_IMS = 10

const EMAIL =
  /^[^\s@<>(),;:\\"[\]]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/

/** RFC 3966 §3, global-number: digits with `-`, `.`, `(`, `)` between them, then parameters. */
const GLOBAL_PHONE = /^tel:\+[-.()]*\d[-.()\d]*(?:;[A-Za-z0-9-]+(?:=[^;\s]+)?)*$/i

/**
 * What the service demands of a user, whichever way the attributes came (POST, PUT, after a PATCH).
 * @param domains the registered domains, lower case.
 * @throws ScimError as documented (product facts, the eight causes).
 */
export function checkUser(user: JsonObject, domains: ReadonlySet<string>): void {
  const userName = textOf(user['userName'])
  if (userName === null || userName === '') throw refusals.required('userName')
  if (typeof user['active'] !== 'boolean') throw refusals.required('active')
  const emails = objectsOf(user['emails'])
  if (emails.length === 0) throw refusals.required('emails')
  if (!EMAIL.test(userName)) throw refusals.invalid('userName')
  const domain = userName.slice(userName.lastIndexOf('@') + 1).toLowerCase()
  if (!domains.has(domain)) throw refusals.organizationNotFound()
  checkEmails(emails)
  checkPhones(objectsOf(user['phoneNumbers']))
  if (objectsOf(user['ims']).length > MOST_IMS) throw refusals.tooMany('ims', MOST_IMS)
  if (user['password'] === '') throw refusals.invalid('password')
  if (user['externalId'] === '') throw refusals.invalid('externalId')
  checkIssuer(user[IIJ_USER])
}

function checkEmails(emails: readonly JsonObject[]): void {
  if (emails.length > MOST_EMAILS) throw refusals.tooMany('emails', MOST_EMAILS)
  for (const email of emails) if (!EMAIL.test(textOf(email['value']) ?? '')) throw refusals.emailInvalid()
  if (emails.filter((email) => email['primary'] === true).length > 1) throw refusals.emailInvalid()
}

function checkPhones(phones: readonly JsonObject[]): void {
  if (phones.length > MOST_PHONES) throw refusals.tooMany('phoneNumbers', MOST_PHONES)
  for (const phone of phones) if (!GLOBAL_PHONE.test(textOf(phone['value']) ?? '')) throw refusals.phoneInvalid()
}

function checkIssuer(extension: unknown): void {
  if (!isObject(extension) || !isObject(extension['idTokenClaims'])) return
  const claims = extension['idTokenClaims']
  const needsIssuer = Boolean(claims['subject']) || Boolean(claims['externalUserName'])
  if (needsIssuer && !claims['issuer']) throw refusals.issuerRequired()
}
