using System.Globalization;

namespace BotPartner.Benchmarks;

/// <summary>The bot beside endpoints that only check, parse and write one row: what the whole of it costs.</summary>
internal static class Ratio
{
    // Group commit gains what a flush costs: nothing where flushes are free.
    private const double Durable = 2;
    private const double Hasty = 0.4;

    public static Trial Trial { get; } = new("ratio", "--rounds N (5)  --seconds N (4)  --voters N (3000)  --flush MICROSECONDS that a flush of the disk takes longer (0)", Run);

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var report = await Benchmark.Measure(new Plan
        {
            Duration = TimeSpan.FromSeconds(asked.Number("seconds", 4, 1)),
            Rounds = asked.Number("rounds", 5, 2),
            Voters = asked.Number("voters", 3000, 500),
            Order = 0,
            Flush = TimeSpan.FromMicroseconds(asked.Number("flush", 0, 0)),
        });
        return [new("a flush of the disk, ms", Show(report.Flush.TotalMilliseconds), "", null), .. report.Platforms.SelectMany(p => Of(p, asked.Short)), new("every vote and every row taken, every confirmation there", report.Sound ? "yes" : "no", "yes", report.Sound)];
    }

    private static IEnumerable<Finding> Of(Rows rows, bool brief)
    {
        var (durable, hasty) = (Median(rows.Ratios), Median(rows.RelaxedRatios));
        yield return new(
            $"{rows.Word}: full vote to a bare one that commits each · votes/s of both",
            $"{Show(durable)} · {Median([.. rows.Full.Select(r => r.PerSecond)]):0} · {Median([.. rows.Bare.Select(r => r.PerSecond)]):0}",
            $"≥ {Show(Durable)}",
            brief ? null : durable >= Durable);
        yield return new(
            $"{rows.Word}: full vote to a bare one that does not wait for the disk · its votes/s",
            $"{Show(hasty)} · {Median([.. rows.Relaxed.Select(r => r.PerSecond)]):0}",
            $"≥ {Show(Hasty)}",
            brief ? null : hasty >= Hasty);
        yield return new(
            $"{rows.Word}: acknowledged · counted · with another choice, after a hard kill",
            $"{rows.Recount.Acknowledged} · {rows.Recount.Counted} · {rows.Recount.Wrong}",
            "equal · 0",
            rows.Recount.Acknowledged > 0 && rows.Recount.Acknowledged == rows.Recount.Counted && rows.Recount.Wrong == 0);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Show(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
