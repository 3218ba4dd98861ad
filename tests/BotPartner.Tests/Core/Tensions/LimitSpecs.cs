using BotPartner.Core.Tensions;
using NodaTime;
using static BotPartner.Tests.Core.Tensions.Courses;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>What comes of a limit, of answers to it, and of silence.</summary>
public sealed class LimitSpecs
{
    [Fact]
    public void What_was_answered_to_one_question_is_no_answer_to_another()
    {
        var first = Asked(Usual.Begin(Noon));
        var second = Asked(Done(first, new Move.Escalate(Side.Raiser, first.Entry)));
        Assert.NotEqual(first.Question!.Number, second.Question!.Number);
        Assert.Equal("moved-on", Usual.Do(second, new Move.Answer(Side.Other, Wish.Resolved, first.Question.Number), Noon).Refusal);
    }

    [Fact]
    public void Silence_leads_through_all_stages_to_the_end_and_everybody_is_asked_before()
    {
        var (course, told) = (Usual.Begin(Noon), new List<Stage>());
        for (var now = Noon; course.Ended is null; now = course.Due ?? now)
        {
            course = Usual.Tick(course, now);
            told.Add(course.Stage);
        }

        Assert.Equal(Ending.Exhausted, course.Ended);
        Assert.Equal(Enum.GetValues<Stage>(), told.Distinct());
        Assert.Equal(
            [Events.Raised, .. Enumerable.Repeat(new[] { Events.Nudged, Events.Asked, Events.Escalated }, 5).SelectMany(e => e), Events.Nudged, Events.Asked, Events.Ended],
            What(course));

        // 2, 5, 5, 10, 10 and 10 working days, and two for each answer.
        Assert.Equal(WorkingTime.Default.After(Noon, 42 + 12, DateTimeZone.Utc), course.EndedAt);
    }

    [Fact]
    public void Where_the_raiser_asked_for_it_silence_leads_no_further()
    {
        var careful = Usual with { OnlyWithConsent = true };
        var course = careful.Begin(Noon);
        while (course.Ended is null)
        {
            course = careful.Tick(course, course.Due!.Value);
        }

        Assert.Equal((Ending.Expired, Stage.Acknowledge), (course.Ended, course.Stage));
        Assert.Equal([Events.Raised, Events.Nudged, Events.Asked, Events.Asked, Events.Asked, Events.Ended], What(course));
        Assert.Equal("not-yours", careful.Do(course, new Move.Reopen(Side.Other), course.EndedAt!.Value).Refusal);
        Assert.Null(careful.Do(course, new Move.Reopen(Side.Raiser), course.EndedAt!.Value).Course.Ended);
    }

    [Fact]
    public void Where_the_raiser_asked_for_it_only_they_take_it_further_and_who_answers_is_not_given_up()
    {
        var careful = Usual with { OnlyWithConsent = true };
        var course = careful.Do(careful.Begin(Noon), new Move.Acknowledge(Side.Other), Noon).Course;
        Assert.Equal("only-with-consent", careful.Do(course, new Move.Escalate(Side.Other, course.Entry), Noon).Refusal);
        for (var times = 1; times <= Protocol.MostQuestions * 2; times++)
        {
            while (course.Question?.Number != times)
            {
                course = careful.Tick(course, course.Due!.Value);
            }

            Assert.Equal("only-with-consent", careful.Do(course, new Move.Answer(Side.Other, Wish.Escalate, times), Noon).Refusal);
            course = careful.Do(course, new Move.Answer(Side.Raiser, Wish.MoreTime, times), Noon).Course;
        }

        Assert.Equal((Stage.Talk, null), (course.Stage, course.Ended));
        Assert.Equal(Stage.FocalPoints, careful.Do(course, new Move.Answer(Side.Raiser, Wish.Escalate, course.Question!.Number), Noon).Course.Stage);
    }

