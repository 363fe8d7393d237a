@{
    FolderIsLink = '{0} はリンクまたはジャンクションであり、実体のフォルダーではありません。'
    FolderOwnedBy = '{0} の所有者は {1} です。Administrators または SYSTEM である必要があります。'
    FolderInherits = '{0} は上位のフォルダーからアクセス権を継承しています。'
    FolderWritableBy = '{0} は {1} が書き込めます。'
    FolderUnsoundRemedy = '{0} を誰が作成したかを確認し、名前を変更するか削除してください。Install-DirSync -Force を使用すると、名前を変更して新しいフォルダーを作成します。その場合、元のフォルダーの内容は使用されません。'
    FolderNotAsMade = '{0} を保護されたアクセス権で作成しましたが、読み取った結果が異なります。{1}'
    FolderNotAsMadeRemedy = '所有者とアクセス権を保持できるドライブ (NTFS または ReFS) を使用してください。セキュリティ製品などがアクセス権を変更している可能性もあります。その場合は対象フォルダーを除外してから、もう一度実行してください。'
    FolderMovedAside = '{0} の名前を {1} に変更しました。'
    FolderMade = '{0} を作成しました。'
    FolderAccountSet = '{0} のアクセス権を新しいアカウントに合わせて設定しました。'
    FolderNotOurs = '{0} は Directory Sync のデータフォルダーではないようです。state\.keep がありません。'
    FolderNotOursRemedy = 'DIRSYNC_DATA を確認してください。正しいフォルダーであれば、手動で削除してください。'
}
