import type { BothLanguages } from './config-place.ts'

/** The forms that a text value can miss. */
export type Malformed =
  | 'host'
  | 'host_with_port'
  | 'dn'
  | 'bind_user'
  | 'url'
  | 'url_not_https'
  | 'url_with_extras'
  | 'global_catalog'
  | 'domain_name'
  | 'attribute_name'
  | 'country'
  | 'template'
  | 'converter'
  | 'control_character'

export const MALFORMED: Record<Malformed, { readonly fault: BothLanguages; readonly remedy: BothLanguages }> = {
  host: {
    fault: { en: 'is neither a host name nor an IP address', ja: 'はホスト名でも IP アドレスでもありません' },
    remedy: {
      en: 'Write a host name or an IP address, without scheme and path.',
      ja: 'ホスト名または IP アドレスだけを記述してください (スキームやパスは不要です)。'
    }
  },
  host_with_port: {
    fault: { en: 'holds a port', ja: 'にポート番号が含まれています' },
    remedy: {
      en: 'Write the host alone; the port has its own key.',
      ja: 'ホストだけを記述し、ポート番号は port キーに指定してください。'
    }
  },
  dn: {
    fault: { en: 'is not a distinguished name', ja: 'は識別名 (DN) ではありません' },
    remedy: {
      en: "Write it like 'OU=Staff,DC=example,DC=local'; a comma within a name is \\,.",
      ja: "'OU=Staff,DC=example,DC=local' のように記述してください。名前に含まれるカンマは \\, と書きます。"
    }
  },
  bind_user: {
    fault: {
      en: 'is not a name that Active Directory takes for a bind',
      ja: 'は Active Directory への接続に使用できる名前ではありません'
    },
    remedy: {
      en: "Write the account's DN ('CN=svc,CN=Users,DC=example,DC=local') or its UPN (svc@example.local).",
      ja: "アカウントの DN ('CN=svc,CN=Users,DC=example,DC=local') または UPN (svc@example.local) を記述してください。"
    }
  },
  url: {
    fault: { en: 'is not a URL', ja: 'は URL ではありません' },
    remedy: {
      en: 'Write it like https://scim.auth.iij.jp/scim/v2.',
      ja: 'https://scim.auth.iij.jp/scim/v2 のように記述してください。'
    }
  },
  url_not_https: {
    fault: { en: 'does not start with https', ja: 'は https で始まっていません' },
    remedy: {
      en: 'Use https; http is for this host itself (127.0.0.1) only: the token would go in the clear.',
      ja: 'https を使用してください。http ではトークンが平文で流れるため、このホスト自身 (127.0.0.1) に対してのみ使用できます。'
    }
  },
  url_with_extras: {
    fault: { en: 'has a user, a query or a fragment', ja: 'にユーザー情報、クエリまたはフラグメントが含まれています' },
    remedy: {
      en: 'Write scheme, host, port and path only.',
      ja: 'スキーム・ホスト・ポート・パスだけを記述してください。'
    }
  },
  global_catalog: {
    fault: {
      en: 'is the port of a global catalog, which lacks attributes and members',
      ja: 'はグローバルカタログのポートです。グローバルカタログには一部の属性とメンバーがありません'
    },
    remedy: {
      en: 'Use 389 or 636; several domains go under ad.domains.',
      ja: '389 または 636 を使用してください。複数ドメインは ad.domains に記述します。'
    }
  },
  domain_name: {
    fault: { en: 'is not a usable name', ja: 'は名前として使用できません' },
    remedy: {
      en: 'Use letters, digits, "-", "_" and ".", at most 64.',
      ja: '半角英数字と「-」「_」「.」を 64 文字以内で使用してください。'
    }
  },
  attribute_name: {
    fault: { en: 'is not the name of a directory attribute', ja: 'はディレクトリの属性名ではありません' },
    remedy: {
      en: "Write the attribute's LDAP name, for instance mail or extensionAttribute1. A fixed value goes under default.",
      ja: '属性の LDAP 名 (mail、extensionAttribute1 など) を記述してください。固定値は default に記述します。'
    }
  },
  country: {
    fault: { en: 'is not a country code', ja: 'は国コードではありません' },
    remedy: {
      en: 'Write two capital letters (ISO 3166-1), for instance JP.',
      ja: 'JP のような大文字 2 文字の国コード (ISO 3166-1) を記述してください。'
    }
  },
  template: {
    fault: {
      en: 'does not hold {value}, or holds other braces',
      ja: 'に {value} が含まれていないか、他の波括弧が含まれています'
    },
    remedy: {
      en: "{value} stands for the value: '{value}@example.jp'.",
      ja: "{value} が値に置き換わります。例: '{value}@example.jp'"
    }
  },
  converter: {
    fault: { en: 'does not name exactly one conversion', ja: 'には変換をちょうど 1 つ指定する必要があります' },
    remedy: {
      en: 'Give each entry one of regex, phone, map, template.',
      ja: '各要素には regex、phone、map、template のいずれか 1 つを指定してください。'
    }
  },
  control_character: {
    fault: { en: 'holds a control character', ja: 'に制御文字が含まれています' },
    remedy: {
      en: 'Remove it; in double quotes a backslash starts an escape.',
      ja: '制御文字を削除してください。二重引用符の中の「\\」は特別な意味を持ちます。'
    }
  }
}
