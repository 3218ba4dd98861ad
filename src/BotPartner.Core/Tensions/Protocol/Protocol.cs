using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>What a move, or the clock, made of a course.</summary>
/// <param name="Course">As it is now; as it was if the move was refused.</param>
/// <param name="Refusal">End of the text key <c>refusal.tension.{…}</c> of why it was not taken; null if it was.</param>
public sealed record Step(Course Course, string? Refusal = null);

/// <summary>
/// The conflict protocol: from what was agreed beforehand and what people do follows where a tension stands. Pure. It ends only when
/// both sides confirm that it is resolved, when who raised it takes it back, or when its ladder or everybody's patience is exhausted; and
/// silence always leads on.
/// </summary>
/// <param name="Ladder">As it was when the tension was raised.</param>
/// <param name="Time">The days and hours that limits run in.</param>
/// <param name="Zones">Where the people of both sides are; at least one.</param>
/// <param name="OnlyWithConsent">Whether who raised it asked that no silence takes it to the next stage.</param>
public sealed record Protocol(Ladder Ladder, WorkingTime Time, IReadOnlyList<DateTimeZone> Zones, bool OnlyWithConsent)
{
    /// <summary>How often a stage can be given as much time again.</summary>
    public const int MostExtensions = 2;

    /// <summary>How often in a row both sides are asked, and nobody answers, where silence does not escalate.</summary>
    public const int MostQuestions = 3;

    /// <summary>How many questions there can be in all where silence does not escalate.</summary>
    public const int MostQuestionsInAll = 60;

    /// <summary>How many resolutions each side can propose.</summary>
    public const int MostOffers = 10;

    /// <summary>How often a tension can go back a stage.</summary>
    public const int MostStepsBack = 3;

    /// <summary>How often it can be taken up again.</summary>
    public const int MostReopenings = 3;

    /// <summary>How many working days both sides have for an answer.</summary>
    public const int AnswerDays = 2;

    /// <summary>If the clock looks later than this after the time for answers, it asks again: while it stood still nobody could answer.</summary>
    public static readonly Duration Punctual = Duration.FromHours(1);

    /// <summary>How long after its end a tension can be taken up again.</summary>
    public static readonly Duration ReopenWithin = Duration.FromDays(14);

    /// <summary>The course of a tension that is raised now.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="within">Whether both sides are people of one organisation: then its focal point comes first, if the ladder has that stage.</param>
    public Course Begin(Instant now, bool within = false)
    {
        var first = within && Ladder.Rungs.Any(r => r.Stage == Stage.FocalPoints) ? Stage.FocalPoints : Ladder.First;
        return Enter(new(first, now, null), first, Events.Raised, Side.Raiser, now);
    }

    /// <summary>What a side does, and what comes of it.</summary>
    public Step Do(Course course, Move move, Instant now)
    {
        if (course.Ended is not null)
        {
            return move is Move.Reopen ? Reopen(course, move.By, now) : new(course, "over");
        }

        return move switch
        {
            Move.Acknowledge { By: Side.Raiser } => new(course, "not-yours"),
            Move.Acknowledge => course.Stage == Stage.Acknowledge
                ? new(Enter(course, Ladder.Above(course.Stage)!.Value, Events.Acknowledged, move.By, now))
                : new(course, "acknowledged"),
            Move.Escalate escalate => Escalate(course, escalate, now),
            Move.StepBack back => back.Entry == course.Entry ? StepBack(course, back.By, now) : new(course, "moved-on"),
            Move.Answer answer => Answer(course, answer, now),
            Move.Propose => Propose(course, move.By, now),
            Move.Confirm confirm => Waits(course, confirm.Offer) is not { } offer ? new(course, "no-offer")
                : offer.By == move.By ? new(course, "own-offer")
                : new(End(course, Ending.Resolved, move.By, now) with { Confirmed = confirm.Offer }),
            Move.Decline decline => Waits(course, decline.Offer) is not { } offer ? new(course, "no-offer")
                : offer.By == move.By ? new(course, "own-offer")
                : new(Note(course with { Offers = [.. course.Offers.Where(o => o != offer)] }, Events.Declined, move.By, now)),
            Move.Withdraw { By: Side.Other } => new(course, "not-yours"),
            Move.Withdraw => new(End(course, Ending.Withdrawn, move.By, now)),
            Move.Reopen => new(course, "not-over"),
            _ => throw new InvalidOperationException($"no rule for a {move.GetType().Name}"),
        };
    }

    /// <summary>What the clock does at this moment: at most one thing; nothing while <see cref="Course.Due"/> is later. One that looks
    /// late gives people their whole time from then on.</summary>
    public Course Tick(Course course, Instant now)
    {
        if (course.Due is not { } due || due > now)
        {
            return course;
        }

        if (course.Question is { } asked)
        {
            if (now > asked.Until + Punctual && !asked.Late)
            {
                return Ask(course, asked.Times, now, late: true);
            }

            // Who said anything is not silent: they are asked again, for as long as that leads anywhere.
            var times = asked.Raiser is not null || asked.Other is not null ? 0 : asked.Times;
            return !OnlyWithConsent ? Onwards(course, null, now)
                : times < MostQuestions && course.Questions < MostQuestionsInAll ? Ask(course, times + 1, now)
                : End(course, Ending.Expired, null, now);
        }

        return course.Limit <= now ? Ask(course, 1, now) : Note(course with { Nudge = null }, Events.Nudged, null, now);
    }

