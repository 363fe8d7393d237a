import { OUT_OF_SCOPE } from './oracle.ts'

/** Which attributes the scenarios bind: the oracle says the same in its own way. */
export const ATTRIBUTES = `
      user:
        default:
          preferredLanguage: 'ja-JP'
          timezone: 'Asia/Tokyo'
          emails:
            - primary: true
          phoneNumbers:
            - type: work
        ad_bind:
          externalId: objectGUID
          userName: mail
          name: { familyName: sn, givenName: givenName }
          title: title
          department: department
          emails:
            - value: mail
          phoneNumbers:
            - value: { from: telephoneNumber, convert: [{ phone: { country: JP } }] }
        active:
          disabled_when: [userAccountControl, accountExpires]
      group:
        ad_bind:
          externalId: objectGUID
          displayName: cn`

export function filters(nestedGroups: 'flatten' | 'keep' | 'ignore' = 'flatten'): string {
  return `nested_groups: ${nestedGroups}
    filter:
      user: '!(employeeType=${OUT_OF_SCOPE})'
      group: '!(description=${OUT_OF_SCOPE})'`
}

/** The guards are not the subject: a directory of a dozen people trips every one of them. */
export const NO_LIMITS = `
safety:
  users: { create: off, rename: off, disable: off, delete: off }
  groups: { create: off, delete: off }
  memberships: { remove: off }
  group_members: { remove: off }
  source_shrink: 100
  service_shrink: 100
`
