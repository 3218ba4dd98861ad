using System.Text.Json.Serialization;

namespace BotPartner.Core.Decisions;

/// <summary>
/// Anonymous ballots: who took part, and what was said, kept apart. Both are sorted by what they are, so that neither tells an
/// order; there is no time and no person in it. A ballot in it cannot be found again, and so cannot be changed.
/// </summary>
/// <remarks>
/// What this guards against and what not is in <c>docs/adr/0006-anonymous-ballots.md</c>: whoever reads one version learns
/// nothing but the sums so far; whoever watches every version of a store being written can always tell what was added.
/// </remarks>
/// <param name="TookPart">Ids of voters.</param>
/// <param name="Slips">What was said.</param>
public sealed record Urn(IReadOnlyList<string> TookPart, IReadOnlyList<Slip> Slips)
{
    /// <summary>At most so many voters share an urn: many more than a box, since a few among themselves are not anonymous.</summary>
    public const int Size = 512;

    /// <summary>At most so many characters of reasons are kept in all urns of a round together: the whole is one document.</summary>
    public const int MostWords = 150_000;

    /// <summary>How many characters are kept for each who has not taken part: whoever must give a reason finds room for one.</summary>
    /// <param name="urns">How many urns the round has.</param>
    /// <param name="voters">How many share the urn.</param>
    public static int Reserve(int urns, int voters) => Math.Clamp(MostWords / urns / (2 * Math.Max(1, voters)), 40, 200);

    /// <summary>Nobody yet.</summary>
    public static Urn Empty { get; } = new([], []);

    /// <summary>With one more ballot; null if the voter has taken part already.</summary>
    public Urn? With(string voter, Slip slip) => TookPart.Contains(voter)
        ? null
        : new([.. TookPart.Append(voter).Order(StringComparer.Ordinal)], Sorted(Slips.Append(slip)));

    /// <summary>Whether what is written on a slip still finds room here.</summary>
    /// <param name="slip">One more.</param>
    /// <param name="voters">How many share the urn.</param>
    /// <param name="required">Whether the slip must have a reason: it may be as long as what is kept for it.</param>
    /// <param name="urns">How many urns the round has.</param>
    public bool HasRoomFor(Slip slip, int urns, int voters, bool required)
    {
        var reserve = Reserve(urns, voters);
        return slip.Words <= (required ? reserve : 0)
            || Slips.Sum(s => s.Words) + slip.Words + (reserve * Math.Max(0, voters - TookPart.Count - 1)) <= (MostWords / urns) + (reserve * voters);
    }

    /// <summary>All urns of a decision as one: what is counted, shown and recorded, so that no urn's own sum is.</summary>
    public static Urn Of(IReadOnlyCollection<Urn> urns) =>
        new([.. urns.SelectMany(u => u.TookPart).Order(StringComparer.Ordinal)], Sorted(urns.SelectMany(u => u.Slips)));

    /// <summary>The urn once it was poured into the whole: who took part, and nothing else.</summary>
    [JsonIgnore]
    public Urn Emptied => this with { Slips = [] };

    private static Slip[] Sorted(IEnumerable<Slip> slips) =>
        [.. slips.OrderBy(s => s.Choice, StringComparer.Ordinal).ThenBy(s => s.Reason, StringComparer.Ordinal).ThenBy(s => s.Principle, StringComparer.Ordinal)];
}

/// <summary>What a ballot says, without whose it is.</summary>
/// <param name="Choice">As <see cref="Method.Read"/> gives it.</param>
/// <param name="Reason">Why, word by word; the voter was told that words can give them away.</param>
public sealed record Slip(string Choice, string? Reason = null)
{
    /// <summary>The shared principle that is at stake, as it was named; null for none.</summary>
    public string? Principle { get; init; }

    /// <summary>How many characters people wrote on it.</summary>
    [JsonIgnore]
    public int Words => (Reason?.Length ?? 0) + (Principle?.Length ?? 0);
}
