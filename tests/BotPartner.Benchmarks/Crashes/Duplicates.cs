namespace BotPartner.Benchmarks.Crashes;

/// <summary>The same message of the same document posted again in a place. It may be, if the process died after the platform said yes and before it had saved
/// that: then the store says after the kill that the message is in somebody's hand. It may be, too, if the yes came later than the bot waits for one, or the store took it only when the lease was over, which it logs.
/// Any other is none that may be.</summary>
internal sealed class Duplicates
{
    private readonly List<(Posted First, Killed? By, bool Late)> all = [];
    private readonly ILookup<(string Place, string Slot), Posted> posts;

    public Duplicates(Scene scene, IReadOnlyList<Killed> killed, Logbook logbook, IEnumerable<Posted> cards)
    {
        posts = scene.Board.All.Where(p => p.Slot.Length > 0).Concat(cards).ToLookup(p => (p.Place, p.Slot));
        Posts = posts.Sum(p => p.Count());
        foreach (var slot in posts.Where(p => p.Count() > 1))
        {
            // All but the last, which the store knows of.
            foreach (var first in slot.OrderBy(p => p.At).SkipLast(1))
            {
                all.Add((first, killed.FirstOrDefault(k => k.Posted(first)), logbook.WasLate(first)));
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

    /// <summary>The longest from a yes to the kill that kept it from being saved.</summary>
    public TimeSpan Longest => all.Where(d => d.By is not null).Select(d => d.By!.At - d.First.At).DefaultIfEmpty().Max();

    public IEnumerable<string> Told => all.Select(d =>
        $"{d.First.Slot} in {d.First.Place} at {d.First.At:HH:mm:ss.fff}: {(d.By is { } by ? $"killed {(by.At - d.First.At).TotalMilliseconds:0} ms later" : d.Late ? "answered too late" : "NEITHER BY A KILL NOR LATE")}");

    /// <summary>How many for neither there are of what begins so.</summary>
    public int Unexplained(string slot) => all.Count(d => d.By is null && !d.Late && d.First.Slot.StartsWith(slot, StringComparison.Ordinal));

    /// <summary>How often a slot stands in a place.</summary>
    public int Standing(string place, string slot) => posts[(place, slot)].Count();
}
