namespace BotPartner.Core.Tensions;

/// <summary>What a side does to a tension.</summary>
/// <param name="By">Which side.</param>
public abstract record Move(Side By)
{
    /// <summary>Says that it has heard.</summary>
    public sealed record Acknowledge(Side By) : Move(By);

    /// <summary>Wants the next stage.</summary>
    public sealed record Escalate(Side By) : Move(By);

    /// <summary>Would go back a stage: it does when both would.</summary>
    public sealed record StepBack(Side By) : Move(By);

    /// <summary>Answers the question at the limit.</summary>
    public sealed record Answer(Side By, Wish Wish) : Move(By);

    /// <summary>Proposes a resolution.</summary>
    public sealed record Propose(Side By) : Move(By);

    /// <summary>Confirms the resolution of this number.</summary>
    public sealed record Confirm(Side By, int Offer) : Move(By);

    /// <summary>Does not agree to the resolution of this number.</summary>
    public sealed record Decline(Side By, int Offer) : Move(By);

    /// <summary>Takes it back.</summary>
    public sealed record Withdraw(Side By) : Move(By);

    /// <summary>Takes it up again.</summary>
    public sealed record Reopen(Side By) : Move(By);
}
