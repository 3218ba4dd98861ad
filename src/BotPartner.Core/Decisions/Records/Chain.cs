namespace BotPartner.Core.Decisions;

/// <summary>
/// The end of a partnership's chain of records. Where two documents must agree, this one says what comes next, and the decision says
/// whether it takes the place: see <see cref="Recorded"/>. Nothing else joins the chain before that is through.
/// </summary>
/// <param name="Last">The position of the last record; 0 for none.</param>
/// <param name="Hash">Its hash; <see cref="DecisionRecord.Zeros"/> for none.</param>
/// <param name="Claims">Counts the claims on the next place.</param>
public sealed record Chain(int Last, string Hash, int Claims)
{
    /// <summary>A chain without records.</summary>
    public static Chain Empty { get; } = new(0, DecisionRecord.Zeros, 0);

    /// <summary>The number of the decision that has the claim numbered <see cref="Claims"/> on the next place; null for none.</summary>
    public int? Claimed { get; init; }

    /// <summary>The position of the next record.</summary>
    public int Next => Last + 1;

    /// <summary>With a claim on the next place; null while there is one.</summary>
    public Chain? For(int number) => Claimed is null ? this with { Claims = Claims + 1, Claimed = number } : null;

    /// <summary>Whether this claim has still to be settled.</summary>
    public bool Waits(int claim) => Claimed is not null && Claims == claim;
}

/// <summary>
/// What a decision said to the last claim made for it. It answers each claim once: by taking the place, or by passing it over because
/// there is nothing to record. Whoever acts on an older claim finds it answered, and so no ending is chained twice.
/// </summary>
/// <param name="Position">Where its last record stands; 0 for nowhere.</param>
/// <param name="Round">The round whose ending that tells; 0 for none.</param>
/// <param name="Claim">The last claim that was answered.</param>
public sealed record Recorded(int Position, int Round, int Claim)
{
    /// <summary>The decision with its answer to a claim; null if it has answered this or a later one.</summary>
    public static Decision? Answer(Decision decision, int position, int claim) =>
        decision.Recorded?.Claim >= claim ? null
        : decision with
        {
            Recorded = decision.Unrecorded ? new(position, decision.Round, claim) : new(decision.Recorded?.Position ?? 0, decision.Recorded?.Round ?? 0, claim),
        };

    /// <summary>Whether the place was taken by this claim.</summary>
    public bool Takes(int position, int claim) => Claim == claim && Position == position;
}
