namespace BotPartner.Core.Decisions;

/// <summary>An exact share: more than (or at least) a fraction. Of what is the method's business.</summary>
/// <param name="Numerator">Of the fraction.</param>
/// <param name="Denominator">Of the fraction.</param>
/// <param name="Strict">Whether more than the fraction is needed.</param>
public sealed record Threshold(int Numerator, int Denominator, bool Strict)
{
    /// <summary>More than half.</summary>
    public static Threshold Half { get; } = new(1, 2, Strict: true);

    /// <summary>Whether so many of so many reach it. Nothing of nothing does not.</summary>
    public bool IsMet(long votes, long of)
    {
        Int128 held = (Int128)votes * Denominator, asked = (Int128)of * Numerator;
        return of > 0 && (Strict ? held > asked : held >= asked);
    }

    /// <summary>Whether so much weight of so much reaches it.</summary>
    public bool IsMet(Weight votes, Weight of) => IsMet(votes.Millionths, of.Millionths);

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
