@{
    FolderIsLink = '{0} is a link or junction, not a folder of its own.'
    FolderOwnedBy = '{0} is owned by {1}; expected was Administrators or SYSTEM.'
    FolderInherits = '{0} inherits access rights from the folder above it.'
    FolderWritableBy = '{0} can be written by {1}.'
    FolderUnsoundRemedy = 'Find out who made {0}, and rename it or remove it. Install-DirSync -Force renames it away and makes a new one; nothing in it is used then.'
    FolderNotAsMade = '{0} was made with a protected access list, but reads back otherwise: {1}'
    FolderNotAsMadeRemedy = 'The drive must keep owners and access lists (NTFS or ReFS). Something may also change them, such as a security product: exclude the folder there, and try again.'
    FolderMovedAside = '{0} was renamed to {1}.'
    FolderMade = '{0} was made.'
    FolderAccountSet = '{0}: the access list names the account now.'
    FolderNotOurs = '{0} does not look like a data folder of Directory Sync: it has no state\.keep.'
    FolderNotOursRemedy = 'Check DIRSYNC_DATA. Remove the folder by hand if it is the right one.'
}
