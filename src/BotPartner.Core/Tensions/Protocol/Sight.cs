namespace BotPartner.Core.Tensions;

/// <summary>Who may know of a tension before a stage makes it necessary; the one who raised it chooses.</summary>
public enum Circle
{
    /// <summary>The two sides.</summary>
    Sides,

    /// <summary>And the facilitators who may guide it.</summary>
    Facilitators,

    /// <summary>And the stewards of neither side.</summary>
    Stewards,
}

/// <summary>What somebody is to a tension. Who is several things sees what any of them sees.</summary>
public enum Viewer
{
    /// <summary>Raised it.</summary>
    Raiser,

    /// <summary>Was it raised with.</summary>
    Other,

    /// <summary>Answers for the partner of who raised it.</summary>
    RaisersFocalPoint,

    /// <summary>Answers for the partner of the other side.</summary>
    OthersFocalPoint,

    /// <summary>Guides its dialogue, as facilitator or in their place; of neither side.</summary>
    Handler,

    /// <summary>A facilitator of neither side, who may come to guide it.</summary>
    Facilitator,

    /// <summary>A steward of neither side.</summary>
    Steward,

    /// <summary>A delegate of another partner, when the other partners decide.</summary>
    Committee,

    /// <summary>The mediator from outside.</summary>
    Mediator,

    /// <summary>Everybody else: members, stewards and facilitators of a side, readers of channels.</summary>
    Anybody,
}

/// <summary>What there is to see of a tension.</summary>
public enum Aspect
{
    /// <summary>That it is there, with which partners, and how it stands.</summary>
    Course,

    /// <summary>Who raised it.</summary>
    RaisersName,

    /// <summary>What was written: what happened, what is needed, what was answered.</summary>
    Words,

    /// <summary>What both sides released for those who decide or mediate.</summary>
    Released,

    /// <summary>What the sides agreed in the end.</summary>
    Agreement,

    /// <summary>Who looked at it.</summary>
    Looks,

    /// <summary>What both let others learn from it, without saying who they were.</summary>
    Lesson,
}

/// <summary>What decides over who sees what.</summary>
/// <param name="Circle">Who may know from the beginning.</param>
/// <param name="NameHidden">Whether the other side does not see who raised it.</param>
/// <param name="Stage">At which stage it is.</param>
public sealed record Confidence(Circle Circle, bool NameHidden, Stage Stage)
{
    /// <summary>Whether both sides let the lesson be shared.</summary>
    public bool LessonShared { get; init; }
}

/// <summary>
/// The one table of who sees what of a tension. Whatever shows, sends, lists or exports anything of one asks here. Pure. What is not
/// allowed here is not allowed.
/// </summary>
public static class Sight
{
    /// <summary>Whether somebody sees this of a tension.</summary>
    public static bool May(Viewer viewer, Aspect aspect, Confidence confidence) => (viewer, aspect) switch
    {
        (_, Aspect.Lesson) => confidence.LessonShared,
        (Viewer.Anybody, _) => false,
        (Viewer.Raiser, _) => true,

        // Both sides see who looked, so that nobody looks unseen; nobody else is shown who took an interest.
        (Viewer.Other, Aspect.Looks) => true,
        (_, Aspect.Looks) => false,

        // Whom it reached at all comes first: without that nothing else is seen.
        _ when !Reached(viewer, confidence) => false,
        (_, Aspect.Course) => true,

        // Hidden from the other side means from all who would carry it there; who guides must know whom they help.
        (Viewer.RaisersFocalPoint or Viewer.Handler or Viewer.Facilitator, Aspect.RaisersName) => true,

        // Who decides or mediates gets what both sides released: no names, and not what they wrote to each other.
        (Viewer.Committee or Viewer.Mediator, Aspect.RaisersName or Aspect.Words or Aspect.Agreement) => false,
        (_, Aspect.RaisersName) => !confidence.NameHidden,
        (_, Aspect.Released) => confidence.Stage >= Stage.Committee,
        (_, Aspect.Words or Aspect.Agreement) => true,
        _ => false,
    };

    /// <summary>Whether it has come to somebody: by the circle that who raised it chose, or since a stage needs them.</summary>
    private static bool Reached(Viewer viewer, Confidence confidence) => viewer switch
    {
        Viewer.Other => true,
        Viewer.RaisersFocalPoint or Viewer.OthersFocalPoint => confidence.Stage >= Stage.FocalPoints,
        Viewer.Handler => confidence.Stage >= Stage.Facilitated,
        Viewer.Facilitator => confidence.Circle >= Circle.Facilitators,
        Viewer.Steward => confidence.Circle >= Circle.Stewards,
        Viewer.Committee => confidence.Stage == Stage.Committee,
        Viewer.Mediator => confidence.Stage == Stage.Mediation,
        _ => false,
    };
}
