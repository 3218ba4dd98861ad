using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace BotPartner.Benchmarks;

/// <summary>The disk under the stores: what a flush of it takes, and how to make it take as long as on another.</summary>
internal static class Disk
{
    private const int Samples = 200;

    /// <summary>What a flush of SQLite takes longer than it does by itself, in all processes that are started from now on; see <see cref="SlowDisk"/>.</summary>
    public static TimeSpan Slower { get; set; }

    /// <summary>What the environment of a process must say for that.</summary>
    public static IReadOnlyDictionary<string, string> Slow() => Slower == TimeSpan.Zero ? ImmutableDictionary<string, string>.Empty : new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(SlowDisk).Assembly.Location,
        [SlowDisk.Setting] = Slower.TotalMicroseconds.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary>What a flush takes in a folder after some bytes were written, the median of many.</summary>
    public static TimeSpan Flush(string folder)
    {
        var path = Path.Combine(folder, "flush");
        var times = new List<long>();
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var page = new byte[4096];
            for (var i = 0; i < Samples; i++)
            {
                file.Write(page);
                var began = Stopwatch.GetTimestamp();
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetTimestamp() - began);
            }
        }

        File.Delete(path);
        return Stopwatch.GetElapsedTime(0, times.Order().ElementAt(Samples / 2)) + Slower;
    }
}
