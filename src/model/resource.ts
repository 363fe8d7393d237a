/**
 * The managed part of a SCIM resource, flat: attribute path → value. Paths are those of `ad_bind` (`name.familyName`, `title`); the first
 * element of a multi-valued attribute is `emails.value`, later ones `emails[1].value`. `externalId` is one of the paths.
 * A bound attribute that is empty is `null`: at the service it is cleared. A path that isn't there is not managed.
 */
export type FlatResource = Readonly<Record<string, FlatValue>>
export type FlatValue = string | boolean | null

/** One attribute that differs, as it is shown and sent. */
export interface Change {
  readonly attribute: string
  readonly from: FlatValue
  readonly to: FlatValue
}

/** The changes that lead from `known` to `desired`, sorted by path. Paths that only `known` has are not managed any more and stay. */
export function changesBetween(known: FlatResource, desired: FlatResource): Change[] {
  const changes: Change[] = []
  for (const attribute of Object.keys(desired).sort()) {
    const from = known[attribute] ?? null
    const to = desired[attribute] ?? null
    if (from !== to) changes.push({ attribute, from, to })
  }
  return changes
}

/** A text that is the same for equal resources, whatever the order of their paths. */
export function canonical(resource: FlatResource): string {
  const paths = Object.keys(resource)
  if (paths.every((path, index) => index === 0 || (paths[index - 1] ?? '') < path)) return JSON.stringify(resource)
  return JSON.stringify(Object.fromEntries(paths.sort().map((path) => [path, resource[path] ?? null])))
}
