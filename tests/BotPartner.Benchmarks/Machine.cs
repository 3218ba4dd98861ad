using System.Globalization;

namespace BotPartner.Benchmarks;

/// <summary>What a virtual machine is not given of its processors, since others on the machine beneath it have them.</summary>
internal static class Machine
{
    // user nice system idle iowait irq softirq steal; what follows is counted in these.
    private const int Counted = 8;

    /// <summary>How much of it was taken, and how much there was, since the system started; null where that is not known.</summary>
    public static (long Taken, long All)? Taken
    {
        get
        {
            try
            {
                var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
                    .Take(Counted).Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
                return times.Length == Counted ? (times[^1], times.Sum()) : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>The share that was taken since then.</summary>
    public static double? TakenSince((long Taken, long All)? before) =>
        before is { } was && Taken is { } now && now.All > was.All ? (double)(now.Taken - was.Taken) / (now.All - was.All) : null;
}
