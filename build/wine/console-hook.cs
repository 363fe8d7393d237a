// PowerShell's host opens CONOUT$ at its start, and where there is no console it ends at once, silently, with exit code 0. A Windows program
// that Wine starts from a script has none. .NET runs this before Main (DOTNET_STARTUP_HOOKS): it makes a console and puts the inherited
// standard input, output and error back, so that redirection goes on working.
using System;
using System.Runtime.InteropServices;

internal static class StartupHook {
    private static readonly int[] Standard = { -10, -11, -12 };

    public static void Initialize() {
        if (GetConsoleCP() != 0) return;
        IntPtr[] inherited = Array.ConvertAll(Standard, GetStdHandle);
        FreeConsole(); // Wine marks such a process as detached; AllocConsole refuses until this is taken back
        AllocConsole();
        for (int index = 0; index < Standard.Length; index++) SetStdHandle(Standard[index], inherited[index]);
    }

    [DllImport("kernel32")] private static extern uint GetConsoleCP();
    [DllImport("kernel32")] private static extern int AllocConsole();
    [DllImport("kernel32")] private static extern int FreeConsole();
    [DllImport("kernel32")] private static extern IntPtr GetStdHandle(int which);
    [DllImport("kernel32")] private static extern int SetStdHandle(int which, IntPtr handle);
}
