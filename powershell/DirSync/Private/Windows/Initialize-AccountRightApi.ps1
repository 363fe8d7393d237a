function Initialize-AccountRightApi {
    <#
    .SYNOPSIS
    Makes the two calls of Windows that neither a cmdlet nor .NET has: who holds a user right (LSA), and what an account is a member of
    on this machine (Authz, which counts nested, local and well-known groups as a logon would).
    #>
    [CmdletBinding()]
    param ()

    if ('DirSync.AccountRightApi' -as [type]) {
        return
    }
    # C# 5: the compiler of .NET Framework knows no more.
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Principal;

namespace DirSync
{
    public static class AccountRightApi
    {
        [StructLayout(LayoutKind.Sequential)]
        struct UnicodeString { public ushort Length; public ushort MaximumLength; public IntPtr Buffer; }

        [StructLayout(LayoutKind.Sequential)]
        struct ObjectAttributes { public int Length; public IntPtr Root; public IntPtr Name; public uint Attributes; public IntPtr Descriptor; public IntPtr Quality; }

        [DllImport("advapi32.dll")]
        static extern uint LsaOpenPolicy(IntPtr system, ref ObjectAttributes attributes, uint access, out IntPtr policy);
        [DllImport("advapi32.dll")]
        static extern uint LsaEnumerateAccountsWithUserRight(IntPtr policy, ref UnicodeString right, out IntPtr accounts, out uint count);
        [DllImport("advapi32.dll")]
        static extern int LsaNtStatusToWinError(uint status);
        [DllImport("advapi32.dll")]
        static extern uint LsaFreeMemory(IntPtr buffer);
        [DllImport("advapi32.dll")]
        static extern uint LsaClose(IntPtr policy);
        [DllImport("authz.dll", CharSet = CharSet.Unicode, SetLastError = true)]
        static extern bool AuthzInitializeResourceManager(uint flags, IntPtr access, IntPtr groups, IntPtr free, string name, out IntPtr manager);
        [DllImport("authz.dll", SetLastError = true)]
        static extern bool AuthzInitializeContextFromSid(uint flags, byte[] sid, IntPtr manager, IntPtr expiration, long id, IntPtr arguments, out IntPtr context);
        [DllImport("authz.dll", SetLastError = true)]
        static extern bool AuthzGetInformationFromContext(IntPtr context, int kind, uint size, out uint needed, IntPtr buffer);
        [DllImport("authz.dll")]
        static extern bool AuthzFreeContext(IntPtr context);
        [DllImport("authz.dll")]
        static extern bool AuthzFreeResourceManager(IntPtr manager);

        const uint ViewLocalInformation = 0x1, LookupNames = 0x800;
        const uint NoMoreEntries = 0x8000001A, ObjectNameNotFound = 0xC0000034;
        const uint NoAudit = 1;
        const int GroupsSids = 2;

        static void Check(uint status)
        {
            if (status != 0) throw new Win32Exception(LsaNtStatusToWinError(status));
        }

        static void Check(bool done)
        {
            if (!done) throw new Win32Exception(Marshal.GetLastWin32Error());
        }

        public static string[] HoldersOf(string right)
        {
            var attributes = new ObjectAttributes();
            attributes.Length = Marshal.SizeOf(typeof(ObjectAttributes));
            IntPtr policy;
            Check(LsaOpenPolicy(IntPtr.Zero, ref attributes, ViewLocalInformation | LookupNames, out policy));
            var name = new UnicodeString();
            name.Buffer = Marshal.StringToHGlobalUni(right);
            name.Length = (ushort)(right.Length * 2);
            name.MaximumLength = (ushort)(right.Length * 2 + 2);
            try
            {
                IntPtr accounts;
                uint count;
                var status = LsaEnumerateAccountsWithUserRight(policy, ref name, out accounts, out count);
                if (status == NoMoreEntries || status == ObjectNameNotFound) return new string[0];
                Check(status);
                var holders = new List<string>();
                for (var index = 0; index < count; index++)
                    holders.Add(new SecurityIdentifier(Marshal.ReadIntPtr(accounts, index * IntPtr.Size)).Value);
                LsaFreeMemory(accounts);
                return holders.ToArray();
            }
            finally
            {
                Marshal.FreeHGlobal(name.Buffer);
                LsaClose(policy);
            }
        }

        public static string[] GroupsOf(string account)
        {
            var sid = new SecurityIdentifier(account);
            var bytes = new byte[sid.BinaryLength];
            sid.GetBinaryForm(bytes, 0);
            IntPtr manager, context = IntPtr.Zero, buffer = IntPtr.Zero;
            Check(AuthzInitializeResourceManager(NoAudit, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, null, out manager));
            try
            {
                Check(AuthzInitializeContextFromSid(0, bytes, manager, IntPtr.Zero, 0, IntPtr.Zero, out context));
                uint needed;
                AuthzGetInformationFromContext(context, GroupsSids, 0, out needed, IntPtr.Zero);
                buffer = Marshal.AllocHGlobal((int)needed);
                Check(AuthzGetInformationFromContext(context, GroupsSids, needed, out needed, buffer));
                var groups = new List<string>();
                // TOKEN_GROUPS: a count, then pairs of a pointer and attributes, each on a pointer's boundary.
                for (var index = 0; index < Marshal.ReadInt32(buffer); index++)
                    groups.Add(new SecurityIdentifier(Marshal.ReadIntPtr(buffer, IntPtr.Size + index * 2 * IntPtr.Size)).Value);
                return groups.ToArray();
            }
            finally
            {
                if (buffer != IntPtr.Zero) Marshal.FreeHGlobal(buffer);
                if (context != IntPtr.Zero) AuthzFreeContext(context);
                AuthzFreeResourceManager(manager);
            }
        }
    }
}
'@
}
