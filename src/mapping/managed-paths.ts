import type { AttributeMapping } from './attribute-mapping.ts'

/** The attribute paths that this mapping manages at the service, sorted. */
export function managedPaths(mapping: AttributeMapping): string[] {
  return mapping.rules.map((rule) => rule.path).sort()
}
