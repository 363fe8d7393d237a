/** Somebody of the demo's company, as the directory has him. */
export interface Person {
  readonly login: string
  readonly familyName: string
  readonly givenName: string
  readonly department: string
  readonly title: string
  /** What the service must show: pending deletion after he left. */
  readonly state: 'active' | 'disabled' | 'pending deletion'
}

export const DEPARTMENTS = ['営業部', '開発部', '総務部', '人事部', '経理部'] as const
type Department = (typeof DEPARTMENTS)[number]

const STAFF: readonly (readonly [login: string, familyName: string, givenName: string, Department, title: string])[] = [
  ['sato.ken', '佐藤', '健', '営業部', '部長'],
  ['suzuki.misaki', '鈴木', '美咲', '営業部', '課長'],
  ['takahashi.daisuke', '高橋', '大輔', '営業部', '主任'],
  ['tanaka.yui', '田中', '結衣', '営業部', '主任'],
  ['ito.shota', '伊藤', '翔太', '営業部', '担当'],
  ['watanabe.ai', '渡辺', '愛', '営業部', '担当'],
  ['yamamoto.naoki', '山本', '直樹', '営業部', '担当'],
  ['nakamura.haruka', '中村', '遥', '営業部', '担当'],
  ['kobayashi.ryo', '小林', '涼', '営業部', '担当'],
  ['kato.emi', '加藤', '恵美', '営業部', '担当'],
  ['yoshida.kazuya', '吉田', '和也', '営業部', '担当'],
  ['yamada.hanako', '山田', '花子', '営業部', '担当'],
  ['sasaki.makoto', '佐々木', '誠', '開発部', '部長'],
  ['yamaguchi.rei', '山口', '玲', '開発部', '課長'],
  ['matsumoto.takumi', '松本', '拓海', '開発部', '主任'],
  ['inoue.nana', '井上', '奈々', '開発部', '主任'],
  ['kimura.yuto', '木村', '悠斗', '開発部', '担当'],
  ['hayashi.mai', '林', '舞', '開発部', '担当'],
  ['saito.hiroki', '斎藤', '広樹', '開発部', '担当'],
  ['shimizu.aoi', '清水', '葵', '開発部', '担当'],
  ['yamazaki.kenta', '山﨑', '健太', '開発部', '担当'],
  ['mori.chihiro', '森', '千尋', '開発部', '担当'],
  ['ikeda.sho', '池田', '翔', '開発部', '担当'],
  ['hashimoto.rina', '橋本', '里奈', '開発部', '担当'],
  ['abe.kyoko', '阿部', '京子', '総務部', '部長'],
  ['ishikawa.satoru', '石川', '悟', '総務部', '課長'],
  ['maeda.tomomi', '前田', '智美', '総務部', '担当'],
  ['fujita.jun', '藤田', '淳', '総務部', '担当'],
  ['ogawa.yuka', '小川', '由佳', '総務部', '担当'],
  ['goto.masato', '後藤', '正人', '総務部', '担当'],
  ['okada.mari', '岡田', '真理', '人事部', '部長'],
  ['hasegawa.toru', '長谷川', '徹', '人事部', '課長'],
  ['murakami.saki', '村上', '早紀', '人事部', '担当'],
  ['kondo.akira', '近藤', '明', '人事部', '担当'],
  ['ishii.noriko', '石井', '典子', '経理部', '部長'],
  ['sakamoto.koji', '坂本', '浩二', '経理部', '課長'],
  ['endo.mika', '遠藤', '美香', '経理部', '担当'],
  ['aoki.shun', '青木', '駿', '経理部', '担当'],
  ['fujii.kana', '藤井', '加奈', '経理部', '担当'],
  ['nishimura.osamu', '西村', '修', '経理部', '担当']
]

export function staff(): Person[] {
  return STAFF.map(([login, familyName, givenName, department, title]) => ({
    login,
    familyName,
    givenName,
    department,
    title,
    state: 'active'
  }))
}

/** His userName at the service, and his mail. */
export function addressOf(person: Pick<Person, 'login'>): string {
  return `${person.login}@example.jp`
}

/** 山田 花子 */
export function fullName(person: Pick<Person, 'familyName' | 'givenName'>): string {
  return `${person.familyName} ${person.givenName}`
}
