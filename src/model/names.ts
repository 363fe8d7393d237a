import { z } from 'zod'

/** An objectGUID as AD prints it: lower case, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` (MS-DTYP §2.3.4.3). The anchor of every object. */
export const Guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .brand<'Guid'>()
export type Guid = z.infer<typeof Guid>

/** A distinguished name in RFC 4514 form, as the directory or the administrator wrote it. */
export const Dn = z.string().min(1).brand<'Dn'>()
export type Dn = z.infer<typeof Dn>

/**
 * The `id` that the service gave to a resource (RFC 7643 §3.1). `.` and `..` are none: in a URL they lead to the collection or above it, and no
 * encoding keeps them from it (RFC 3986 §5.2.4).
 */
export const ScimId = z
  .string()
  .regex(/^(?!\.{1,2}$)./s)
  .brand<'ScimId'>()
export type ScimId = z.infer<typeof ScimId>

export const KINDS = ['user', 'group'] as const
export type Kind = (typeof KINDS)[number]

export const ACTIONS = ['create', 'adopt', 'update', 'enable', 'disable', 'delete', 'restore', 'rekey'] as const
export type Action = (typeof ACTIONS)[number]

const NON_ASCII = /[^\0-\x7f]/

/** How the unique names (userName, externalId, displayName) are compared: without case, canonically composed. */
export function nameKey(name: string): string {
  return NON_ASCII.test(name) ? name.normalize('NFC').toLowerCase() : name.toLowerCase()
}
