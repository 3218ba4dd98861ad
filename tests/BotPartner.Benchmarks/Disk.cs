using System.Diagnostics;
using System.Globalization;

namespace BotPartner.Benchmarks;

/// <summary>The disk under the stores: what a flush of it takes, and how to make it take as long as on another.</summary>
internal static class Disk
{
    private const int Samples = 200;

    /// <summary>What a flush takes longer than it does by itself, in all processes that are started from now on. They run under strace(1),
    /// which holds back nothing but the flushes.</summary>
    public static TimeSpan Slower { get; set; }

    /// <summary>How a process is started so.</summary>
    public static ProcessStartInfo Start(params string[] command)
    {
        if (Slower <= TimeSpan.Zero)
        {
            return new(command[0], command[1..]);
        }

        // As a grandchild, so that the process itself is ours to ask and to end.
        var delay = Slower.TotalMicroseconds.ToString("0", CultureInfo.InvariantCulture);
        return new("strace", ["-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:delay_exit={delay}", "-o", "/dev/null", .. command]);
    }

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
