using System.Collections.Concurrent;
using System.Diagnostics;

namespace BotPartner.Benchmarks;

/// <summary>Processes that are started here: they know nothing of the shell's own settings of the bot, and none outlives this one.</summary>
internal static class Offspring
{
    private static readonly ConcurrentBag<Process> All = [];

    static Offspring() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in All)
        {
            Kill(process);
        }
    };

    /// <summary>Starts one.</summary>
    /// <param name="start">What, and how.</param>
    /// <param name="settings">What its environment says beside what every process needs.</param>
    public static Process Start(ProcessStartInfo start, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        // A store, a platform or a collector that somebody's real bot uses is nothing to try things on.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        All.Add(process);
        return process;
    }

    /// <summary>Ends one hard, whether or not it still runs.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was disposed of: then it was waited for.
        }
    }

    private static bool IsSetting(string name) =>
        name.Contains("__", StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Equals("Urls", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}
