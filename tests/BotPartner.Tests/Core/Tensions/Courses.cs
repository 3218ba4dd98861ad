using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Tensions on the usual ladder, and moves that see where they stand.</summary>
internal static class Courses
{
    // A Monday.
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 16, 12, 0);

    public static readonly Protocol Usual = new(Ladder.Default, WorkingTime.Default, [DateTimeZone.Utc], OnlyWithConsent: false);

    public static Func<Course, Move> Escalates(Side by) => c => new Move.Escalate(by, c.Entry);

    public static Func<Course, Move> Steps(Side by) => c => new Move.StepBack(by, c.Entry);

    public static Func<Course, Move> Says(Side by, Wish wish) => c => new Move.Answer(by, wish, c.Question?.Number ?? 0);

    public static Course Done(Course course, Func<Course, Move> move) => Done(course, move(course));

    public static Course Done(Course course, Move move)
    {
        var step = Usual.Do(course, move, course.Events[^1].At);
        Assert.Null(step.Refusal);
        return step.Course;
    }

    public static Course Asked(Course course)
    {
        while (course.Question is null)
        {
            course = Usual.Tick(course, course.Due!.Value);
        }

        return course;
    }

    public static Instant Day(int days) => WorkingTime.Default.After(Noon, days, DateTimeZone.Utc);

    public static IEnumerable<string> What(Course course) => course.Events.Select(e => e.What);
}
