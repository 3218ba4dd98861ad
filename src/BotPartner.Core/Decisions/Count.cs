namespace BotPartner.Core.Decisions;

/// <summary>How a decision ended.</summary>
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
}

/// <summary>The sum with its working.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Electorate">How many could vote.</param>
/// <param name="Cast">How many did, abstentions and stand-asides included.</param>
/// <param name="Needed">How many the quorum asks for.</param>
/// <param name="Counts">How many said what, by choice.</param>
public sealed record Outcome(Result Result, int Electorate, int Cast, int Needed, IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>Whether enough took part.</summary>
    public bool Quorate => Cast >= Needed;

    /// <summary>How many said this.</summary>
    public int Of(string choice) => Counts.GetValueOrDefault(choice);
}

/// <summary>The rule book: ballots to an outcome, in whole numbers only.</summary>
public static class Count
{
    /// <summary>The smallest whole number that is at least so many percent of so many.</summary>
    public static int Needed(int percent, int electorate) => (int)((((long)percent * electorate) + 99) / 100);

    /// <summary>Counts.</summary>
    /// <param name="method">How.</param>
    /// <param name="quorumPercent">1 to 100.</param>
    /// <param name="electorate">How many may vote.</param>
    /// <param name="choices">What each ballot says, in any order.</param>
    public static Outcome Of(Method method, int quorumPercent, int electorate, IEnumerable<string> choices)
    {
        var counts = method.Choices.ToDictionary(c => c, _ => 0);
        var cast = 0;
        foreach (var choice in choices)
        {
            counts[choice]++;
            cast++;
        }

        var needed = Needed(quorumPercent, electorate);
        var result = cast < needed || cast == 0 ? Result.NoQuorum
            : method.Id == Method.ConsentId ? (counts[Choice.Object] == 0 ? Result.Adopted : Result.Objected)
            : method.Threshold!.IsMet(counts[Choice.For], counts[Choice.For] + counts[Choice.Against]) ? Result.Adopted
            : Result.Rejected;
        return new(result, electorate, cast, needed, counts);
    }

    /// <summary>A share in tenths of a percent, rounded half up: 2 of 3 is 667.</summary>
    public static long PerMille(long part, long whole) => whole == 0 ? 0 : ((part * 2000) + whole) / (whole * 2);
}
