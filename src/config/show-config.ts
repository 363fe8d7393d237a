import type { EffectiveValue } from './effective-values.ts'
import type { LoadedConfig } from './load-config.ts'

export interface ShownValue {
  readonly key: string
  readonly value: EffectiveValue['value']
  /** `default`, or `line:column` of the file. */
  readonly origin: string
}

/** What `config show` lists. The file holds no secrets (one is refused when it is read), so that none can be shown. */
export function showConfig(loaded: LoadedConfig): ShownValue[] {
  return loaded.origins.map(({ key, value, origin }) => ({
    key,
    value,
    origin: origin === 'default' ? origin : `${origin.line}:${origin.column}`
  }))
}
