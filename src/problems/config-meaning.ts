import { at, type BothLanguages, type Place } from './config-place.ts'
import type { Texts } from './texts.ts'

/** Keys that are right one by one and wrong together, and the warnings. */
export type ConfigMeaningProblem =
  | ({ readonly code: 'config.ldap_and_domains' } & Place)
  | ({ readonly code: 'config.domain_name_taken'; readonly name: string; readonly firstLine: number } & Place)
  | ({ readonly code: 'config.several_domains_in_bases'; readonly domains: readonly string[] } & Place)
  | ({ readonly code: 'config.controller_not_found_by'; readonly base: string } & Place)
  | ({ readonly code: 'config.not_bound'; readonly attribute: string } & Place)
  | ({ readonly code: 'config.bound_twice'; readonly attribute: string; readonly other: string } & Place)
  | ({ readonly code: 'config.not_settable'; readonly attribute: string; readonly why: NotSettable } & Place)
  | ({ readonly code: 'config.mixed_rendering'; readonly attribute: string; readonly from: readonly string[] } & Place)
  | ({ readonly code: 'config.issuer_missing'; readonly attribute: string } & Place)
  | ({ readonly code: 'config.pattern'; readonly detail: BothLanguages } & Place)
  | ({ readonly code: 'config.no_effect'; readonly why: NoEffect } & Place)
  | ({ readonly code: 'config.unencrypted' } & Place)
  | ({ readonly code: 'config.certificate_unchecked' } & Place)
  | ({ readonly code: 'config.start_tls_on_636' } & Place)
  | ({ readonly code: 'config.floor_above_max'; readonly floor: number; readonly max: number } & Place)
  | ({ readonly code: 'config.attribute_without_place'; readonly attribute: string; readonly profile: string } & Place)
  | ({ readonly code: 'config.element_without_value'; readonly attribute: string } & Place)

export type NotSettable = 'read_only' | 'password' | 'active' | 'members'
export type NoEffect = 'cache_disabled' | 'syslog' | 'kerberos_user' | 'proxy_off'

const NOT_SETTABLE: Record<NotSettable, BothLanguages> = {
  read_only: {
    en: 'The service makes it itself. Remove the key.',
    ja: 'サービス側で生成される属性です。キーを削除してください。'
  },
  password: {
    en: 'Passwords are never synchronised. Remove the key.',
    ja: 'パスワードは同期されません。キーを削除してください。'
  },
  active: {
    en: 'Say when a user is disabled: iid.scim.attribute.user.active.disabled_when.',
    ja: 'ユーザーを無効にする条件は iid.scim.attribute.user.active.disabled_when に記述してください。'
  },
  members: {
    en: 'Memberships are synchronised by themselves. Remove the key.',
    ja: 'メンバーは自動的に同期されます。キーを削除してください。'
  }
}

const NO_EFFECT: Record<NoEffect, BothLanguages> = {
  cache_disabled: {
    en: 'There is no such cache here: edits at the service are found by themselves. Nothing breaks; remove the key.',
    ja: '該当するキャッシュはありません (サービス側での変更は自動的に検出されます)。動作に支障はありません。キーを削除してください。'
  },
  syslog: {
    en: 'The log is logs/dirsync.log in the data folder. Remove the key.',
    ja: 'ログはデータフォルダーの logs/dirsync.log に出力されます。キーを削除してください。'
  },
  kerberos_user: {
    en: 'With auth: kerberos the account that runs the program connects. Remove the key.',
    ja: 'auth: kerberos では、プログラムを実行するアカウントで接続します。キーを削除してください。'
  },
  proxy_off: {
    en: 'Set use: true to go through the proxy.',
    ja: 'プロキシを使用する場合は use: true を指定してください。'
  }
}

