using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>A voter gives its voice to another for one decision, or has taken it back.</summary>
/// <param name="From">Whose voice it is.</param>
/// <param name="To">Who speaks for it; null once it was taken back, kept so that an older gift which arrives late stays undone.</param>
/// <param name="By">Who gave or took it back.</param>
/// <param name="At">When, by the platform's clock: of two for the same voter the later stands.</param>
public sealed record Mandate(string From, string? To, Person By, Instant At);

/// <summary>
/// The mandates of one decision: a single document, so that the cap, one mandate a voter and <em>no chains</em> are kept by one
/// save. A mandate given on is not given further: who holds one cannot give its own voice away, and who gave its own cannot be
/// given one.
/// </summary>
/// <param name="Number">Of the decision.</param>
/// <param name="Cap">How many one voter may hold.</param>
/// <param name="All">The latest word of each voter.</param>
/// <param name="Sealed">Whether they change no more.</param>
public sealed record Mandates(int Number, int Cap, IReadOnlyList<Mandate> All, bool Sealed)
{
    /// <summary>Whose right to speak has just ended, as <see cref="Box.Barred"/>; null if nobody's.</summary>
    public IReadOnlyDictionary<string, Instant>? Barred { get; init; }

    /// <summary>Those that stand.</summary>
    private IEnumerable<Mandate> Standing => All.Where(m => m.To is not null);

    /// <summary>Who speaks for a voter, or null.</summary>
    public string? HolderFor(string voter) => All.FirstOrDefault(m => m.From == voter)?.To;

    /// <summary>Whose voices a voter holds.</summary>
    public IReadOnlyList<string> HeldBy(string voter) => [.. Standing.Where(m => m.To == voter).Select(m => m.From)];

    /// <summary>Why a mandate cannot be given or taken back; null if it can.</summary>
    public Refusal? Why(Mandate mandate, IReadOnlyCollection<Voter> electorate)
    {
        string Name(string id) => electorate.FirstOrDefault(v => v.Id == id)?.Name ?? id;
        if (Sealed)
        {
            return Refusal.Of("refusal.closed", ("n", Number));
        }

        if (electorate.All(v => v.Id != mandate.From) || (mandate.To is { } holder && electorate.All(v => v.Id != holder)))
        {
            return Refusal.Of("mandate.not-in-electorate", ("n", Number));
        }

        return mandate.To is not { } to ? null
            : to == mandate.From ? Refusal.Of("mandate.self")
            : HolderFor(to) is { } further ? Refusal.Of("mandate.given-on", ("partner", Name(to)), ("holder", Name(further)))
            : HeldBy(mandate.From) is { Count: > 0 } held ? Refusal.Of("mandate.holds", ("partners", new Text.Listed([.. held.Select(h => new Text.Verbatim(Name(h)))])))
            : HeldBy(to).Count(h => h != mandate.From) >= Cap ? Refusal.Of("mandate.full", ("partner", Name(to)), ("max", Cap))
            : null;
    }

    /// <summary>With a mandate that nothing speaks against; without change if a later word stands already.</summary>
    public Mandates With(Mandate mandate) => All.FirstOrDefault(m => m.From == mandate.From) is { } standing && standing.At > mandate.At
        ? this
        : this with { All = [.. All.Where(m => m.From != mandate.From), mandate] };

    /// <summary>
    /// What counts for each voter. A ballot of one's own beats the mandate; without one, the holder's <em>own</em> ballot counts
    /// with the voter's own weight and in the voter's own constituency; if the holder said nothing, nothing does.
    /// </summary>
    /// <param name="voters">The electorate.</param>
    /// <param name="own">What each said itself, by its id.</param>
    public IReadOnlyList<Vote> Votes(IEnumerable<Voter> voters, IReadOnlyDictionary<string, string> own) => [.. voters.Select(v =>
        own.TryGetValue(v.Id, out var said) ? new Vote(v, said)
        : HolderFor(v.Id) is { } holder && own.TryGetValue(holder, out var spoken) ? new Vote(v, spoken, holder)
        : new Vote(v, null))];
}
