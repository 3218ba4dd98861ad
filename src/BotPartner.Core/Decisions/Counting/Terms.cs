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

/// <summary>Wire names of who votes.</summary>
public static class Electors
{
    /// <summary>The partners, each through its delegates.</summary>
    public const string Partners = "partners";

    /// <summary>Everybody who speaks for a partner, each as themself: one member, one vote.</summary>
    public const string Members = "members";
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

    /// <summary>One of <see cref="Decisions.Electors"/>; null is partners.</summary>
    public string? Electors { get; init; }

    /// <summary>Which ballot is a partner's when several of its delegates speak, one of <see cref="Decisions.Delegates"/>; null is <see cref="Decisions.Delegates.LastSpeaks"/>.</summary>
    public string? Delegates { get; init; }

    /// <summary>Whether members vote, and not partners.</summary>
    [JsonIgnore]
    public bool OfMembers => Electors == Decisions.Electors.Members;

    /// <summary>Whether a partner has no ballot until its delegates say the same.</summary>
    [JsonIgnore]
    public bool MustAgree => Delegates == Decisions.Delegates.MustAgree;

    /// <summary>Whether choices are kept without their voters.</summary>
    [JsonIgnore]
    public bool Anonymous => Visibility == Decisions.Visibility.Anonymous;

    /// <summary>Whether nothing but the turnout is shown while ballots are taken.</summary>
    [JsonIgnore]
    public bool Hides => Visibility is Decisions.Visibility.Sealed or Decisions.Visibility.Anonymous;

    /// <summary>What is wrong with them for these voters; null if they can be put.</summary>
    /// <remarks>An anonymous ballot can tell neither its weight nor its constituency, and cannot be given away and taken back, nor be
    /// compared with another delegate's. Members have one vote each, and nobody else's.</remarks>
    public Text? Problem(IReadOnlyCollection<Voter> voters) =>
        Fault(voters) ?? (Anonymous && voters.Count < LeastAnonymous ? Text.Say("terms.anonymous.few", ("min", LeastAnonymous)) : null);

    /// <summary>What no round could have been opened with; null if it could. A later round may have fewer voters than could be put to.</summary>
    public Text? Fault(IReadOnlyCollection<Voter> voters) =>
        Method.Problem is { } problem ? problem
        : QuorumPercent is < 1 or > 100 ? Text.Say("terms.percent")
        : CapPercent is < 1 or > 100 ? Text.Say("terms.percent")
        : MandateCap is < 1 ? Text.Say("terms.mandates")
        : Electors is not (null or Decisions.Electors.Partners or Decisions.Electors.Members) || Delegates is not (null or Decisions.Delegates.LastSpeaks or Decisions.Delegates.MustAgree) ? Text.Say("method.unknown")
        : OfMembers && MandateCap is not null ? Text.Say("terms.members.mandates")
        : OfMembers && (MustAgree || CapPercent is not null || voters.Any(v => v.Weighs != Weight.One)) ? Text.Say("terms.members.equal")
        : !Anonymous ? null
        : MustAgree ? Text.Say("terms.anonymous.delegates")
        : Method.EachConstituency ? Text.Say("terms.anonymous.constituencies")
        : MandateCap is not null ? Text.Say("terms.anonymous.mandates")
        : voters.Any(v => v.Weighs != Weight.One) ? Text.Say("terms.anonymous.weights")
        : null;
}
