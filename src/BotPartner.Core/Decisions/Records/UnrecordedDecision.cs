using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>A decision that no record tells yet, as far as it may be seen: of a vote that runs nothing but turnout, unless it is open.</summary>
/// <param name="Number">Within the partnership.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Text">The proposal as it stands.</param>
/// <param name="Terms">What it is counted by.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ClosesAt">When it closes by itself.</param>
/// <param name="Round">Which round runs.</param>
/// <param name="Electorate">How many may vote.</param>
/// <param name="Cast">How many have.</param>
public sealed record UnrecordedDecision(
    int Number, Phase State, string Text, Terms Terms, Instant ProposedAt, Instant ClosesAt, int Round, int Electorate, int Cast)
{
    /// <summary>The partner it was put for, if any.</summary>
    public string? Proposer { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>What came of it, where it was counted before records were kept.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>What was said so far in an open vote, by voter.</summary>
    public IReadOnlyList<RecordedBallot>? Ballots { get; init; }

    /// <summary>The rounds before, as they were counted.</summary>
    public IReadOnlyList<EarlierRound>? Earlier { get; init; }

    /// <summary>What may be seen of a decision.</summary>
    /// <param name="decision">As it stands.</param>
    /// <param name="voices">The ballots of its round.</param>
    public static UnrecordedDecision Of(Decision decision, IReadOnlyList<Voice> voices)
    {
        var open = (decision.Visibility ?? Decisions.Visibility.Open) == Decisions.Visibility.Open && decision.Phase is Phase.Open or Phase.Closing or Phase.Closed;
        var spoken = voices.Where(v => v.Ballot is not null).OrderBy(v => v.Voter.Id, StringComparer.Ordinal).ToArray();
        return new(
            decision.Number, decision.Phase, decision.Text, decision.Terms, decision.ProposedAt, decision.ClosesAt, decision.Round, decision.Electorate,
            Math.Max(decision.Cast, SumCards.Turnout(decision, voices)))
        {
            Proposer = decision.ProposerPartner,
            ClosedAt = decision.ClosedAt,
            Outcome = decision.Phase == Phase.Closed ? decision.Outcome : null,
            Ballots = open ? [.. spoken.Select(v => new RecordedBallot(v.Voter.Id, v.Ballot!.Choice, v.Ballot.Reason) { Principle = v.Ballot.Principle })] : null,
            Earlier = decision.Earlier is { Count: > 0 } earlier ? [.. earlier.Select(e => new EarlierRound(e.Text, e.EndedAt, e.Outcome))] : null,
        };
    }
}

/// <summary>A round that is over.</summary>
/// <param name="Text">What was voted on.</param>
/// <param name="EndedAt">When it was counted.</param>
/// <param name="Outcome">What it came to.</param>
public sealed record EarlierRound(string Text, Instant EndedAt, Outcome Outcome);
