using System.Globalization;
using System.Runtime.InteropServices;

namespace BotPartner.Benchmarks
{
    /// <summary>Makes each flush of SQLite in this process take longer, as on another disk: wraps what SQLite calls to flush a file. Nothing else waits.</summary>
    /// <remarks>See https://www.sqlite.org/c3ref/vfs.html and https://www.sqlite.org/c3ref/io_methods.html for what lies where.</remarks>
    internal static unsafe partial class SlowDisk
    {
        /// <summary>The setting: microseconds that a flush takes longer.</summary>
        public const string Setting = "BOTPARTNER_BENCHMARK_FLUSH";

        // After three numbers, padded, each a pointer: the next one, the name, the data, and then the function that opens.
        private const int OpenAt = 5;

        // After one number, padded, each a pointer: close, read, write, truncate, and then the function that flushes; eighteen in all.
        private const int SyncAt = 5;
        private const int Methods = 19;
        private static long nanoseconds;
        private static delegate* unmanaged<nint, nint, nint*, int, nint, int> open;
        private static delegate* unmanaged<nint, int, int> sync;

        /// <summary>From now on.</summary>
        public static void Begin(string microseconds)
        {
            nanoseconds = long.Parse(microseconds, CultureInfo.InvariantCulture) * 1000;
            var files = (nint*)Find(0);
            open = (delegate* unmanaged<nint, nint, nint*, int, nint, int>)files[OpenAt];
            files[OpenAt] = (nint)(delegate* unmanaged<nint, nint, nint*, int, nint, int>)&Open;
        }

        [UnmanagedCallersOnly]
        private static int Open(nint files, nint name, nint* file, int flags, nint given)
        {
            var result = open(files, name, file, flags, given);
            if (*file != 0)
            {
                // Theirs may not be written to. One a file, for as long as the process lives: there are a handful.
                var theirs = new ReadOnlySpan<nint>((void*)*file, Methods);
                var ours = (nint*)NativeMemory.Alloc(Methods, (nuint)sizeof(nint));
                theirs.CopyTo(new(ours, Methods));
                sync = (delegate* unmanaged<nint, int, int>)theirs[SyncAt];
                ours[SyncAt] = (nint)(delegate* unmanaged<nint, int, int>)&Sync;
                *file = (nint)ours;
            }

            return result;
        }

        [UnmanagedCallersOnly]
        private static int Sync(nint file, int flags)
        {
            var result = sync(file, flags);
            var time = stackalloc long[] { nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000 };
            _ = Sleep((nint)time, 0);
            return result;
        }

        [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
        private static partial nint Find(nint name);

        [LibraryImport("libc", EntryPoint = "nanosleep")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static partial int Sleep(nint wanted, nint left);
    }
}

/// <summary>What the runtime calls before a program's own beginning, where <c>DOTNET_STARTUP_HOOKS</c> names this assembly.</summary>
#pragma warning disable MA0047 // The runtime looks for it outside of all namespaces.
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize() => BotPartner.Benchmarks.SlowDisk.Begin(Environment.GetEnvironmentVariable(BotPartner.Benchmarks.SlowDisk.Setting)!);
}
