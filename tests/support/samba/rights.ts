const OPEN = `
import sys
import ldb
from samba.samdb import SamDB
from samba.param import LoadParm
from samba.auth import system_session
from samba.ndr import ndr_pack, ndr_unpack
from samba.dcerpc import security

lp = LoadParm()
lp.load(sys.argv[1])
db = SamDB(url=sys.argv[2], lp=lp, session_info=system_session(lp))
found = db.search(db.domain_dn(), expression='(sAMAccountName=%s)' % sys.argv[3], attrs=['objectSid'])
sid = str(ndr_unpack(security.dom_sid, found[0]['objectSid'][0]))
`

/** Python with Samba's bindings: prints the SID of an account. */
export const SID_OF = `${OPEN}
print(sid)
`

/** Python with Samba's bindings: gives an account list and read rights on CN=Deleted Objects, as `dsacls` does it on Windows. */
export const GRANT_DELETED_OBJECTS = `${OPEN}
domain = security.dom_sid(db.get_domain_sid())
container = 'CN=Deleted Objects,' + str(db.domain_dn())
old = db.search(container, scope=ldb.SCOPE_BASE, attrs=['nTSecurityDescriptor'], controls=['show_deleted:1'])[0]
sddl = ndr_unpack(security.descriptor, old['nTSecurityDescriptor'][0]).as_sddl(domain)
dacl = sddl.index('(', sddl.index('D:'))
new = security.descriptor.from_sddl(sddl[:dacl] + '(A;CI;RPLCLORC;;;%s)' % sid + sddl[dacl:], domain)
change = ldb.Message(ldb.Dn(db, container))
change['acl'] = ldb.MessageElement(ndr_pack(new), ldb.FLAG_MOD_REPLACE, 'nTSecurityDescriptor')
db.modify(change, controls=['show_deleted:1'])
`