export const configMeaningTexts: Texts<ConfigMeaningProblem> = {
  'config.ldap_and_domains': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ad.ldap and ad.domains are both given.`,
      remedy: 'Keep one: ad.domains stands in place of ad.ldap. Move the keys of ad.ldap into an entry of ad.domains.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ad.ldap と ad.domains の両方が指定されています。`,
      remedy: 'どちらか一方にしてください。ad.ldap のキーを ad.domains の要素に移してください。'
    })
  },
  'config.domain_name_taken': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: the name "${p.name}" is taken already in line ${p.firstLine}.`,
      remedy: 'Give each domain its own name; case and punctuation do not tell names apart.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: 名前「${p.name}」は ${p.firstLine} 行目で既に使用されています。`,
      remedy: 'ドメインごとに異なる名前を付けてください。大文字小文字や記号の違いだけでは区別されません。'
    })
  },
  'config.several_domains_in_bases': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} lies in several domains: ${p.domains.join(' and ')}.`,
      remedy: 'One controller holds one domain: make an entry of ad.domains for each.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} が複数のドメイン (${p.domains.join('、')}) にまたがっています。`,
      remedy:
        'ドメインコントローラーは 1 つのドメインだけを保持します。ad.domains にドメインごとの要素を作成してください。'
    })
  },
  'config.controller_not_found_by': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object} is missing, and no domain can be told from the base "${p.base}".`,
      remedy: 'Name the domain controllers in server.addresses, or end the base DN with DC=…,DC=….'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object} が指定されておらず、ベース DN「${p.base}」からドメインを特定できません。`,
      remedy: 'server.addresses にドメインコントローラーを指定するか、ベース DN の末尾を DC=…,DC=… としてください。'
    })
  },
  'config.not_bound': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} is converted, but not bound to a directory attribute.`,
      remedy: `Bind it to an attribute of Active Directory under ad_bind, or remove the conversion.`
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} に変換が指定されていますが、ディレクトリの属性が割り当てられていません。`,
      remedy: 'ad_bind で Active Directory の属性を割り当てるか、変換を削除してください。'
    })
  },
  'config.bound_twice': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} is set already by ${p.other}.`,
      remedy: 'Keep one of the two.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} は ${p.other} で既に指定されています。`,
      remedy: 'どちらか一方を削除してください。'
    })
  },
  'config.not_settable': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} cannot be set here.`,
      remedy: NOT_SETTABLE[p.why].en
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} はここでは設定できません。`,
      remedy: NOT_SETTABLE[p.why].ja
    })
  },
  'config.mixed_rendering': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.from.join(', ')} mix GUIDs and text, so that their values would not have one form.`,
      remedy: 'List attributes of one kind, or say how with as: text, guid, base64 or hex.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.from.join('、')} には GUID と文字列が混在しており、値の形式を統一できません。`,
      remedy: '同じ種類の属性だけを並べるか、as: (text、guid、base64、hex) で形式を指定してください。'
    })
  },
  'config.issuer_missing': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: the service refuses ${p.attribute} without an issuer.`,
      remedy: 'Set iid.scim.attribute.user.default.idTokenClaims.issuer, or remove this key.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: issuer がない場合、サービスは ${p.attribute} を受け付けません。`,
      remedy: 'iid.scim.attribute.user.default.idTokenClaims.issuer を指定するか、このキーを削除してください。'
    })
  },
  'config.pattern': {
    severity: 'error',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.detail.en}`,
      remedy: 'Write the pattern without it; docs/configuration.md lists what is translated.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.detail.ja}`,
      remedy: 'この記法を使わずに記述してください。変換できる記法は docs/configuration.md にあります。'
    })
  },
  'config.no_effect': {
    severity: 'warning',
    en: (p) => ({ message: `${at(p)}: ${p.object} has no effect.`, remedy: NO_EFFECT[p.why].en }),
    ja: (p) => ({ message: `${at(p)}: ${p.object} は効果がありません。`, remedy: NO_EFFECT[p.why].ja })
  },
  'config.unencrypted': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: the connection to the directory is not encrypted: password and personal data go in the clear.`,
      remedy:
        'Set encryption: start_tls or ldaps; the domain controller needs a server certificate for it. Runs go on meanwhile, with this warning.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ディレクトリとの接続が暗号化されていません。パスワードと個人情報が平文で流れます。`,
      remedy:
        'encryption に start_tls または ldaps を指定してください (ドメインコントローラーにサーバー証明書が必要です)。それまでも、この警告を表示して同期は続行されます。'
    })
  },
  'config.certificate_unchecked': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: the certificate of the domain controller is not checked: anyone in between can read the password and all data.`,
      remedy:
        'Set verify_mode: true, and ca_file (a PEM file) where the certificate is of your own authority; `dirsync test --only directory` shows whether it is then accepted.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ドメインコントローラーの証明書が検証されません。パスワードとデータが第三者に読み取られるおそれがあります。`,
      remedy:
        'verify_mode: true を指定してください。自社の認証局の証明書の場合は ca_file (PEM ファイル) も指定します。受け付けられるかどうかは `dirsync test --only directory` で確認できます。'
    })
  },
  'config.start_tls_on_636': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: start_tls on port 636 is taken as ldaps.`,
      remedy: 'Write encryption: ldaps.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ポート 636 の start_tls は ldaps として扱われます。`,
      remedy: 'encryption: ldaps と記述してください。'
    })
  },
  'config.floor_above_max': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: floor ${p.floor} is above max ${p.max}: up to ${p.floor} are always let through.`,
      remedy: 'Write floor and max so that floor is the smaller one.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: floor (${p.floor}) が max (${p.max}) を上回っています。${p.floor} 件までは常に許可されます。`,
      remedy: 'floor が max 以下になるように両方を指定してください。'
    })
  },
  'config.attribute_without_place': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: a service of the profile ${p.profile} has no place for ${p.attribute}; it is left out.`,
      remedy: 'Remove the key, or set iid.scim.profile: iij-id.'
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: プロファイル ${p.profile} のサービスには ${p.attribute} がないため、送信されません。`,
      remedy: 'キーを削除するか、iid.scim.profile: iij-id を指定してください。'
    })
  },
  'config.element_without_value': {
    severity: 'warning',
    en: (p) => ({
      message: `${at(p)}: ${p.object}: no value is bound to ${p.attribute}; the element is left out.`,
      remedy: `Bind ${p.attribute}.value under ad_bind, or remove the element.`
    }),
    ja: (p) => ({
      message: `${at(p)}: ${p.object}: ${p.attribute} に値が割り当てられていないため、この要素は送信されません。`,
      remedy: `ad_bind で ${p.attribute}.value に属性を割り当てるか、この要素を削除してください。`
    })
  }
}
