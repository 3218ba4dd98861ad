using System.Text.Json;

namespace BotPartner.Core.Decisions;

/// <summary>Whether the rounds of a record are what could have been, and come to what they say.</summary>
internal static class RoundCheck
{
    /// <summary>The first thing that does not match, or null.</summary>
    public static Finding? Of(JsonElement element, DecisionRecord record, int at)
    {
        for (var r = 0; r < record.Rounds.Count; r++)
        {
            var (round, path) = (record.Rounds[r], $"rounds[{r}]");
            if ((Terms(round, at, path) ?? Ballots(round, at, path) ?? Urn(round, at, path) ?? Mandates(round, at, path)) is { } finding)
            {
                return finding;
            }

            if (round.Outcome is not null)
            {
                var recount = JsonSerializer.SerializeToElement(round.Recount(), RecordJson.Default.Outcome);
                var recorded = element.GetProperty("rounds")[r].GetProperty("outcome");
                if (Difference.Between(recorded, recount, $"{path}.outcome") is var (where, found, expected))
                {
                    return new(Faults.Count, at, where, found, expected);
                }
            }
        }

        return null;
    }

    private static Finding? Terms(RecordedRound round, int at, string path)
    {
        var twice = round.Voters.GroupBy(v => v.Id).FirstOrDefault(g => g.Count() > 1);
        return twice is not null ? new(Faults.Terms, at, $"{path}.voters", twice.Key)
            : round.Voters.Count == 0 || round.Voters.Any(v => v.Weighs.Millionths is <= 0 or > Weight.Most * Weight.Unit) ? new(Faults.Terms, at, $"{path}.voters")
            : round.Terms.Fault(round.Voters) is not null || (round.Urn is not null) != round.Terms.Anonymous ? new(Faults.Terms, at, $"{path}.terms")
            : null;
    }

    private static Finding? Ballots(RecordedRound round, int at, string path)
    {
        var waiting = round.Voters.Select(v => v.Id).ToHashSet();
        var ballots = round.Ballots ?? [];
        for (var b = 0; b < ballots.Count; b++)
        {
            // Where delegates must agree, a voter has the ballot of each of them.
            var known = round.Terms.MustAgree ? waiting.Contains(ballots[b].Voter) : waiting.Remove(ballots[b].Voter);
            if (round.Terms.Anonymous || !known)
            {
                return new(Faults.Ballot, at, $"{path}.ballots[{b}].voter", ballots[b].Voter);
            }

            if (!Castable(round, ballots[b].Choice, ballots[b].Reason))
            {
                return new(Faults.Ballot, at, $"{path}.ballots[{b}].choice", ballots[b].Choice);
            }
        }

        return null;
    }

    private static Finding? Urn(RecordedRound round, int at, string path)
    {
        if (round.Urn is not { } urn)
        {
            return null;
        }

        var waiting = round.Voters.Select(v => v.Id).ToHashSet();
        if (urn.TookPart.FirstOrDefault(t => !waiting.Remove(t)) is { } stranger)
        {
            return new(Faults.Ballot, at, $"{path}.urn.tookPart", stranger);
        }

        if (urn.Slips.FirstOrDefault(s => !Castable(round, s.Choice, s.Reason)) is { } slip)
        {
            return new(Faults.Ballot, at, $"{path}.urn.slips", slip.Choice);
        }

        var opened = round.Outcome?.Quorate == true ? urn.TookPart.Count : 0;
        return urn.Slips.Count == opened ? null : new(Faults.Ballot, at, $"{path}.urn.slips", urn.Slips.Count.ToString(), opened.ToString());
    }

    /// <summary>Mandates as they could stand: within the electorate, one a voter, no chains, none beyond the cap.</summary>
    private static Finding? Mandates(RecordedRound round, int at, string path)
    {
        var mandates = round.Mandates ?? [];
        var known = round.Voters.Select(v => v.Id).ToHashSet();
        var givers = new HashSet<string>();
        for (var m = 0; m < mandates.Count; m++)
        {
            var (from, to) = mandates[m];
            if (!known.Contains(from) || !known.Contains(to) || from == to || !givers.Add(from)
                || mandates.Any(o => o.From == to) || mandates.Count(o => o.To == to) > (round.Terms.MandateCap ?? 0))
            {
                return new(Faults.Mandate, at, $"{path}.mandates[{m}]", from, to);
            }
        }

        return null;
    }

    private static bool Castable(RecordedRound round, string choice, string? reason) =>
        round.Terms.Method.Read(choice) is { Problem: null } read && read.Content == choice && (reason is not null || !round.Terms.Method.NeedsReason(choice));
}
