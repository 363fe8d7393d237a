import { OUT_OF_SCOPE } from './oracle.ts'
import type { StagedDirectory } from './staged-directory.ts'

/** The company that the wanted states begin with; `company` is the base of the scope, made here unless it is there already. */
export async function stage(staged: StagedDirectory): Promise<void> {
  if (!staged.has('company')) await staged.addOu('company', '株式会社, 例')
  await staged.addOu('sales', '営業部', 'company')
  await staged.addOu('dev', '開発部', 'company')
  await staged.addOu('groups', 'グループ', 'company')
  await staged.addOu('outside', '社外')
  await staged.addUser('taro', 'sales', {
    cn: '田中 太郎',
    sn: '田中',
    givenName: '太郎',
    mail: 'taro@example.jp',
    title: '課長',
    department: '営業部',
    telephoneNumber: '03-1234-5678'
  })
  await staged.addUser('hanako', 'dev', {
    cn: '佐藤, 花子',
    sn: '佐藤',
    givenName: '花子',
    mail: 'hanako@example.jp',
    department: '開発部'
  })
  await staged.addUser('jiro', 'dev', {
    cn: 'Suzuki + "Jiro" #1 \\',
    sn: 'Suzuki',
    givenName: 'Jiro',
    mail: 'jiro@example.jp'
  })
  await staged.addUser('mari', 'dev', { cn: '𠮷田 髙志', sn: '𠮷田', givenName: '髙志', mail: 'mari@example.jp' })
  await staged.addUser('ken', 'sales', { cn: '退職 済', sn: '退職', mail: 'ken@example.jp', userAccountControl: 514 })
  await staged.addUser('nomail', 'sales', { cn: '無名', sn: '無名' })
  await staged.addUser('external', 'sales', {
    cn: '外部',
    sn: '外部',
    mail: 'external@example.jp',
    employeeType: OUT_OF_SCOPE
  })
  await staged.addUser('outsider', 'outside', { cn: '社外', sn: '社外', mail: 'outsider@example.jp' })
  await staged.addComputer('printer', 'sales', { mail: 'printer@example.jp' })
  await staged.addContact('contact', 'sales', { mail: 'contact@example.jp' })
  await staged.addGroup('sales staff', 'groups', {
    cn: '営業部員',
    member: ['taro', 'ken', 'nomail', 'external', 'outsider', 'printer', 'contact']
  })
  await staged.addGroup('developers', 'groups', { cn: '開発者', member: ['hanako', 'jiro'] })
  await staged.addGroup('everybody', 'groups', { cn: '全社', member: ['sales staff', 'developers', 'hanako'] })
  await staged.addGroup('empty', 'groups', { cn: '空' })
  await staged.addGroup('round a', 'groups', { cn: '循環 甲', member: ['taro'] })
  await staged.addGroup('round b', 'groups', { cn: '循環 乙', member: ['hanako', 'round a'] })
  await staged.addMember('round a', 'round b')
  await staged.addGroup('bridge', 'outside', { cn: '橋', member: ['jiro'] })
  await staged.addGroup('through', 'groups', { cn: '橋渡し', member: ['bridge'] })
}
