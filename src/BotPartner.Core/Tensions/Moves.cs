using System.Globalization;

namespace BotPartner.Core.Tensions;

/// <summary>The wire names of what a side does, and what of it is there to be done.</summary>
public static class Moves
{
    /// <summary>Says that it has heard.</summary>
    public const string Hear = "hear";

    /// <summary>To the next stage.</summary>
    public const string Escalate = "escalate";

    /// <summary>Back a stage.</summary>
    public const string Back = "back";

    /// <summary>Proposes a resolution.</summary>
    public const string Propose = "propose";

    /// <summary>Confirms the other side's resolution.</summary>
    public const string Confirm = "confirm";

    /// <summary>Does not agree to it.</summary>
    public const string Decline = "decline";

    /// <summary>Takes it back.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Takes it up again.</summary>
    public const string Reopen = "reopen";

    /// <summary>Lets the other side see who raised it.</summary>
    public const string ShowName = "name";

    /// <summary>Drafts what others may know.</summary>
    public const string Release = "release";

    /// <summary>Says yes to that draft.</summary>
    public const string AgreeRelease = "release.yes";

    /// <summary>Drafts what others may learn.</summary>
    public const string Lesson = "lesson";

    /// <summary>Says yes to that draft.</summary>
    public const string AgreeLesson = "lesson.yes";

    private const string Answers = "answer.";

    /// <summary>Answers the question at a limit.</summary>
    public static string Answer(Wish wish) => Answers + wish switch
    {
        Wish.Resolved => "resolved",
        Wish.MoreTime => "more-time",
        _ => Escalate,
    };

    /// <summary>Whether a side may take it to the next stage.</summary>
    public static bool MayEscalate(Tension tension, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension.Agreed.Ladder.Above(tension.Course!.Stage) is not null && (side == Side.Raiser || (!tension.OnlyWithConsent && tension.Course.Stage != Stage.Acknowledge));
    }

    /// <summary>Whether others may come to decide or mediate, so that the sides say what these may know.</summary>
    public static bool MayRelease(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension is { Course: { Ended: null or Ending.Exhausted, Stage: >= Stage.Facilitated }, Released: null or { Both: false } } && tension.Agreed.Ladder.Rungs.Any(r => r.Stage >= Stage.Committee);
    }

    /// <summary>Whether a side may take it up again, as far as time does not speak against it.</summary>
    public static bool MayReopen(Tension tension, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension.Course is { Ended: not null and not Ending.Exhausted } course && (course.Ended == Ending.Resolved || side == Side.Raiser)
            && course.Reopenings < Protocol.MostReopenings && !ReopeningIsOver(tension);
    }

    /// <summary>Whether the time is over in which it could be taken up again.</summary>
    public static bool ReopeningIsOver(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension.More.Any(e => e.What == Happenings.ReopeningOver && e.At > tension.Course?.EndedAt);
    }

    /// <summary>Whether the sides may share what they learnt.</summary>
    public static bool MayLearn(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension is { Course.Ended: Ending.Resolved, Lesson: null or { Both: false } };
    }

    /// <summary>The number of the text that a side's button is about; null where it is about none.</summary>
    public static int? Seen(Tension tension, string move, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return move switch
        {
            Confirm or Decline => tension.Course?.Offers.FirstOrDefault(o => o.By != side)?.Number,
            AgreeRelease => tension.Released?.Number,
            AgreeLesson => tension.Lesson?.Number,
            _ => null,
        };
    }

    /// <summary>What a press asks the protocol for; null if it is nothing of the protocol's.</summary>
    public static Move? Read(IReadOnlyDictionary<string, string> args, Side side)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args.GetValueOrDefault("m") switch
        {
            Hear => new Move.Acknowledge(side),
            Escalate => new Move.Escalate(side, Number(args, "e")),
            Back => new Move.StepBack(side, Number(args, "e")),
            Propose => new Move.Propose(side),
            Confirm => new Move.Confirm(side, Number(args, "o")),
            Decline => new Move.Decline(side, Number(args, "o")),
            Withdraw => new Move.Withdraw(side),
            Reopen => new Move.Reopen(side),
            Answers + "resolved" => new Move.Answer(side, Wish.Resolved, Number(args, "q")),
            Answers + "more-time" => new Move.Answer(side, Wish.MoreTime, Number(args, "q")),
            Answers + Escalate => new Move.Answer(side, Wish.Escalate, Number(args, "q")),
            _ => null,
        };
    }

    /// <summary>A number that came back with a button; -1 for none.</summary>
    public static int Number(IReadOnlyDictionary<string, string> args, string key)
    {
        ArgumentNullException.ThrowIfNull(args);
        return int.TryParse(args.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}

/// <summary>The wire names of what happens besides the course.</summary>
public static class Happenings
{
    /// <summary>Who raised it let the other side see their name.</summary>
    public const string NameShown = "name-shown";

    /// <summary>Somebody took it on to guide the dialogue.</summary>
    public const string GuideFound = "guide-found";

    /// <summary>Who guided it gave it back.</summary>
    public const string GuideLeft = "guide-left";

    /// <summary>Nobody of the partnership may guide it.</summary>
    public const string NoGuide = "no-guide";

    /// <summary>A side drafted what others may know.</summary>
    public const string ReleaseDrafted = "release-drafted";

    /// <summary>Both sides said what others may know.</summary>
    public const string Released = "released";

    /// <summary>The other partners were asked to decide.</summary>
    public const string CommitteeAsked = "committee-asked";

    /// <summary>The other partners decided.</summary>
    public const string CommitteeDecided = "committee-decided";

    /// <summary>A side drafted a lesson to share.</summary>
    public const string LessonDrafted = "lesson-drafted";

    /// <summary>The lesson was shared.</summary>
    public const string LessonShared = "lesson-shared";

    /// <summary>A side would go back a stage.</summary>
    public const string WouldStepBack = "would-step-back";

    /// <summary>Who raised it speaks for their partner no longer.</summary>
    public const string RaiserLeft = "raiser-left";

    /// <summary>The time in which it could be taken up again is over.</summary>
    public const string ReopeningOver = "reopening-over";
}
