import type { ReasonCode } from '../plan/operation.ts'
import type { Language } from '../problems/texts.ts'

/** Why an operation is in the plan, in words. */
export const REASON_TEXTS = {
  new: { en: 'new in the directory', ja: 'ディレクトリに新規追加' },
  same_external_id: { en: 'the service has it under the same external ID', ja: 'サービス上に同じ外部 ID で存在' },
  same_name: { en: 'the service has it under the same name', ja: 'サービス上に同じ名前で存在' },
  changed: { en: 'changed in the directory or by the mapping', ja: 'ディレクトリまたはマッピングの変更' },
  drift: { en: 'edited at the service', ja: 'サービス側での編集' },
  members_changed: { en: 'members changed', ja: 'メンバーの変更' },
  enabled_in_directory: { en: 'enabled in the directory', ja: 'ディレクトリで有効化' },
  disabled_in_directory: { en: 'disabled in the directory', ja: 'ディレクトリで無効化' },
  blocked_at_service: {
    en: 'active in the directory, but disabled at the service',
    ja: 'ディレクトリでは有効、サービス側では無効'
  },
  external_id_changed: { en: 'its external ID changed', ja: '外部 ID の変更' },
  recreated: { en: 'made again in the directory', ja: 'ディレクトリで再作成' },
  returned: { en: 'back in scope', ja: '同期対象への復帰' },
  missing_at_service: { en: 'gone at the service', ja: 'サービス側で消失' },
  deleted_in_directory: { en: 'deleted in the directory', ja: 'ディレクトリで削除' },
  left_scope: { en: 'left the scope', ja: '同期対象から除外' },
  not_found_in_directory: { en: 'not found in the directory any more', ja: 'ディレクトリで検出不能' }
} as const satisfies Record<ReasonCode, Record<Language, string>>
