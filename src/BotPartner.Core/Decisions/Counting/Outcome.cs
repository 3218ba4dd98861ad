using System.Text.Json.Serialization;

namespace BotPartner.Core.Decisions;

/// <summary>How a decision ended. The names are written in documents and records.</summary>
public enum Result
{
    /// <summary>The partners want it.</summary>
    Adopted,

    /// <summary>The threshold was not reached.</summary>
    Rejected,

    /// <summary>An objection stands.</summary>
    Objected,

    /// <summary>Too few took part.</summary>
    NoQuorum,

    /// <summary>One option came first.</summary>
    Chosen,

    /// <summary>Several options came first, and nothing puts one before the other.</summary>
    Tied,
}

/// <summary>The sum with its working.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Electorate">How many could vote.</param>
/// <param name="Cast">How many did, abstentions and stand-asides included.</param>
/// <param name="Needed">How many the quorum asks for where all weigh the same; 0 where they do not, see <see cref="Turnout.Needed"/>.</param>
/// <param name="Counts">How many ballots said what, by choice: <c>for</c>, <c>abstain</c>, <c>1</c> for the first option, <c>rank</c> for a ranking.</param>
public sealed record Outcome(Result Result, int Electorate, int Cast, int Needed, IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>How it was reckoned; null in what was counted before it was kept.</summary>
    public Working? Working { get; init; }

    /// <summary>Whether enough took part.</summary>
    public bool Quorate => Working?.Turnout?.Met ?? Cast >= Needed;

    /// <summary>Whether as much took part as the quorum asks for, wherever it came from: by weight where weights differ.</summary>
    [JsonIgnore]
    public bool Enough => Working?.Turnout is { } turnout ? turnout.Cast > Weight.Zero && turnout.Cast >= turnout.Needed : Cast > 0 && Cast >= Needed;

    /// <summary>Whether the voters did not all weigh the same.</summary>
    [JsonIgnore]
    public bool Weighted => Needed == 0 && Working?.Turnout is not null;

    /// <summary>How many said this.</summary>
    public int Of(string choice) => Counts.GetValueOrDefault(choice);
}

/// <summary>How an outcome was reckoned. What a method does not use is null.</summary>
public sealed record Working
{
    /// <summary>Turnout against quorum.</summary>
    public Turnout? Turnout { get; init; }

    /// <summary>Majority and gradients: the share in favour of the whole.</summary>
    public Share? Share { get; init; }

    /// <summary>Majority and gradients: the share in each constituency, by its id; null where ballots do not tell theirs.</summary>
    public IReadOnlyDictionary<string, Share>? ShareOfEach { get; init; }

    /// <summary>Choose: the weight for each option, in the options' order.</summary>
    public IReadOnlyList<Weight>? Scores { get; init; }

    /// <summary>Rank: the weight that prefers the row's option to the column's.</summary>
    public IReadOnlyList<IReadOnlyList<Weight>>? Pairwise { get; init; }

    /// <summary>Rank: the strength of the strongest path from the row's option to the column's.</summary>
    public IReadOnlyList<IReadOnlyList<Weight>>? Paths { get; init; }

    /// <summary>Choose and rank: the options by their places from 1, first tier first, ties together.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Tiers { get; init; }
}

/// <summary>Turnout against quorum, by weight.</summary>
/// <param name="Cast">Of those who took part.</param>
/// <param name="Of">Of the electorate.</param>
/// <param name="Needed">The least that the quorum asks for; whole if all weights are.</param>
/// <param name="Met">Whether it was reached, in each constituency too if that was asked.</param>
/// <param name="Constituencies">Each that has voters, in the order of their ids.</param>
public sealed record Turnout(Weight Cast, Weight Of, Weight Needed, bool Met, IReadOnlyList<ConstituencyTurnout> Constituencies);

/// <summary>How many of a constituency took part.</summary>
public sealed record ConstituencyTurnout(string Constituency, int Voters, int Cast);

/// <summary>A share against its threshold, by weight.</summary>
/// <param name="Votes">In favour.</param>
/// <param name="Of">Of so much.</param>
/// <param name="Threshold">As <see cref="Decisions.Threshold.ToString"/> writes it.</param>
/// <param name="Met">Whether it was reached.</param>
public sealed record Share(Weight Votes, Weight Of, string Threshold, bool Met);
