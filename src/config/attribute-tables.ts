/**
 * The attributes that a mapping may set (product.md §4 and §5). `single` has one value, `complex` has parts, `list` is multi-valued with
 * elements of these parts. `iij`: a service of the profile `generic` has no place for it.
 */
export type AttributeSpec = {
  readonly description: string
  readonly iij?: true
  readonly iijParts?: readonly string[]
} & (
  | { readonly kind: 'single' }
  | { readonly kind: 'complex'; readonly parts: readonly string[] }
  | { readonly kind: 'list'; readonly parts: readonly string[]; readonly max: number }
)
export type AttributeTable = Readonly<Record<string, AttributeSpec>>

export const USER_ATTRIBUTES: AttributeTable = {
  externalId: { kind: 'single', description: 'The key on both sides. Default: objectGUID.' },
  userName: { kind: 'single', description: 'The ID to log in with, in the form of an e-mail address. Needed.' },
  downstreamId: { kind: 'single', iij: true, description: 'ImmutableID for Microsoft 365.' },
  // The names of the two kana parts are inferred from the extension's purpose; nothing documents them.
  name: {
    kind: 'complex',
    parts: ['familyName', 'givenName', 'familyNameKana', 'givenNameKana'],
    iijParts: ['familyNameKana', 'givenNameKana'],
    description: 'The name.'
  },
  title: { kind: 'single', description: 'Job title.' },
  userType: { kind: 'single', description: 'Kind of employment.' },
  department: { kind: 'single', description: 'Department.' },
  organization: { kind: 'single', description: 'Organisation.' },
  preferredLanguage: { kind: 'single', description: 'Language, for instance ja-JP.' },
  timezone: { kind: 'single', description: 'Time zone, for instance Asia/Tokyo.' },
  emails: {
    kind: 'list',
    parts: ['value', 'type', 'primary'],
    max: 5,
    description: 'E-mail addresses for notifications. Needed.'
  },
  phoneNumbers: {
    kind: 'list',
    parts: ['value', 'type', 'primary'],
    max: 10,
    description: 'Telephone numbers (RFC 3966).'
  },
  ims: { kind: 'list', parts: ['value', 'type', 'primary'], max: 10, description: 'Instant messaging addresses.' },
  entitlements: { kind: 'list', parts: ['value', 'type', 'primary'], max: 10, description: 'Entitlements.' },
  externalUserName: {
    kind: 'single',
    iij: true,
    description: 'User name at an outside identity provider; needs an issuer.'
  },
  subject: { kind: 'single', iij: true, description: 'Subject at an outside identity provider; needs an issuer.' },
  issuer: { kind: 'single', iij: true, description: 'The outside identity provider.' },
  idTokenClaims: {
    kind: 'complex',
    parts: ['issuer', 'subject', 'externalUserName'],
    iij: true,
    description: 'Claims of an outside identity provider.'
  }
}

/** What `ad_bind` takes beside them: `active` is no value of its own, it says which account state disables. */
export const USER_BINDINGS: AttributeTable = {
  ...USER_ATTRIBUTES,
  active: {
    kind: 'single',
    description: 'userAccountControl, accountExpires, or a list of both: as active.disabled_when.'
  }
}

export const GROUP_ATTRIBUTES: AttributeTable = {
  externalId: { kind: 'single', description: 'The key on both sides. Default: objectGUID.' },
  displayName: { kind: 'single', description: 'The name. Default: cn.' },
  description: { kind: 'single', iij: true, description: 'Description.' },
  groupType: { kind: 'single', iij: true, description: 'Kind of group, for instance security.' },
  email: { kind: 'single', iij: true, description: 'E-mail address of the group.' }
}

/** One attribute path that the file sets, with the way to it below `default`, `ad_bind` or `convert`. */
export interface Entry<Value> {
  readonly path: string
  readonly at: readonly (string | number)[]
  readonly value: Value
}
