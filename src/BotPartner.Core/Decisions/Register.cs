using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Which decisions of the register are asked for.</summary>
public enum Filter
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those still to be decided.</summary>
    Open,

    /// <summary>Those that are over.</summary>
    Closed,

    /// <summary>Those that wait for somebody's partner, or that they put.</summary>
    Mine,
}

/// <summary>Where the reader's vote stands in an open decision.</summary>
public enum Cast
{
    /// <summary>It is awaited.</summary>
    NotYet,

    /// <summary>It counts as it is.</summary>
    Done,

    /// <summary>The delegates of the reader's partner spoke and do not agree.</summary>
    Divided,
}

/// <summary>A decision of the register, and where the reader's vote stands; null where that does not matter.</summary>
public sealed record Line(Decision Decision, Cast? Cast)
{
    /// <summary>Whether the reader's vote is awaited.</summary>
    public bool Waits => Cast is Decisions.Cast.NotYet or Decisions.Cast.Divided;
}

/// <summary>A page of the register, the newest first.</summary>
/// <param name="Lines">What is on it.</param>
/// <param name="Older">The number below which the next page goes on; null if there is none.</param>
/// <param name="Newer">The number above which the page before goes on; null if there is none.</param>
public sealed record Page(IReadOnlyList<Line> Lines, int? Older, int? Newer);

/// <summary>Reads the register page by page. A page costs a bounded look, however many decisions there are.</summary>
public sealed class Register(IDocuments documents, Change change, Ballots ballots)
{
    /// <summary>How many are on a page.</summary>
    public const int Shown = 8;

    private const int Window = 100;
    private const int Windows = 10;

    /// <summary>A page.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="filter">Which are asked for.</param>
    /// <param name="below">Only those with a smaller number; null for all.</param>
    /// <param name="above">Only those with a greater number; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page> Read(Seat seat, Filter filter, int? below, int? above, CancellationToken cancellation)
    {
        var last = await Last(seat.Id, cancellation);
        var found = above is { } from
            ? await Upwards(seat, filter, from, last, cancellation)
            : await Downwards(seat, filter, Math.Min(below ?? int.MaxValue, last + 1), cancellation);
        var lines = found.Lines.OrderByDescending(d => d.Number).ToArray();
        var marked = new List<Line>(lines.Length);
        foreach (var decision in lines)
        {
            marked.Add(new(decision, await CastBy(seat, decision, cancellation)));
        }

        return above is null
            ? new(marked, found.More, below is null ? null : (lines.Length > 0 ? lines[0].Number : below - 1))
            : new(marked, lines.Length > 0 ? lines[^1].Number : above + 1, found.More);
    }

    /// <summary>Of the latest two hundred those still to be decided: first what waits for the reader's vote, then the soonest to close.</summary>
    public async Task<IReadOnlyList<Line>> Open(Seat seat, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var open = new List<Line>();
        var last = await Last(seat.Id, cancellation);
        for (var low = Math.Max(0, last - (2 * Window)); low < last; low += Window)
        {
            foreach (var decision in (await Between(seat.Id, low, low + Window + 1, cancellation)).Where(d => Is(seat, d, Filter.Open)))
            {
                open.Add(new(decision, await CastBy(seat, decision, cancellation)));
            }
        }

        return [.. open.OrderBy(l => !l.Waits).ThenBy(l => l.Decision.ClosesAt)];
    }

    /// <summary>The greatest number: the partnership's note of it may lag behind.</summary>
    private async Task<int> Last(string partnership, CancellationToken cancellation)
    {
        var noted = (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(partnership), cancellation))?.State.LastDecision ?? 0;
        var last = noted;
        await foreach (var entry in documents.All(partnership, DecisionKinds.Decision.Name, Window, cancellation, DecisionKinds.Key(partnership, noted).Id))
        {
            last = DecisionKinds.NumberOf(entry.Key);
        }

        return last;
    }

    private async Task<(List<Decision> Lines, int? More)> Downwards(Seat seat, Filter filter, int below, CancellationToken cancellation)
    {
        var lines = new List<Decision>();
        for (var windows = 0; below > 1; windows++)
        {
            if (windows == Windows)
            {
                return (lines, below);
            }

            var low = Math.Max(0, below - 1 - Window);
            foreach (var decision in (await Between(seat.Id, low, below, cancellation)).Reverse().Where(d => Is(seat, d, filter)))
            {
                if (lines.Count == Shown)
                {
                    return (lines, lines[^1].Number);
                }

                lines.Add(decision);
            }

            below = low + 1;
        }

        return (lines, null);
    }

    private async Task<(List<Decision> Lines, int? More)> Upwards(Seat seat, Filter filter, int above, int last, CancellationToken cancellation)
    {
        var lines = new List<Decision>();
        for (var windows = 0; above < last; windows++)
        {
            if (windows == Windows)
            {
                return (lines, above);
            }

            foreach (var decision in (await Between(seat.Id, above, above + 1 + Window, cancellation)).Where(d => Is(seat, d, filter)))
            {
                if (lines.Count == Shown)
                {
                    return (lines, lines[^1].Number);
                }

                lines.Add(decision);
            }

            above += Window;
        }

        return (lines, null);
    }

    private async Task<IReadOnlyList<Decision>> Between(string partnership, int low, int high, CancellationToken cancellation) =>
        [.. (await documents.List(partnership, DecisionKinds.Decision.Name, DecisionKinds.Key(partnership, low).Id, Window, cancellation))
            .Select(e => DecisionKinds.Decision.Read(e).State).Where(d => d.Number < high)];

    private static bool Is(Seat seat, Decision decision, Filter filter)
    {
        var over = decision.Phase is Phase.Closed or Phase.Withdrawn;
        return filter switch
        {
            Filter.Open => !over,
            Filter.Closed => over,
            Filter.Mine => decision.Proposer.Key == seat.Person.Key || (!over && seat.Member is { Standing: Standing.Admitted }),
            _ => true,
        };
    }

    private async Task<Cast?> CastBy(Seat seat, Decision decision, CancellationToken cancellation)
    {
        if (decision.Phase != Phase.Open || seat.Member is not { Standing: Standing.Admitted } member)
        {
            return null;
        }

        var voter = Franchise.VoterOf(decision.Terms, member);
        var key = DecisionKinds.BoxKey(seat.Id, decision.Number, Electorate.BoxOf(voter, decision.Boxes), decision.Round);
        var box = await ballots.Box(key, cancellation);
        return box?.Voters.Any(v => v.Id == voter) != true ? null
            : box.Holds(voter) || (decision.Hidden && box.SpokenFor(voter).Count > 0) ? Cast.Done
            : Agreement.Divided(box, voter) ? Cast.Divided
            : Cast.NotYet;
    }
}
