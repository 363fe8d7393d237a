/** What a guard found, with its figures. `limit` and `known` are null where it has none: it holds by kind, not by number. */
export interface Verdict {
  /** The key without `safety.`, or `token_owner`, `departure`, `drift.missing`, `drift.reenable`, `adopt.by_name`, `adopt.by_external_id`. */
  readonly name: string
  /** `all`, a domain's name, or a group's externalId. */
  readonly scope: string
  readonly actual: number
  readonly known: number | null
  readonly limit: number | null
  readonly verdict: 'pass' | 'held' | 'approved' | 'off'
}
