using System.Text.Json.Serialization;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>Wire names of who may see what.</summary>
public static class Visibility
{
    /// <summary>Who voted what, at once.</summary>
    public const string Open = "open";

    /// <summary>Nothing but turnout until it closes.</summary>
    public const string Sealed = "sealed";

    /// <summary>Who took part; never who chose what.</summary>
    public const string Anonymous = "anonymous";
}

/// <summary>What a decision is counted by, fixed when it opens.</summary>
/// <param name="Method">How ballots become an outcome.</param>
/// <param name="QuorumPercent">1 to 100: how much of the electorate must take part.</param>
public sealed record Terms(Method Method, int QuorumPercent)
{
    /// <summary>An urn with fewer ballots tells who chose what to those who know the others.</summary>
    public const int LeastAnonymous = 3;

    /// <summary>Whether the quorum asks for a ballot from each constituency that has voters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EachConstituency { get; init; }

    /// <summary>The share of the weight that no voter may exceed, in percent; null for none. See <see cref="Weights"/>.</summary>
    public int? CapPercent { get; init; }

    /// <summary>How many mandates one voter may hold; null for none at all.</summary>
    public int? MandateCap { get; init; }

    /// <summary>One of <see cref="Decisions.Visibility"/>; null is open.</summary>
    public string? Visibility { get; init; }

    /// <summary>Whether choices are kept without their voters.</summary>
    [JsonIgnore]
    public bool Anonymous => Visibility == Decisions.Visibility.Anonymous;

    /// <summary>Whether nothing but the turnout is shown while ballots are taken.</summary>
    [JsonIgnore]
    public bool Hides => Visibility is Decisions.Visibility.Sealed or Decisions.Visibility.Anonymous;

    /// <summary>What is wrong with them for these voters; null if they can be put.</summary>
    /// <remarks>An anonymous ballot can tell neither its weight nor its constituency, and cannot be given away and taken back.</remarks>
    public Text? Problem(IReadOnlyCollection<Voter> voters) =>
        Method.Problem is { } problem ? problem
        : QuorumPercent is < 1 or > 100 ? Text.Say("terms.percent")
        : CapPercent is < 1 or > 100 ? Text.Say("terms.percent")
        : MandateCap is < 1 ? Text.Say("terms.mandates")
        : !Anonymous ? null
        : Method.EachConstituency ? Text.Say("terms.anonymous.constituencies")
        : MandateCap is not null ? Text.Say("terms.anonymous.mandates")
        : voters.Any(v => v.Weighs != Weight.One) ? Text.Say("terms.anonymous.weights")
        : voters.Count < LeastAnonymous ? Text.Say("terms.anonymous.few", ("min", LeastAnonymous))
        : null;
}
