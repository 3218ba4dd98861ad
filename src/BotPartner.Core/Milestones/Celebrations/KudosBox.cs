using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>A part of the kudos for a celebration: whose id falls into it. Many who press at once do not wait for one document, and none grows
/// beyond its part of the members.</summary>
/// <param name="Number">Of the celebration.</param>
/// <param name="Presses">One a person and kind.</param>
public sealed record KudosBox(int Number, IReadOnlyList<KudosPress> Presses)
{
    /// <summary>How many boxes there are.</summary>
    public const int Boxes = 16;

    /// <summary>In which box a person's kudos lie.</summary>
    public static int Of(string giver) => Math.Abs(Key.Hash("kudos " + giver)[0] % Boxes);

    /// <summary>The box after a press; null if it was counted before.</summary>
    /// <param name="giver">Who.</param>
    /// <param name="kind">What.</param>
    /// <param name="mark">Of the press: one that arrives again, however late, is the same.</param>
    /// <param name="given">Whether it stood as given, where nothing is here yet.</param>
    public KudosBox? Pressed(string giver, string kind, string mark, bool given)
    {
        var press = Presses.FirstOrDefault(p => p.Giver == giver && p.Kind == kind) ?? new(giver, kind, given, []);
        return press.Marks.Contains(mark) ? null
            : this with { Presses = [.. Presses.Where(p => p.Giver != giver || p.Kind != kind), press with { Given = !press.Given, Marks = [.. press.Marks.TakeLast(KudosPress.Remembered - 1), mark] }] };
    }

    /// <summary>Whether the same is given in another one.</summary>
    public bool SameAs(KudosBox? other) => other is not null
        && Presses.Where(p => p.Given).Select(p => (p.Giver, p.Kind)).ToHashSet().SetEquals(other.Presses.Where(p => p.Given).Select(p => (p.Giver, p.Kind)));
}

/// <summary>Whether a person gives kudos of one kind: every press turns it round, in whatever order they arrive.</summary>
/// <param name="Giver">The id of the member.</param>
/// <param name="Kind">One of <see cref="Celebration.Kinds"/>.</param>
/// <param name="Given">Whether they stand.</param>
/// <param name="Marks">The latest presses.</param>
public sealed record KudosPress(string Giver, string Kind, bool Given, IReadOnlyList<string> Marks)
{
    /// <summary>How many presses are remembered of a person and kind.</summary>
    public const int Remembered = 12;
}

/// <summary>The kudos of celebrations.</summary>
public sealed class KudosShelf(IDocuments documents, Members members, MilestoneShelf celebrations, TimeProvider time)
{
    /// <summary>For how long it is remembered which accounts are linked: kudos come every second, and the members are many.</summary>
    public static readonly Duration Remembers = Duration.FromSeconds(5);

    private readonly Recent<string, IReadOnlyDictionary<string, string>> links = new(time, Remembers.ToTimeSpan(), 200);

    /// <summary>The newest celebration that stood at a time; null if there was none.</summary>
    public async Task<Celebration?> Latest(string partnership, Instant at, CancellationToken cancellation)
    {
        Celebration? latest = null;
        await foreach (var celebration in celebrations.Celebrations(partnership, cancellation))
        {
            if (celebration.At <= at && (latest is null || (celebration.At, celebration.Number).CompareTo((latest.At, latest.Number)) > 0))
            {
                latest = celebration;
            }
        }

        return latest;
    }

    /// <summary>The boxes of a celebration that hold something.</summary>
    public async Task<IReadOnlyList<Document<KudosBox>>> Of(string partnership, int number, CancellationToken cancellation)
    {
        var prefix = MilestoneKinds.KudosPrefix(number);
        return [.. (await documents.List(partnership, MilestoneKinds.Kudos.Name, prefix, KudosBox.Boxes, cancellation))
            .Where(e => e.Key.Id.StartsWith(prefix, StringComparison.Ordinal)).Select(MilestoneKinds.Kudos.Read)];
    }

    /// <summary>How many people gave each kind. Who has two accounts counts once, also where they gave on both before these were linked.
    /// Where it was remembered which are linked, it is not the last word.</summary>
    public async Task<(IReadOnlyDictionary<string, int> Counts, bool Last)> Count(string partnership, IReadOnlyList<Document<KudosBox>> boxes, CancellationToken cancellation)
    {
        var read = false;
        var linked = await links.Get(partnership, async () =>
        {
            read = true;
            return (await members.Where(partnership, m => m.LinkedTo is not null, int.MaxValue, cancellation))
                .ToDictionary(m => m.Key.Id["member:".Length..], m => m.State.LinkedTo!);
        });
        return (Count(boxes.Select(b => b.State), linked!), read);
    }

    /// <summary>How many people gave each kind. Pure.</summary>
    /// <param name="boxes">What lies in them.</param>
    /// <param name="linked">The id of an account to the id of the member that it was linked to.</param>
    public static IReadOnlyDictionary<string, int> Count(IEnumerable<KudosBox> boxes, IReadOnlyDictionary<string, string> linked) => boxes
        .SelectMany(b => b.Presses)
        .GroupBy(p => (Giver: linked.GetValueOrDefault(p.Giver, p.Giver), p.Kind))
        .Where(g => g.FirstOrDefault(p => p.Giver == g.Key.Giver) is { } own ? own.Given : g.Any(p => p.Given))
        .GroupBy(g => g.Key.Kind)
        .ToDictionary(g => g.Key, g => g.Count());
}
