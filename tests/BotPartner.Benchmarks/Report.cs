using System.Globalization;
using System.Text;

namespace BotPartner.Benchmarks;

/// <summary>The rounds of one platform.</summary>
internal sealed class Rows(string word)
{
    public string Word => word;

    public List<Round> Bare { get; } = [];

    /// <summary>The bare endpoint that does not wait for the disk.</summary>
    public List<Round> Relaxed { get; } = [];

    public List<Round> Full { get; } = [];

    public Round? First { get; set; }

    public int Missing { get; set; }

    /// <summary>The most memory that the bot ever took until then, in MB.</summary>
    public double Memory { get; set; }

    public (int Acknowledged, int Counted, int Wrong) Recount { get; set; }

    /// <summary>Full to bare, round by round: neighbours in time, so that what else the machine does weighs on both.</summary>
    public double[] Ratios => [.. Full.Zip(Bare, (f, b) => f.PerSecond / b.PerSecond).Order()];

    /// <summary>The same to the endpoint that does not wait.</summary>
    public double[] RelaxedRatios => [.. Full.Zip(Relaxed, (f, b) => f.PerSecond / b.PerSecond).Order()];
}

/// <summary>What was found, beside what is wanted.</summary>
internal sealed class Report(Plan plan)
{
    private readonly List<Rows> platforms = [];
    private readonly StringBuilder notes = new();

    public double[] Starts { get; init; } = [];

    /// <summary>What a flush of the disk took.</summary>
    public TimeSpan Flush { get; init; }

    public (double Now, double Most) Memory { get; set; }

    public List<Round> Early { get; } = [];

    public List<Round> Late { get; } = [];

    public List<(int Acknowledged, int Counted, int Wrong)> OrderRecounts { get; } = [];

    /// <summary>Each platform's rounds.</summary>
    public IReadOnlyList<Rows> Platforms => platforms;

    /// <summary>Whether nothing that was acknowledged is missing or wrong.</summary>
    public bool Sound =>
        platforms.Select(p => p.Recount).Concat(OrderRecounts).All(r => r.Acknowledged == r.Counted && r.Wrong == 0)
        && platforms.All(p => p.Missing == 0 && p.Full.Append(p.First).Concat(p.Bare).Concat(p.Relaxed).All(r => r!.Failed == 0));

    public Rows Add(string word)
    {
        platforms.Add(new(word));
        return platforms[^1];
    }

    public void Notes(Sink sink) => notes.Append(
        $"Confirmations on Slack that named the voter's partner {sink.Confirmed}, another {sink.Misnamed}; edits of cards {sink.Edits}; users.info asked {sink.Asked} times.");

    public string Markdown()
    {
        var table = new StringBuilder($"""

            {plan.Voters} voters a platform, {plan.Connections} connections, {plan.Rounds} rounds of {plan.Duration.TotalSeconds:0} s each, taking turns; {Environment.ProcessorCount} processors; a flush of the disk takes {Flush.TotalMilliseconds:0.00} ms.

            | what | median | lowest – highest | wanted |
            |---|---|---|---|

            """);
        foreach (var rows in platforms)
        {
            Line($"{rows.Word}: bare endpoint, votes/s", [.. rows.Bare.Select(r => r.PerSecond)], "0", "");
            Line($"{rows.Word}: full vote, votes/s", [.. rows.Full.Select(r => r.PerSecond)], "0", "");
            Line($"**{rows.Word}: full to bare**", rows.Ratios, "0.00", "≥ 1.5");
            Line($"{rows.Word}: bare endpoint that does not wait for the disk, votes/s", [.. rows.Relaxed.Select(r => r.PerSecond)], "0", "");
            Line($"**{rows.Word}: full to the one that does not wait**", rows.RelaxedRatios, "0.00", "≥ 0.4");
            Line($"{rows.Word}: full vote, p50 ms", [.. rows.Full.Select(r => r.Percentile(0.5))], "0.0", "");
            Line($"**{rows.Word}: full vote, p99 ms**", [.. rows.Full.Select(r => r.Percentile(0.99))], "0.0", "< 30");
            Line($"{rows.Word}: full vote, slowest ms", [.. rows.Full.Select(r => r.Percentile(1))], "0.0", "");
            Line($"{rows.Word}: bare endpoint, p99 ms", [.. rows.Bare.Select(r => r.Percentile(0.99))], "0.0", "");
            Line($"{rows.Word}: processor time of a bare vote, µs", [.. rows.Bare.Select(r => r.Cost)], "0", "");
            Line($"{rows.Word}: processor time of a full vote, µs", [.. rows.Full.Select(r => r.Cost)], "0", "");
            Line($"{rows.Word}: each voter's first ballot, votes/s (code still cold)", [rows.First!.PerSecond], "0", "");
        }

        for (var i = 0; i < platforms.Count; i++)
        {
            Line($"**most memory of the bot with {(i + 1) * plan.Voters} voters, MB**", [platforms[i].Memory], "0", i == 0 ? "< 200" : "");
        }

        Line("**ready after start, ms**", Starts, "0", "< 1500");
        if (Late.Count > 0)
        {
            Line("first ballots of a decision, one by one, ms (median each)", [.. Early.Select(r => r.Percentile(0.5))], "0.000", "");
            Line($"last ballots of {plan.Order}, one by one, ms (median each)", [.. Late.Select(r => r.Percentile(0.5))], "0.000", "");
            Line("**last to first**", [.. Late.Zip(Early, (l, e) => l.Percentile(0.5) / e.Percentile(0.5)).Order()], "0.00", "≤ 1.2");
            Line($"most memory with {plan.Order} voters more, MB", [Memory.Most], "0", "");
        }

        table.AppendLine();
        foreach (var rows in platforms)
        {
            table.AppendLine($"{rows.Word}: acknowledged {rows.Recount.Acknowledged}, counted {rows.Recount.Counted}, with another choice {rows.Recount.Wrong}; confirmations missing {rows.Missing}; refused {rows.Full.Append(rows.First).Sum(r => r!.Failed)}");
        }

        foreach (var (acknowledged, counted, wrong) in OrderRecounts)
        {
            table.AppendLine($"order: acknowledged {acknowledged}, counted {counted}, with another choice {wrong}");
        }

        return table.Append(notes).ToString();

        void Line(string what, double[] values, string format, string wanted)
        {
            var sorted = values.Order().ToArray();
            string Show(double value) => value.ToString(format, CultureInfo.InvariantCulture);
            table.AppendLine($"| {what} | {Show(sorted[sorted.Length / 2])} | {(sorted.Length == 1 ? "" : $"{Show(sorted[0])} – {Show(sorted[^1])}")} | {wanted} |");
        }
    }
}
