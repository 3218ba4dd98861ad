namespace BotPartner.Benchmarks.Crashes;

/// <summary>The same message of the same document posted again in a place. It may be, if the process died after the platform said yes and before it had saved
/// that: then the store says after the kill that the message is in somebody's hand. It may be, too, if the yes came later than the bot waits for one, or the store took it only when the lease was over, which it logs.
/// Any other is none that may be.</summary>
internal sealed class Duplicates
{
    private readonly List<(Posted First, Posted Next, Killed? By, bool Late)> all = [];
    private readonly ILookup<(string Place, string Slot), Posted> posts;
    private readonly IReadOnlyList<Killed> kills;

    /// <param name="scene">Who used the bot, and what the platforms hold.</param>
    /// <param name="killed">The kills.</param>
    /// <param name="saving">The longest that it may take from a platform's yes until that is saved: a kill later than that explains nothing.</param>
    /// <param name="logbook">What the processes logged. Each line explains one duplicate.</param>
    /// <param name="cards">The cards of tensions.</param>
    public Duplicates(Scene scene, IReadOnlyList<Killed> killed, TimeSpan saving, Logbook logbook, IEnumerable<Posted> cards)
    {
        kills = killed;
        var late = logbook.Late.ToList();
        posts = scene.Board.All.Where(p => p.Slot.Length > 0).Concat(cards).ToLookup(p => (p.Place, p.Slot));
        Posts = posts.Sum(p => p.Count());
        foreach (var slot in posts.Where(p => p.Count() > 1))
        {
            // All but the last, which the store knows of. Of those that stand there before a kill, it explains the latest.
            var inOrder = slot.OrderBy(p => p.At).ToArray();
            foreach (var (first, next) in inOrder.Zip(inOrder.Skip(1)))
            {
                var by = killed.FirstOrDefault(k => k.Posted(first, saving) && next.At >= k.At);
                var line = by is null ? late.Find(l => l.Explains(first)) : null;
                all.Add((first, next, by, line is not null && late.Remove(line)));
            }
        }
    }

    public int Posts { get; }

    public int Count => all.Count;

    /// <summary>How many for a kill just then.</summary>
    public int Killed => all.Count(d => d.By is not null);

    /// <summary>How many for a yes that came too late.</summary>
    public int Late => all.Count(d => d.By is null && d.Late);

    /// <summary>How many for neither.</summary>
    public int Outside => all.Count(d => d.By is null && !d.Late);

    /// <summary>From a yes to the kill that kept it from being saved, in milliseconds: the median, and the longest.</summary>
    public (double Median, double Longest) Gap => all.Where(d => d.By is not null).Select(d => (d.By!.At - d.First.At).TotalMilliseconds).Order().ToArray() is { Length: > 0 } gaps
        ? (gaps[gaps.Length / 2], gaps[^1])
        : default;

    public IEnumerable<string> Told => all.Select(d =>
        $"{d.First.Slot} in {d.First.Place} at {d.First.At:HH:mm:ss.fff}, and {(d.Next.At - d.First.At).TotalMilliseconds:0} ms later: {(d.By is { } by ? $"killed {(by.At - d.First.At).TotalMilliseconds:0} ms later" : d.Late ? "answered too late" : $"NEITHER BY A KILL NOR LATE; killed {Kills(d.First)}")}");

    /// <summary>The kills in the minute after it, in seconds from then.</summary>
    private string Kills(Posted posted) => string.Join(", ", kills.Select(k => (k.At - posted.At).TotalSeconds).Where(s => s is > -1 and < 60).Select(s => $"{s:0.0}"));

    /// <summary>How many for neither there are of what begins so.</summary>
    public int Unexplained(string slot) => all.Count(d => d.By is null && !d.Late && d.First.Slot.StartsWith(slot, StringComparison.Ordinal));

    /// <summary>How often a slot stands in a place.</summary>
    public int Standing(string place, string slot) => posts[(place, slot)].Count();
}
