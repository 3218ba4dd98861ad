using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>What came of a side's deed.</summary>
/// <param name="Tension">As it is now; null if it was refused.</param>
/// <param name="Refusal">End of the text key <c>refusal.tension.{…}</c>; null if it was done.</param>
public sealed record Done(Tension? Tension, string? Refusal = null);

/// <summary>What a side does to a tension: the protocol's moves with the words that go with them, and what is no move. Pure.</summary>
public static class Deeds
{
    /// <summary>Does what a button or a form says.</summary>
    /// <param name="tension">As it stands.</param>
    /// <param name="protocol">The rules.</param>
    /// <param name="side">Who.</param>
    /// <param name="args">What the button carried.</param>
    /// <param name="words">What was written with it; empty for nothing.</param>
    /// <param name="now">The moment.</param>
    public static Done Do(Tension tension, Protocol protocol, Side side, IReadOnlyDictionary<string, string> args, string words, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tension);
        ArgumentNullException.ThrowIfNull(protocol);
        if (WritingForm.Problem(args.GetValueOrDefault("m", ""), words) is not null)
        {
            // A form asks again; a press that brings no words where some are needed was made by nobody's button.
            return new(null, "moved-on");
        }

        if (Moves.Read(args, side) is { } move)
        {
            if (move is Move.StepBack && tension.Course!.WouldStepBack == side)
            {
                return new(null, "said-already");
            }

            return protocol.Do(tension.Course!, move, now) is { Refusal: null, Course: var course }
                ? new(Saying(tension with { Course = course }, move, side, words, now))
                : new(null, protocol.Do(tension.Course!, move, now).Refusal);
        }

        return args.GetValueOrDefault("m") switch
        {
            Moves.ShowName when side == Side.Raiser => tension.NameHidden ? new(Noting(tension with { NameHidden = false }, Happenings.NameShown, side, now)) : new(null, "name-shown"),
            Moves.Release when Moves.MayRelease(tension) => Draft(tension, tension.Released, Happenings.ReleaseDrafted, words, side) is { } draft
                ? new(Noting(tension with { Released = draft }, Happenings.ReleaseDrafted, side, now))
                : new(null, "drafts"),
            Moves.AgreeRelease when Moves.MayRelease(tension) => Agreed(tension.Released, side, args) is { } released
                ? new(Noting(tension with { Released = released }, Happenings.Released, side, now))
                : new(null, "moved-on"),
            Moves.Lesson when Moves.MayLearn(tension) => Draft(tension, tension.Lesson, Happenings.LessonDrafted, words, side) is { } draft
                ? new(Noting(tension with { Lesson = draft }, Happenings.LessonDrafted, side, now))
                : new(null, "drafts"),
            Moves.AgreeLesson when Moves.MayLearn(tension) => Agreed(tension.Lesson, side, args) is { } lesson
                ? new(Noting(tension with { Lesson = lesson }, Happenings.LessonShared, side, now))
                : new(null, "moved-on"),
            _ => new(null, "moved-on"),
        };
    }

    /// <summary>The same with something that happened.</summary>
    public static Tension Noting(Tension tension, string what, Side? by, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension with { More = [.. tension.More, new(now, what, tension.Course!.Stage, by)] };
    }

    private static Tension Saying(Tension tension, Move move, Side side, string words, Instant now) => move switch
    {
        Move.Propose => tension with { Sayings = [.. tension.Sayings, new(now, side, Events.Proposed, words) { Offer = tension.Course!.Proposed }] },
        Move.Acknowledge when words.Length > 0 => tension with { Sayings = [.. tension.Sayings, new(now, side, Events.Acknowledged, words)] },
        Move.Decline when words.Length > 0 => tension with { Sayings = [.. tension.Sayings, new(now, side, Events.Declined, words)] },
        Move.StepBack when tension.Course!.WouldStepBack == side => Noting(tension, Happenings.WouldStepBack, side, now),
        _ => tension,
    };

    private static Joint? Draft(Tension tension, Joint? before, string what, string words, Side side) =>
        tension.More.Count(e => e.What == what && e.By == side) >= Joint.Most ? null : new(words, side, (before?.Number ?? 0) + 1);

    private static Joint? Agreed(Joint? draft, Side side, IReadOnlyDictionary<string, string> args) =>
        draft is { Both: false } && draft.By != side && draft.Number == Moves.Number(args, "o") ? draft with { Both = true } : null;
}