    [Fact]
    public void While_the_machine_stood_still_nobody_could_answer_and_so_they_are_asked_again()
    {
        var asked = Asked(Usual.Begin(Noon));
        var late = asked.Question!.Until + Duration.FromDays(10);
        var again = Usual.Tick(asked, late);
        Assert.Equal((Stage.Acknowledge, 2, WorkingTime.Default.After(late, Protocol.AnswerDays, DateTimeZone.Utc)), (again.Stage, again.Question!.Number, again.Question.Until));
        Assert.Equal(Stage.Talk, Usual.Tick(again, again.Question.Until).Stage);
        Assert.Equal(Stage.Talk, Usual.Tick(asked, asked.Question.Until + Protocol.Punctual).Stage);
    }

    [Theory]
    [InlineData(Wish.Escalate, null, Stage.Talk, null)]
    [InlineData(null, Wish.Escalate, Stage.Talk, null)]
    [InlineData(Wish.MoreTime, Wish.Escalate, Stage.Talk, null)]
    [InlineData(Wish.Resolved, Wish.Resolved, Stage.Acknowledge, Ending.Resolved)]
    [InlineData(Wish.MoreTime, Wish.MoreTime, Stage.Acknowledge, null)]
    [InlineData(Wish.Resolved, null, Stage.Acknowledge, null)]
    [InlineData(Wish.Resolved, Wish.MoreTime, Stage.Acknowledge, null)]
    public void At_the_limit_both_say_what_they_wish(Wish? raiser, Wish? other, Stage stage, Ending? ended)
    {
        var course = Asked(Usual.Begin(Noon));
        course = raiser is { } one ? Done(course, Says(Side.Raiser, one)) : course;
        course = other is { } two ? Done(course, Says(Side.Other, two)) : course;
        Assert.Equal((stage, ended), (course.Stage, course.Ended));
        Assert.Equal(raiser == Wish.MoreTime && other == Wish.MoreTime ? 1 : 0, course.Extensions);
        if (ended is null && stage == Stage.Acknowledge && course.Extensions == 0)
        {
            // Not of one mind when the time for answers is over: on it goes.
            Assert.Equal(Stage.Talk, Usual.Tick(course, course.Due!.Value).Stage);
        }
    }

    [Fact]
    public void An_answer_can_be_changed_while_the_question_waits()
    {
        var course = Done(Done(Asked(Usual.Begin(Noon)), Says(Side.Raiser, Wish.Resolved)), Says(Side.Raiser, Wish.MoreTime));
        course = Done(course, Says(Side.Other, Wish.Resolved));
        Assert.Null(course.Ended);
        Assert.Equal((Wish.MoreTime, Wish.Resolved), (course.Question!.Of(Side.Raiser), course.Question.Of(Side.Other)));
    }

    [Fact]
    public void More_time_is_given_twice_in_a_stage()
    {
        var course = Usual.Begin(Noon);
        for (var times = 1; times <= Protocol.MostExtensions; times++)
        {
            course = Asked(course);
            course = Done(Done(course, Says(Side.Raiser, Wish.MoreTime)), Says(Side.Other, Wish.MoreTime));
            Assert.Equal(times, course.Extensions);
        }

        Assert.Equal("no-more-time", Usual.Do(Asked(course), Says(Side.Raiser, Wish.MoreTime)(Asked(course)), Noon).Refusal);
        Assert.Equal(0, Done(course, Escalates(Side.Raiser)).Extensions);
    }

    [Fact]
    public void A_clock_that_looks_late_gives_people_their_whole_time_from_then_on()
    {
        var late = Noon + Duration.FromDays(70);
        var course = Usual.Tick(Usual.Begin(Noon), late);
        Assert.Equal((Stage.Acknowledge, WorkingTime.Default.After(late, Protocol.AnswerDays, DateTimeZone.Utc)), (course.Stage, course.Question!.Until));
        Assert.Equal([Events.Raised, Events.Asked], What(course));
        Assert.Same(course, Usual.Tick(course, late));
    }
}
