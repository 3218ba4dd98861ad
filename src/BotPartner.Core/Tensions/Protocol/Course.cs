using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>The two sides of a tension.</summary>
public enum Side
{
    /// <summary>Who raised it.</summary>
    Raiser,

    /// <summary>With whom it is.</summary>
    Other,
}

/// <summary>How a tension ended.</summary>
public enum Ending
{
    /// <summary>Both sides confirmed that it is resolved.</summary>
    Resolved,

    /// <summary>Who raised it took it back.</summary>
    Withdrawn,

    /// <summary>The last stage passed without a resolution.</summary>
    Exhausted,

    /// <summary>Nobody answered, and who raised it had asked that it should go no further without their consent.</summary>
    Expired,
}

/// <summary>What a side says when a limit has come.</summary>
public enum Wish
{
    /// <summary>It is resolved; the other side must say so, too.</summary>
    Resolved,

    /// <summary>More time; the other side must say so, too.</summary>
    MoreTime,

    /// <summary>The next stage.</summary>
    Escalate,
}

/// <summary>A question to both sides at a limit.</summary>
/// <param name="Number">Counts the questions of the tension: who answers says which.</param>
/// <param name="Until">When it counts as not answered.</param>
/// <param name="Times">How often it was asked since anybody last answered, this time included.</param>
public sealed record Question(int Number, Instant Until, int Times)
{
    /// <summary>Whether it was asked again because the clock looked too late for anybody to have answered.</summary>
    public bool Late { get; init; }

    /// <summary>What the one who raised it answered.</summary>
    public Wish? Raiser { get; init; }

    /// <summary>What the other side answered.</summary>
    public Wish? Other { get; init; }

    /// <summary>What a side answered.</summary>
    public Wish? Of(Side side) => side == Side.Raiser ? Raiser : Other;

    internal Question With(Side side, Wish wish) => side == Side.Raiser ? this with { Raiser = wish } : this with { Other = wish };
}

/// <summary>A resolution that one side proposed and the other has not confirmed.</summary>
/// <param name="By">Which side.</param>
/// <param name="Number">Counts the proposals of the tension: who confirms says which.</param>
public sealed record Offer(Side By, int Number);

/// <summary>Something that happened, as both sides see it.</summary>
/// <param name="At">When.</param>
/// <param name="What">Its wire name; one of <see cref="Events"/>.</param>
/// <param name="Stage">At which stage, or into which it led.</param>
/// <param name="By">Which side did it; null for the clock.</param>
public sealed record Event(Instant At, string What, Stage Stage, Side? By);

/// <summary>The wire names of what happens to a tension.</summary>
public static class Events
{
    /// <summary>It was raised.</summary>
    public const string Raised = "raised";

    /// <summary>The other side said that it has heard.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>Both were told that the limit comes near.</summary>
    public const string Nudged = "nudged";

    /// <summary>The limit came: both were asked.</summary>
    public const string Asked = "asked";

    /// <summary>It went up a stage.</summary>
    public const string Escalated = "escalated";

    /// <summary>The stage was given as much time again.</summary>
    public const string Extended = "extended";

    /// <summary>It went down a stage, as both wished.</summary>
    public const string SteppedBack = "stepped-back";

    /// <summary>A resolution was proposed.</summary>
    public const string Proposed = "proposed";

    /// <summary>The other side did not agree to it.</summary>
    public const string Declined = "declined";

    /// <summary>It ended; how, <see cref="Course.Ended"/> says.</summary>
    public const string Ended = "ended";

    /// <summary>It was taken up again.</summary>
    public const string Reopened = "reopened";
}

/// <summary>Where a tension stands on its ladder. Says nothing of what it is about.</summary>
/// <param name="Stage">At which stage.</param>
/// <param name="Limit">When this stage's time is over.</param>
/// <param name="Nudge">When both are told that the limit comes near; null once they were.</param>
public sealed record Course(Stage Stage, Instant Limit, Instant? Nudge)
{
    /// <summary>How often the running stage was given as much time again.</summary>
    public int Extensions { get; init; }

    /// <summary>The question that waits, if the limit has come.</summary>
    public Question? Question { get; init; }

    /// <summary>Counts the stages that were entered, this one included: who wants to leave one says which.</summary>
    public int Entry { get; init; }

    /// <summary>How many questions were asked.</summary>
    public int Questions { get; init; }

    /// <summary>The resolutions that wait to be confirmed by the other side: one of each side at the most.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>How many resolutions were proposed.</summary>
    public int Proposed { get; init; }

    /// <summary>How many of them by who raised it.</summary>
    public int ProposedByRaiser { get; init; }

    /// <summary>How many of them by a side.</summary>
    public int ProposedBy(Side side) => side == Side.Raiser ? ProposedByRaiser : Proposed - ProposedByRaiser;

    /// <summary>Which side would go back a stage.</summary>
    public Side? WouldStepBack { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public Ending? Ended { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The number of the resolution that ended it; null if none did.</summary>
    public int? Confirmed { get; init; }

    /// <summary>How often it was taken up again.</summary>
    public int Reopenings { get; init; }

    /// <summary>All that happened, the first first.</summary>
    public IReadOnlyList<Event> Events { get; init; } = [];

    /// <summary>When the clock looks at it next; null for never.</summary>
    public Instant? Due => Ended is not null ? null : Question is { } asked ? asked.Until : Nudge ?? Limit;
}
