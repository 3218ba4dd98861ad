using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Decisions as lines of a table. The columns are wire names: a program that reads them finds them for ever.</summary>
public static class DecisionTable
{
    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Header { get; } =
    [
        "position", "number", "state", "result", "text", "proposer", "method", "quorum_percent", "visibility", "proposed_at", "closes_at", "closed_at",
        "rounds", "electorate", "cast", "counts", "hash", "previous", "electors", "delegates", "cap_percent",
    ];

    /// <summary>The line of a record.</summary>
    public static IReadOnlyList<string> Line(DecisionRecord record)
    {
        var last = record.Rounds[^1];
        return
        [
            Whole(record.Position), Whole(record.Number), record.Withdrawn ? nameof(Phase.Withdrawn) : nameof(Phase.Closed), last.Outcome?.Result.ToString() ?? "",
            last.Text, record.Proposer ?? "", .. Counting(last.Terms), At(record.ProposedAt), "", At(record.ClosedAt),
            Whole(record.Rounds.Count), Whole(last.Voters.Count), .. Sum(last.Outcome), record.Hash, record.Previous, .. Speaking(last.Terms),
        ];
    }

    /// <summary>The line of a decision that no record tells yet.</summary>
    public static IReadOnlyList<string> Line(UnrecordedDecision decision) =>
    [
        "", Whole(decision.Number), decision.State.ToString(), decision.Outcome?.Result.ToString() ?? "",
        decision.Text, decision.Proposer ?? "", .. Counting(decision.Terms), At(decision.ProposedAt), At(decision.ClosesAt), At(decision.ClosedAt),
        Whole(decision.Round), Whole(decision.Electorate), .. decision.Outcome is null ? [Whole(decision.Cast), ""] : Sum(decision.Outcome), "", "", .. Speaking(decision.Terms),
    ];

    private static IEnumerable<string> Counting(Terms terms) => [terms.Method.Id, Whole(terms.QuorumPercent), terms.Visibility ?? Visibility.Open];

    private static IEnumerable<string> Speaking(Terms terms) =>
        [terms.Electors ?? Electors.Partners, terms.OfMembers ? "" : terms.Delegates ?? Delegates.LastSpeaks, terms.CapPercent is { } cap ? Whole(cap) : ""];

    private static string[] Sum(Outcome? outcome) => outcome is null
        ? ["", ""]
        : [Whole(outcome.Cast), string.Join("; ", outcome.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {Whole(c.Value)}"))];

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string At(Instant? moment) => moment is { } at ? InstantPattern.ExtendedIso.Format(at) : "";
}
