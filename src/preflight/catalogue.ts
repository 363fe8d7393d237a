/** Every check by its id, which stays as it is, with what a sound installation shows. docs/preflight.md lists the same ids. */
export const CHECKS = {
  'host.config': {
    en: 'config.yml can be read and is right.',
    ja: 'config.yml を読み取ることができ、内容が正しいこと。'
  },
  'host.config_file': {
    en: 'Only administrators and the account of the run can change config.yml.',
    ja: 'config.yml を変更できるのが、管理者と実行アカウントだけであること。'
  },
  'host.account': {
    en: 'The account that the scheduled task runs as.',
    ja: 'タスクの実行アカウントであること。'
  },
  'host.rights': {
    en: 'The account may log on as a batch job (SeBatchLogonRight), and is not denied it.',
    ja: 'アカウントに「バッチ ジョブとしてログオン」(SeBatchLogonRight) が許可され、拒否されていないこと。'
  },
  'host.secrets': {
    en: 'The stored secrets can be opened, and by nobody else.',
    ja: '保存されたシークレットを開くことができ、ほかのアカウントからは開けないこと。'
  },
  'host.data_folder': {
    en: 'The data folder can be written by the account of the run, and by no others than administrators.',
    ja: 'データフォルダーに実行アカウントが書き込め、管理者以外のほかのアカウントは書き込めないこと。'
  },
  'host.temporary_folder': {
    en: 'The temporary folder can be written.',
    ja: '一時フォルダーに書き込めること。'
  },
  'host.disk': {
    en: 'At least 1 GB is free on the disk of the data folder.',
    ja: 'データフォルダーのディスクに 1 GB 以上の空きがあること。'
  },
  'host.clock': {
    en: 'The clock differs from that of the service by less than a minute.',
    ja: '時計とサービスの時計との差が 1 分未満であること。'
  },
  'host.environment': {
    en: 'No variable of the environment changes what Node.js trusts or loads.',
    ja: 'Node.js の信頼対象や動作を変更する環境変数が設定されていないこと。'
  },
  'host.proxy': {
    en: 'The proxy that the environment names is the one of config.yml.',
    ja: '環境変数のプロキシが config.yml にも設定されていること。'
  },
  'host.guid_rendering': {
    en: 'The externalId of config.yml is rendered as those that the service holds.',
    ja: 'config.yml の externalId の表記が、サービス上の externalId の表記と一致すること。'
  },
  'directory.name': {
    en: 'The name of the domain controller can be resolved.',
    ja: 'ドメインコントローラーの名前を解決できること。'
  },
  'directory.port': {
    en: 'The port accepts a connection.',
    ja: 'ポートに接続できること。'
  },
  'directory.tls': {
    en: 'TLS, with a trusted certificate for this name that is good for 30 days at least.',
    ja: 'TLS で接続でき、証明書が信頼され、名前が一致し、有効期限まで 30 日以上あること。'
  },
  'directory.bind': {
    en: 'The domain controller accepts the account.',
    ja: 'ドメインコントローラーがアカウントのバインドを受け付けること。'
  },
  'directory.base': {
    en: 'The account can read the base DN.',
    ja: 'アカウントがベース DN を読み取れること。'
  },
  'directory.scope': {
    en: 'Users are in scope, and the reading is complete.',
    ja: '対象範囲にユーザーが存在し、最後まで読み取れること。'
  },
  'directory.attributes': {
    en: 'Every object in scope has what the service demands.',
    ja: '対象範囲のすべてのオブジェクトに、サービスが必要とする属性があること。'
  },
  'directory.visibility': {
    en: 'Every member of the groups in scope that lies below a base DN can be seen.',
    ja: '対象グループのメンバーのうち、ベース DN の下にあるものがすべて見えること。'
  },
  'directory.deleted': {
    en: 'The account can see deleted objects.',
    ja: 'アカウントが削除済みオブジェクトを参照できること。'
  },
  'service.proxy': {
    en: 'The proxy accepts a connection, where there is one.',
    ja: 'プロキシを使用する場合、プロキシに接続できること。'
  },
  'service.connection': {
    en: 'The service can be reached and answers.',
    ja: 'サービスに接続でき、応答があること。'
  },
  'service.tls': {
    en: 'TLS, with a trusted certificate that is good for 30 days at least.',
    ja: 'TLS で接続でき、証明書が信頼され、有効期限まで 30 日以上あること。'
  },
  'service.token': {
    en: 'The service accepts the access token.',
    ja: 'サービスがアクセストークンを受け付けること。'
  },
  'service.token_expiry': {
    en: 'The access token is good for 30 days at least.',
    ja: 'アクセストークンの有効期限まで 30 日以上あること。'
  },
  'service.read_users': { en: 'Scope escim_read_users.', ja: 'スコープ escim_read_users。' },
  'service.read_groups': { en: 'Scope escim_read_groups.', ja: 'スコープ escim_read_groups。' },
  'service.write_users': {
    en: 'Scope escim_write_users: a change to a user who does not exist is refused with 404, not 403.',
    ja: 'スコープ escim_write_users。存在しないユーザーの変更が 403 ではなく 404 で拒否されること。'
  },
  'service.write_groups': {
    en: 'Scope escim_write_groups: a change to a group that does not exist is refused with 404, not 403.',
    ja: 'スコープ escim_write_groups。存在しないグループの変更が 403 ではなく 404 で拒否されること。'
  },
  'service.owner': {
    en: "The token's owner is known and is a user of the service: he is never disabled or deleted.",
    ja: 'トークンの所有者が特定でき、サービスのユーザーであること (無効化も削除もされません)。'
  },
  'service.rate_limit': {
    en: 'The service does not throttle.',
    ja: 'サービスがリクエストを制限していないこと。'
  },
  'state.database': {
    en: 'The state can be read and is sound, or there has been no run yet.',
    ja: '状態データベースが読み取り可能で破損がないこと、またはまだ一度も実行していないこと。'
  },
  'state.writable': {
    en: 'The state database can be written.',
    ja: '状態データベースに書き込めること。'
  },
  'state.lock': { en: 'No run is going on.', ja: '実行中の処理がないこと。' },
  'state.identity': {
    en: 'The state belongs to this service and to these domains.',
    ja: '状態データベースが、このサービスとこれらのドメインのものであること。'
  }
} as const satisfies Record<string, { readonly en: string; readonly ja: string }>

export type CheckId = keyof typeof CHECKS
