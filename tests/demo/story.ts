import type { Language } from '../../src/problems/texts.ts'
import { addressOf } from './people.ts'
import type { Stage } from './stage.ts'

export type Words = Readonly<Record<Language, string>>

/** Something happens, one command is run, and everything at the service must be as told. */
export interface Step {
  readonly title: Words
  readonly happens: readonly Words[]
  readonly look: Words
  readonly prepare?: (stage: Stage) => Promise<void>
  /** Of the program. */
  readonly command: (stage: Stage) => Promise<readonly string[]>
  readonly exitCode: number
  /** `changes`: the service must have been changed; `reads`: not at all; `leaves no trace`: nor the data folder. */
  readonly effect: 'changes' | 'reads' | 'leaves no trace'
}

const command =
  (...args: readonly string[]) =>
  async () =>
    args

export const STORY: readonly Step[] = [
  {
    title: { en: 'First load', ja: '初回の同期' },
    happens: [
      {
        en: 'A company of 40 people, five departments and a group around all of them. Who is synchronised is said in config.yml: the members, direct and nested, of the group "IIJ ID". The service is empty but for its administrator.',
        ja: '社員40名、5部署、全員をまとめるグループが1つの会社です。同期の対象は config.yml で指定します。ここではグループ「IIJ ID」のメンバー（入れ子のグループのメンバーを含む）です。サービスには管理者以外、まだ誰も登録されていません。'
      }
    ],
    look: {
      en: '40 users and 6 groups are created. The departments are nested in 全社員: their people are its members.',
      ja: 'ユーザー40件、グループ6件が作成されます。「全社員」には各部署のグループが入れ子になっており、その社員が直接のメンバーとして登録されます。'
    },
    command: command('sync'),
    exitCode: 0,
    effect: 'changes'
  },
  {
    title: { en: 'Nothing to do', ja: '変更がないとき' },
    happens: [
      { en: 'The same again: nothing has changed in between.', ja: '何も変わっていない状態で、もう一度同期します。' }
    ],
    look: { en: 'no request that changes anything is sent.', ja: '変更の要求は1件も送られません。' },
    command: command('sync'),
    exitCode: 0,
    effect: 'reads'
  },
  {
    title: { en: 'A Monday in April, and a dry run', ja: '4月の月曜日、まずはドライラン' },
    happens: [
      { en: 'joiner: 新田 さくら starts in 開発部', ja: '入社：新田 さくらさんが開発部に入社' },
      { en: 'mover: 加藤 恵美 goes from 営業部 to 経理部', ja: '異動：加藤 恵美さんが営業部から経理部へ' },
      {
        en: 'rename: 鈴木 美咲 marries and is 森田 美咲 now, with a new address',
        ja: '改姓：鈴木 美咲さんが森田 美咲さんになり、メールアドレスも変更'
      },
      { en: 'disabled: the account of 藤井 加奈, on leave', ja: '休職：藤井 加奈さんのアカウントを無効化' },
      { en: 'leaver: the account of 吉田 和也 is deleted', ja: '退職：吉田 和也さんのアカウントを削除' },
      {
        en: 'a slip: 村上 早紀 is taken out of her group, and so out of what is synchronised',
        ja: '操作ミス：村上 早紀さんをグループから外してしまい、同期の対象からも外れた'
      },
      {
        en: 'nested group: プロジェクト富士 is made of all of 開発部 and two people of 営業部',
        ja: '入れ子のグループ：開発部全員と営業部の2名からなる「プロジェクト富士」を新設'
      }
    ],
    look: {
      en: 'every operation with its reason, and old and new values. Nothing is written, neither at the service nor on this machine.',
      ja: '操作ごとに理由と変更前後の値が表示されます。サービスにもこのコンピューターにも、何も書き込まれません。'
    },
    prepare: aMondayInApril,
    command: command('plan'),
    exitCode: 0,
    effect: 'leaves no trace'
  },
  {
    title: { en: 'The same for real', ja: '本番の同期' },
    happens: [{ en: 'What was shown is now done.', ja: '表示されたとおりの操作を実行します。' }],
    look: {
      en: '森田 美咲 is the same user as before under a new name; who left is pending deletion, and could come back.',
      ja: '森田 美咲さんは別人にならず、同じユーザーのまま名前が変わります。対象から外れた人は削除待ちになり、元に戻すこともできます。'
    },
    command: command('sync'),
    exitCode: 0,
    effect: 'changes'
  },
  {
    title: { en: 'Restored', ja: '復元' },
    happens: [
      {
        en: 'The slip is noticed: 村上 早紀 is put back into her group.',
        ja: '操作ミスに気付き、村上 早紀さんをグループに戻しました。'
      }
    ],
    look: {
      en: 'she is restored, no second user is made, and her memberships are there again.',
      ja: '新しいユーザーは作られず、元のユーザーが復元されます。グループのメンバーシップも元どおりです。'
    },
    prepare: ({ company }) => company.bringBack('murakami.saki'),
    command: command('sync'),
    exitCode: 0,
    effect: 'changes'
  },
  {
    title: { en: 'A wrong filter', ja: 'フィルターの書き間違い' },
    happens: [
      {
        en: 'Somebody edits config.yml: only two departments match the filter now. The other three are missing: half of the company.',
        ja: 'config.yml のフィルターが書き換えられ、2部署しか一致しなくなりました。残る3部署、つまり社員の半数が対象から外れます。'
      }
    ],
    look: {
      en: 'the deletes are not sent: the plan is held for an approval, with the figures that tripped the guards. Exit code 4.',
      ja: '削除は送られません。計画全体が承認待ちになり、上限を超えた数値が表示されます。終了コードは4です。'
    },
    prepare: ({ configure, company }) =>
      configure(`&(${company.scopeFilter})(|(department=開発部)(department=経理部))`),
    command: command('sync'),
    exitCode: 4,
    effect: 'reads'
  },
  {
    title: { en: 'The filter is put right', ja: 'フィルターを元に戻す' },
    happens: [{ en: 'The line is corrected.', ja: '該当の行を修正しました。' }],
    look: {
      en: 'nothing was lost, so there is nothing to do, and nothing to clear up.',
      ja: '何も失われていないので、することは何もありません。後始末も不要です。'
    },
    prepare: ({ configure, company }) => configure(company.scopeFilter),
    command: command('sync'),
    exitCode: 0,
    effect: 'reads'
  },
  {
    title: { en: 'Blocked in the console', ja: 'コンソールでの利用停止' },
    happens: [
      {
        en: 'A lost notebook: the security desk blocks 森 千尋 in the IIJ ID console. In Active Directory the account is active still.',
        ja: 'パソコンの紛失があり、セキュリティ担当者が IIJ ID コンソールで森 千尋さんを無効にしました。Active Directory では有効のままです。'
      }
    ],
    look: {
      en: '`--full` reads the service too and sees it. It may be on purpose, so the account is not revived: that waits for an approval.',
      ja: '`--full` を付けるとサービス側も読み取るため、この変更に気付きます。意図した操作かもしれないので、勝手に有効に戻さず承認を待ちます。'
    },
    prepare: async ({ service, company }) => {
      service.console.disableUser(addressOf(company.person('mori.chihiro')))
      company.changedAtService('mori.chihiro', 'disabled')
    },
    command: command('sync', '--full'),
    exitCode: 4,
    effect: 'reads'
  },
  {
    title: { en: 'Approved', ja: '承認' },
    happens: [
      {
        en: 'The notebook is found. The administrator approves exactly what was held, by its id.',
        ja: 'パソコンが見つかりました。管理者は、保留されていた操作だけを ID で指定して承認します。'
      }
    ],
    look: {
      en: 'an approval does nothing yet by itself: the next run does what was approved, and no more.',
      ja: '承認しただけでは何も実行されません。次回の同期で、承認した操作だけが実行されます。'
    },
    command: async ({ heldId }) => ['approve', await heldId()],
    exitCode: 0,
    effect: 'reads'
  },
  {
    title: { en: 'The next run', ja: '次回の同期' },
    happens: [{ en: 'Two hours later the scheduled run starts.', ja: '2時間後、スケジュールされた同期が始まります。' }],
    look: { en: '森 千尋 is enabled again.', ja: '森 千尋さんが再び有効になります。' },
    prepare: async ({ company }) => company.changedAtService('mori.chihiro', 'active'),
    command: command('sync'),
    exitCode: 0,
    effect: 'changes'
  }
]

async function aMondayInApril({ company }: Stage): Promise<void> {
  await company.hire({
    login: 'nitta.sakura',
    familyName: '新田',
    givenName: 'さくら',
    department: '開発部',
    title: '担当',
    state: 'active'
  })
  await company.transfer('kato.emi', '経理部', '主任')
  await company.rename('suzuki.misaki', '森田', 'morita.misaki')
  await company.disable('fujii.kana')
  await company.dismiss('yoshida.kazuya')
  await company.takeOutOfScope('murakami.saki')
  await company.addGroup('プロジェクト富士', ['開発部', 'tanaka.yui', 'ito.shota'])
}
