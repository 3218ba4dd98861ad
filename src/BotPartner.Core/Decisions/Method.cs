namespace BotPartner.Core.Decisions;

/// <summary>How ballots become an outcome.</summary>
/// <param name="Id">Wire name: <see cref="ConsentId"/> or <see cref="MajorityId"/>.</param>
public sealed record Method(string Id)
{
    /// <summary>Adopted when the quorum is met and no objection stands.</summary>
    public const string ConsentId = "consent";

    /// <summary>Adopted when the quorum is met and the share of votes for it reaches the threshold.</summary>
    public const string MajorityId = "majority";

    /// <summary>Consent.</summary>
    public static Method Consent { get; } = new(ConsentId);

    /// <summary>The threshold of a majority.</summary>
    public Threshold? Threshold { get; init; }

    /// <summary>What a ballot may say, in the order of the card.</summary>
    public IReadOnlyList<string> Choices => Id == ConsentId ? [Choice.Consent, Choice.Aside, Choice.Object] : [Choice.For, Choice.Against, Choice.Abstain];

    /// <summary>Whether a ballot that says this must say why.</summary>
    public static bool NeedsReason(string choice) => choice == Choice.Object;

    /// <summary>A majority of the votes cast.</summary>
    public static Method Majority(Threshold threshold) => new(MajorityId) { Threshold = threshold };
}

/// <summary>Wire names of what a ballot can say. Each has a text <c>choice.{name}</c>.</summary>
public static class Choice
{
    /// <summary>I can live with it.</summary>
    public const string Consent = "consent";

    /// <summary>I do not stand in the way.</summary>
    public const string Aside = "aside";

    /// <summary>It would harm what we stand for; with a reason.</summary>
    public const string Object = "object";

    /// <summary>Yes.</summary>
    public const string For = "for";

    /// <summary>No.</summary>
    public const string Against = "against";

    /// <summary>Here, but neither: counts for the quorum alone.</summary>
    public const string Abstain = "abstain";
}

/// <summary>An exact share: more than (or at least) a fraction of the votes for and against. Abstentions count for the quorum alone.</summary>
/// <param name="Numerator">Of the fraction.</param>
/// <param name="Denominator">Of the fraction.</param>
/// <param name="Strict">Whether more than the fraction is needed.</param>
public sealed record Threshold(int Numerator, int Denominator, bool Strict)
{
    /// <summary>More than half.</summary>
    public static Threshold Half { get; } = new(1, 2, Strict: true);

    /// <summary>Whether so many of so many reach it. Nothing of nothing does not.</summary>
    public bool IsMet(long votes, long of) =>
        of > 0 && (Strict ? votes * Denominator > of * Numerator : votes * Denominator >= of * Numerator);

    /// <summary>Wire form and what people type: <c>&gt; 1/2</c>, <c>&gt;= 2/3</c>.</summary>
    public override string ToString() => $"{(Strict ? ">" : ">=")} {Numerator}/{Denominator}";

    /// <summary>Reads <c>&gt; 1/2</c>, <c>≥ 2/3</c> or <c>3/4</c> (at least); null if it is none, or not a share from half to all.</summary>
    public static Threshold? Parse(string typed)
    {
        var words = typed.Trim();
        var strict = words.StartsWith('>') && !words.StartsWith(">=", StringComparison.Ordinal);
        var parts = words.TrimStart('>', '=', '≥', ' ').Split('/');
        return parts is [var a, var b] && int.TryParse(a, out var n) && int.TryParse(b, out var d)
            && d is > 0 and <= 100 && n > 0 && (strict ? n < d : n <= d) && n * 2 >= d && (strict || n * 2 > d)
            ? new(n, d, strict)
            : null;
    }
}
