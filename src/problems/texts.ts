export const LANGUAGES = ['en', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Words {
  /** What happened, to which object, what was seen and what was expected. One or two sentences. */
  readonly message: string
  /** What the administrator does about it. */
  readonly remedy: string
}

/** A text for each code in each language: a code without one does not compile. */
export type Texts<P extends { readonly code: string }> = {
  readonly [C in P['code']]: {
    readonly severity: 'error' | 'warning'
    readonly en: (problem: Extract<P, { readonly code: C }>) => Words
    readonly ja: (problem: Extract<P, { readonly code: C }>) => Words
  }
}
