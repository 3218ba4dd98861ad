namespace BotPartner.Core.Decisions;

/// <summary>Adopted when no objection stands. An objection is one whatever its weight.</summary>
public sealed class ConsentRule : Rule
{
    private static readonly string[] All = [Choice.Consent, Choice.Aside, Choice.Object];

    internal ConsentRule()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices(Method method) => All;

    /// <inheritdoc/>
    public override bool NeedsReason(Method method, string content) => content == Choice.Object;

    /// <inheritdoc/>
    public override (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll) =>
        (papers.Any(p => p.Content == Choice.Object) ? Result.Objected : Result.Adopted, new Working());
}
