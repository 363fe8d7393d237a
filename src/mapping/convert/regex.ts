/**
 * The longest value that a pattern is applied to, in UTF-16 code units. Patterns are the administrator's and may backtrack badly; AD's
 * single-valued texts that make sense here end at 1,024 characters (description, userPrincipalName), wWWHomePage at 2,048.
 */
export const MAX_PATTERN_INPUT = 4096

/** Replaces every match, as Ruby's gsub, the empty ones included. `pattern` and `replacement` are translated ones. */
export function replaceAll(value: string, pattern: RegExp, replacement: string): string {
  return value.replace(pattern, replacement)
}
