import type { Language } from '../../problems/texts.ts'

const STAGES = {
  reading: { en: 'Reading the directory …', ja: 'ディレクトリを読み取り中…' },
  comparing: { en: 'Comparing with the service …', ja: 'サービスと比較中…' },
  planning: { en: 'Planning …', ja: '計画を作成中…' },
  applying: { en: 'Applying …', ja: '適用中…' },
  recording: { en: 'Recording …', ja: '記録中…' }
} as const

export interface Step {
  readonly stage: keyof typeof STAGES
  readonly done?: number
  readonly total?: number
}

export function progressLine({ stage, done, total }: Step, language: Language): string {
  const words = STAGES[stage][language]
  return done === undefined || total === undefined ? words : `${words} ${done} / ${total}`
}