    private static Offer? Waits(Course course, int number) => course.Offers.FirstOrDefault(o => o.Number == number);

    private static Course Note(Course course, string what, Side? by, Instant now) => course with { Events = [.. course.Events, new(now, what, course.Stage, by)] };

    private static Course End(Course course, Ending ending, Side? by, Instant now) =>
        Note(course with { Ended = ending, EndedAt = now, Question = null, Offers = [], WouldStepBack = null, Nudge = null }, Events.Ended, by, now);

    private static Step Propose(Course course, Side by, Instant now)
    {
        if (course.ProposedBy(by) >= MostOffers)
        {
            return new(course, "offers");
        }

        // A side's later proposal takes the place of its earlier one; what the other side proposed goes on waiting.
        var number = course.Proposed + 1;
        return new(Note(
            course with { Offers = [.. course.Offers.Where(o => o.By != by), new(by, number)], Proposed = number, ProposedByRaiser = course.ProposedByRaiser + (by == Side.Raiser ? 1 : 0) },
            Events.Proposed,
            by,
            now));
    }

    private Course Ask(Course course, int times, Instant now, bool late = false) => Note(
        course with { Nudge = null, Questions = course.Questions + 1, Question = new(course.Questions + 1, Time.After(now, AnswerDays, Zones), times) { Late = late } }, Events.Asked, null, now);

    /// <summary>Who was told of a tension hears it before they take it further; and what asks for consent asks it of who raised it.</summary>
    private Step Escalate(Course course, Move.Escalate escalate, Instant now) =>
        escalate.Entry != course.Entry ? new(course, "moved-on")
        : Ladder.Above(course.Stage) is null ? new(course, "last-stage")
        : escalate.By == Side.Other && course.Stage == Stage.Acknowledge ? new(course, "acknowledge-first")
        : escalate.By == Side.Other && OnlyWithConsent ? new(course, "only-with-consent")
        : new(Up(course, escalate.By, now));

    private Step Answer(Course course, Move.Answer answer, Instant now)
    {
        if (course.Question is not { } question)
        {
            return new(course, "no-question");
        }

        if (question.Number != answer.Question)
        {
            return new(course, "moved-on");
        }

        if (answer is { Wish: Wish.Escalate, By: Side.Other } && OnlyWithConsent)
        {
            return new(course, "only-with-consent");
        }

        // The ladder is exhausted by its time, and not by one side.
        if (answer.Wish == Wish.Escalate && Ladder.Above(course.Stage) is null)
        {
            return new(course, "last-stage");
        }

        if (answer.Wish == Wish.MoreTime && course.Extensions >= MostExtensions)
        {
            return new(course, "no-more-time");
        }

        var answered = question.With(answer.By, answer.Wish);
        return new(answered switch
        {
            _ when answer.Wish == Wish.Escalate => Up(course, answer.By, now),
            { Raiser: Wish.Resolved, Other: Wish.Resolved } => End(course, Ending.Resolved, answer.By, now),
            { Raiser: Wish.MoreTime, Other: Wish.MoreTime } => Extend(course, answer.By, now),
            _ => course with { Question = answered },
        });
    }

    private Step StepBack(Course course, Side by, Instant now)
    {
        if (Ladder.Below(course.Stage) is not { } below || below == Stage.Acknowledge)
        {
            return new(course, "first-stage");
        }

        if (course.Events.Count(e => e.What == Events.SteppedBack) >= MostStepsBack)
        {
            return new(course, "steps-back");
        }

        return new(course.WouldStepBack is { } other && other != by ? Enter(course, below, Events.SteppedBack, by, now) : course with { WouldStepBack = by });
    }

    /// <summary>Either side may take up what both called resolved; only who raised it what they took back or let rest. What exhausted the ladder is over.</summary>
    private Step Reopen(Course course, Side by, Instant now) =>
        course.Ended == Ending.Exhausted ? new(course, "exhausted")
        : course.Ended != Ending.Resolved && by == Side.Other ? new(course, "not-yours")
        : now > course.EndedAt + ReopenWithin ? new(course, "too-late")
        : course.Reopenings >= MostReopenings ? new(course, "reopenings")
        : new(Enter(course with { Ended = null, EndedAt = null, Confirmed = null, Reopenings = course.Reopenings + 1 }, course.Stage, Events.Reopened, by, now));

    private Course Onwards(Course course, Side? by, Instant now) => Ladder.Above(course.Stage) is null ? End(course, Ending.Exhausted, by, now) : Up(course, by, now);

    private Course Up(Course course, Side? by, Instant now) => Enter(course, Ladder.Above(course.Stage)!.Value, Events.Escalated, by, now);

    private Course Extend(Course course, Side by, Instant now)
    {
        var extended = Enter(course, course.Stage, Events.Extended, by, now);
        return extended with { Extensions = course.Extensions + 1 };
    }

    /// <summary>The course at the beginning of a stage. Resolutions that wait go on waiting.</summary>
    private Course Enter(Course course, Stage stage, string what, Side? by, Instant now)
    {
        var days = Ladder.At(stage).Days;
        var limit = Time.After(now, days, Zones);
        var nudge = days > 1 ? Time.After(now, days - 1, Zones) : Time.After(now + ((limit - now) / 2), 0, Zones);
        return Note(
            course with { Stage = stage, Entry = course.Entry + 1, Limit = limit, Nudge = nudge > now && nudge < limit ? nudge : null, Question = null, WouldStepBack = null, Extensions = 0 },
            what,
            by,
            now);
    }
}
