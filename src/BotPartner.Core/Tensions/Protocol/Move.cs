namespace BotPartner.Core.Tensions;

/// <summary>What a side does to a tension. What depends on where it stands says what its side saw: what has moved on meanwhile is not acted upon.</summary>
/// <param name="By">Which side.</param>
public abstract record Move(Side By)
{
    /// <summary>Says that it has heard.</summary>
    public sealed record Acknowledge(Side By) : Move(By);

    /// <summary>Wants the stage after the one that it saw.</summary>
    /// <param name="By">Which side.</param>
    /// <param name="Entry"><see cref="Course.Entry"/> as it was seen.</param>
    public sealed record Escalate(Side By, int Entry) : Move(By);

    /// <summary>Would go back from the stage that it saw: it does when both would.</summary>
    /// <param name="By">Which side.</param>
    /// <param name="Entry"><see cref="Course.Entry"/> as it was seen.</param>
    public sealed record StepBack(Side By, int Entry) : Move(By);

    /// <summary>Answers the question of this number at the limit.</summary>
    public sealed record Answer(Side By, Wish Wish, int Question) : Move(By);

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
