using System.Text.Json.Serialization;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>How ballots become an outcome. What an unknown or missing setting means is its default, so that older ones stay readable.</summary>
/// <param name="Id">Wire name: one of the constants here.</param>
public sealed record Method(string Id)
{
    /// <summary>Adopted when the quorum is met and no objection stands.</summary>
    public const string ConsentId = "consent";

    /// <summary>Adopted when the quorum is met and the share of votes for it reaches the threshold.</summary>
    public const string MajorityId = "majority";

    /// <summary>Five levels of agreement; see <see cref="GradientsRule"/>.</summary>
    public const string GradientsId = "gradients";

    /// <summary>One of several options, or as many as one approves of; see <see cref="ChooseRule"/>.</summary>
    public const string ChooseId = "choose";

    /// <summary>Options put in order; see <see cref="RankRule"/>.</summary>
    public const string RankId = "rank";

    /// <summary>How many options there can be.</summary>
    public const int MostOptions = 10;

    /// <summary>How long the name of an option can be: what both platforms' selections show.</summary>
    public const int LongestOption = 75;

    /// <summary>Consent.</summary>
    public static Method Consent { get; } = new(ConsentId);

    /// <summary>The share that majority and gradients ask for; null is more than half.</summary>
    public Threshold? Threshold { get; init; }

    /// <summary>Whether the share is of the whole electorate instead of the votes cast.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfElectorate { get; init; }

    /// <summary>Whether each constituency that has voters must reach the share, too. One that says neither yes nor no does not reach it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EachConstituency { get; init; }

    /// <summary>Gradients: whether somebody on the lowest level stops the proposal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Veto { get; init; }

    /// <summary>Gradients: how many of the upper levels are support, 2 or 3; null is 2.</summary>
    public int? Supporting { get; init; }

    /// <summary>Choose and rank: what there is to choose from, as written. A ballot names them by their places, from 1.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Choose: how many options one ballot may approve of; null is one.</summary>
    public int? Approvals { get; init; }

    /// <summary>The rule behind it.</summary>
    [JsonIgnore]
    public Rule Rule => Rule.Find(Id) ?? throw new InvalidOperationException($"there is no method {Id}");

    /// <summary>What a ballot may say in one word, in the order of the card. Several approvals and rankings need a form.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Choices => Rule.Choices(this);

    /// <summary>A majority of the votes cast.</summary>
    public static Method Majority(Threshold threshold) => new(MajorityId) { Threshold = threshold };

    /// <summary>Whether a ballot that says this must say why.</summary>
    public bool NeedsReason(string content) => Rule.NeedsReason(this, content);

    /// <summary>Reads what a ballot says: its canonical form, or what is wrong with it.</summary>
    public Reading Read(string content) => Rule.Read(this, content);

    /// <summary>What a ballot says, for people.</summary>
    public Text Label(string content) => Rule.Label(this, content);

    /// <summary>What is wrong with the method itself; null if it can be put.</summary>
    [JsonIgnore]
    public Text? Problem => Rule.Find(Id) is null ? Text.Say("method.unknown")
        : Supporting is not (null or 2 or 3) || (Threshold is not null && Decisions.Threshold.Parse(Threshold.ToString()) is null) ? Text.Say("method.unknown")
        : Rule.TakesOptions ? OptionsProblem(Options ?? []) : null;

    /// <summary>Equal when every setting is, the options by their words.</summary>
    public bool Equals(Method? other) => other is not null
        && (Id, Threshold, OfElectorate, EachConstituency, Veto, Supporting, Approvals)
            == (other.Id, other.Threshold, other.OfElectorate, other.EachConstituency, other.Veto, other.Supporting, other.Approvals)
        && (Options ?? []).SequenceEqual(other.Options ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Threshold, OfElectorate, EachConstituency, Veto, Options?.Count ?? 0);

    private Text? OptionsProblem(IReadOnlyList<string> options) =>
        options.Count < 2 ? Text.Say("method.options.few")
        : options.Count > MostOptions ? Text.Say("method.options.many", ("max", MostOptions))
        : options.Any(string.IsNullOrWhiteSpace) ? Text.Say("method.options.blank")
        : options.FirstOrDefault(o => o.Length > LongestOption) is { } longest ? Text.Say("method.options.long", ("option", longest), ("max", LongestOption))
        : options.GroupBy(Words.Fold).FirstOrDefault(g => g.Count() > 1) is { } twice ? Text.Say("method.options.same", ("option", twice.First()))
        : Approvals is { } most && (most < 1 || most > options.Count) ? Text.Say("method.approvals", ("max", options.Count)) : null;
}

/// <summary>What a ballot says in its canonical form, or why it cannot be cast.</summary>
public readonly record struct Reading(string Content, Text? Problem)
{
    /// <summary>A ballot that can be cast.</summary>
    public static implicit operator Reading(string content) => new(content, null);

    /// <summary>A ballot that cannot.</summary>
    public static Reading Wrong(string content, Text problem) => new(content, problem);
}
