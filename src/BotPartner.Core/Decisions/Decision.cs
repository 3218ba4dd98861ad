using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Where a decision stands.</summary>
public enum Phase
{
    /// <summary>Proposed; the electorate is being frozen and its ballot boxes set up.</summary>
    Opening,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>The boxes are being sealed.</summary>
    Closing,

    /// <summary>Counted.</summary>
    Closed,
}

/// <summary>A proposal put to the partners. Its ballots lie in boxes of their own.</summary>
/// <param name="Number">Within the partnership, from 1.</param>
/// <param name="Text">The proposal, word by word.</param>
/// <param name="Method">How it is counted.</param>
/// <param name="QuorumPercent">1 to 100: how much of the electorate must take part.</param>
/// <param name="Proposer">Who put it.</param>
/// <param name="ProposerPartner">For which partner, if any.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ClosesAt">When it closes by itself.</param>
public sealed record Decision(
    int Number,
    string Text,
    Method Method,
    int QuorumPercent,
    Person Proposer,
    string? ProposerPartner,
    Instant ProposedAt,
    Instant ClosesAt)
{
    /// <summary>Where it stands.</summary>
    public Phase Phase { get; init; }

    /// <summary>How many partners may vote.</summary>
    public int Electorate { get; init; }

    /// <summary>How many boxes their ballots lie in; fixed at opening.</summary>
    public int Boxes { get; init; }

    /// <summary>How many have voted, as the card last said.</summary>
    public int Cast { get; init; }

    /// <summary>Counts the contents of the card.</summary>
    public long Revision { get; init; }

    /// <summary>What the ballots said, in short, when the card was last renewed for them.</summary>
    public string? Shown { get; init; }

    /// <summary>When it was closed.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Who closed it early; null for its time having come.</summary>
    public Person? ClosedBy { get; init; }

    /// <summary>What came of it.</summary>
    public Outcome? Outcome { get; init; }
}

/// <summary>The documents of this folder and what they are called.</summary>
public static class DecisionKinds
{
    /// <summary>A decision.</summary>
    public static readonly Kind<Decision> Decision = new("decision", 1, CoreJson.Default.DocumentDecision);

    /// <summary>Who may vote on it.</summary>
    public static readonly Kind<Electorate> Electorate = new("electorate", 1, CoreJson.Default.DocumentElectorate);

    /// <summary>A box of ballots.</summary>
    public static readonly Kind<Box> Box = new("box", 1, CoreJson.Default.DocumentBox);

    /// <summary>Where a decision is stored.</summary>
    public static Key Key(string partnership, int number) => new(partnership, $"decision:{number:000000}");

    /// <summary>Where its electorate is stored.</summary>
    public static Key ElectorateKey(string partnership, int number) => new(partnership, $"decision:{number:000000}:electorate");

    /// <summary>Where one of its boxes is stored.</summary>
    public static Key BoxKey(string partnership, int number, int box) => new(partnership, $"{BoxPrefix(number)}{box:00000}");

    /// <summary>What the ids of a decision's boxes begin with.</summary>
    public static string BoxPrefix(int number) => $"decision:{number:000000}:box:";

    /// <summary>The number of the decision that a document belongs to.</summary>
    public static int NumberOf(Key key) => int.Parse(key.Id.AsSpan("decision:".Length, 6));
}
