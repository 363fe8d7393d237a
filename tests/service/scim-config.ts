import type { ScimConfig } from '../../src/config/config.ts'

/** A configuration without limits that a test would feel. */
export function scimConfig(baseUrl: string, overrides: Partial<ScimConfig> = {}): ScimConfig {
  return {
    baseUrl: new URL(baseUrl),
    profile: 'iij-id',
    tokenOwner: null,
    adopt: { byExternalId: 'auto', byName: 'never' },
    requestsPerSecond: 100_000,
    concurrency: 4,
    timeoutSeconds: 10,
    proxy: null,
    caFile: null,
    ...overrides
  }
}
