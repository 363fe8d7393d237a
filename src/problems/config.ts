import { type ConfigFileProblem, configFileTexts } from './config-file.ts'
import { type ConfigMeaningProblem, configMeaningTexts } from './config-meaning.ts'
import { type ConfigValueProblem, configValueTexts } from './config-values.ts'
import type { Texts } from './texts.ts'

export type ConfigProblem = ConfigFileProblem | ConfigValueProblem | ConfigMeaningProblem

export const configTexts: Texts<ConfigProblem> = { ...configFileTexts, ...configValueTexts, ...configMeaningTexts }
