using BotPartner.Core.Decisions;

namespace BotPartner.Core.Principles;

/// <summary>What a form about a principle holds.</summary>
/// <param name="Which">One of the catalogue, by its id; <see cref="AdoptForm.Own"/> for one of their own.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">What it says; of one that is retired, why.</param>
/// <param name="Method">The wire name of the method.</param>
/// <param name="Closes">The wire form of the deadline.</param>
/// <param name="Review">When to look at it again; null for never.</param>
public sealed record Filled(string Which, string Title, string Text, string Method, string Closes, string? Review)
{
    // A button's arguments are bounded at 2,000 characters, and each of these may take six when it is escaped.
    private const int MostCarried = 200;

    private static readonly string[] Fieldless = ["quorum", "each", "visibility", "mandates", "electors"];

    /// <summary>The terms that were typed and that the form has no field for.</summary>
    public Proposal Kept { get; init; } = Proposal.Blank;

    /// <summary>How it is decided: consent and a week where nothing else was said.</summary>
    public Proposal Terms
    {
        get
        {
            var method = Methods.Parse(Method, []) is { Rule.TakesOptions: false } said ? said : Decisions.Method.Consent;
            return Kept with
            {
                Method = method with { EachConstituency = Kept.Method.EachConstituency && method.Id is Decisions.Method.MajorityId or Decisions.Method.GradientsId },
                Closes = Deadline.Parse(Closes) ?? Proposal.Blank.Closes,
            };
        }
    }

    /// <summary>The terms without a field, as a form and its button carry them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Hidden
    {
        get
        {
            var usual = ProposalForm.Values(Proposal.Blank);
            return ProposalForm.Values(Kept).Where(v => Fieldless.Contains(v.Key) && usual[v.Key] != v.Value);
        }
    }

    /// <summary>All of it as a button carries it; of much text none.</summary>
    public IEnumerable<KeyValuePair<string, string>> Carried => Title.Length + Text.Length > MostCarried ? Hidden : Hidden.Concat(
    [
        new("which", Which), new("title", Title), new("text", Text), new("method", Method), new("closes", Closes), new("review", Review is { Length: <= PrincipleMatter.MaxReview } ? Review : AdoptForm.NoReview),
    ]);

    /// <summary>As typed words hold it.</summary>
    public static Filled Of(string which, string title, string text, Proposal terms, string? review) =>
        new(which, title, text, Methods.Wire(terms.Method), terms.Closes.ToString(), review) { Kept = Fieldlessly(ProposalForm.Values(terms)) };

    /// <summary>As it was filled in.</summary>
    /// <param name="values">What the fields held.</param>
    /// <param name="args">What the form carried.</param>
    public static Filled Read(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> args) => new(
        values.GetValueOrDefault("which", AdoptForm.Own),
        PrincipleWords.Line(values.GetValueOrDefault("title", "")),
        values.GetValueOrDefault("text", "").Trim(),
        values.GetValueOrDefault("method", ""),
        values.GetValueOrDefault("closes", ""),
        values.GetValueOrDefault("review") is { Length: > 0 } review && review != AdoptForm.NoReview ? review : null)
    { Kept = Fieldlessly(args) };

    /// <summary>What the form begins with that a button opens: what the button carries, and what else it would begin with.</summary>
    public static Filled From(IReadOnlyDictionary<string, string> args, Filled otherwise)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(otherwise);
        return args.ContainsKey("text") ? Read(args, args) : otherwise with { Kept = Fieldlessly(args) };
    }

    private static Proposal Fieldlessly(IReadOnlyDictionary<string, string> values) =>
        ProposalForm.Read(values.Where(v => Fieldless.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value));
}
