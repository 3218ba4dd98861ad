using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>The conflict protocol, move by move.</summary>
public sealed class ProtocolSpecs
{
    // A Monday.
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 16, 12, 0);

    private static readonly Protocol Agreed = new(Ladder.Default, WorkingTime.Default, [DateTimeZone.Utc], OnlyWithConsent: false);

    [Fact]
    public void It_begins_with_being_heard_and_two_working_days_for_it()
    {
        var course = Agreed.Begin(Noon);
        Assert.Equal((Stage.Acknowledge, Day(2), Day(1)), (course.Stage, course.Limit, course.Nudge));
        Assert.Equal([Events.Raised], What(course));
    }

    [Fact]
    public void Heard_talked_about_and_confirmed_by_both_it_is_resolved()
    {
        var course = Done(Agreed.Begin(Noon), new Move.Acknowledge(Side.Other));
        Assert.Equal(Stage.Talk, course.Stage);
        course = Done(course, new Move.Propose(Side.Other));
        Assert.Null(course.Ended);
        Assert.Equal("own-offer", Agreed.Do(course, new Move.Confirm(Side.Other, 1), Noon).Refusal);
        course = Done(course, new Move.Confirm(Side.Raiser, 1));
        Assert.Equal((Ending.Resolved, Noon, null), (course.Ended, course.EndedAt, course.Due));
        Assert.Equal([Events.Raised, Events.Acknowledged, Events.Proposed, Events.Ended], What(course));
    }

    [Theory]
    [InlineData(Side.Raiser)]
    [InlineData(Side.Other)]
    public void What_is_confirmed_is_what_was_read(Side by)
    {
        var other = by == Side.Raiser ? Side.Other : Side.Raiser;
        var course = Done(Done(Agreed.Begin(Noon), new Move.Propose(by)), new Move.Propose(by));
        Assert.Equal("other-offer", Agreed.Do(course, new Move.Confirm(other, 1), Noon).Refusal);
        var declined = Done(course, new Move.Decline(other, 2));
        Assert.Equal("no-offer", Agreed.Do(declined, new Move.Confirm(other, 2), Noon).Refusal);

        // A counter-proposal takes the place of what it answers; each confirms the other's.
        var counter = Done(course, new Move.Propose(other));
        Assert.Equal("own-offer", Agreed.Do(counter, new Move.Confirm(other, 3), Noon).Refusal);
        Assert.Equal(Ending.Resolved, Done(counter, new Move.Confirm(by, 3)).Ended);
    }

    [Fact]
    public void Silence_leads_through_all_stages_to_the_end_and_everybody_is_asked_before()
    {
        var (course, told) = (Agreed.Begin(Noon), new List<Stage>());
        for (var now = Noon; course.Ended is null; now = course.Due ?? now)
        {
            course = Agreed.Tick(course, now);
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
        var careful = Agreed with { OnlyWithConsent = true };
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
        var course = Asked(Agreed.Begin(Noon));
        course = raiser is { } one ? Done(course, new Move.Answer(Side.Raiser, one)) : course;
        course = other is { } two ? Done(course, new Move.Answer(Side.Other, two)) : course;
        Assert.Equal((stage, ended), (course.Stage, course.Ended));
        Assert.Equal(raiser == Wish.MoreTime && other == Wish.MoreTime ? 1 : 0, course.Extensions);
        if (ended is null && stage == Stage.Acknowledge && course.Extensions == 0)
        {
            // Not of one mind when the time for answers is over: on it goes.
            Assert.Equal(Stage.Talk, Agreed.Tick(course, course.Due!.Value).Stage);
        }
    }

    [Fact]
    public void An_answer_can_be_changed_while_the_question_waits()
    {
        var course = Done(Done(Asked(Agreed.Begin(Noon)), new Move.Answer(Side.Raiser, Wish.Resolved)), new Move.Answer(Side.Raiser, Wish.MoreTime));
        course = Done(course, new Move.Answer(Side.Other, Wish.Resolved));
        Assert.Null(course.Ended);
        Assert.Equal((Wish.MoreTime, Wish.Resolved), (course.Question!.Of(Side.Raiser), course.Question.Of(Side.Other)));
    }

    [Fact]
    public void More_time_is_given_twice_in_a_stage()
    {
        var course = Agreed.Begin(Noon);
        for (var times = 1; times <= Protocol.MostExtensions; times++)
        {
            course = Asked(course);
            course = Done(Done(course, new Move.Answer(Side.Raiser, Wish.MoreTime)), new Move.Answer(Side.Other, Wish.MoreTime));
            Assert.Equal(times, course.Extensions);
        }

        Assert.Equal("no-more-time", Agreed.Do(Asked(course), new Move.Answer(Side.Raiser, Wish.MoreTime), Noon).Refusal);
        Assert.Equal(0, Done(course, new Move.Escalate(Side.Raiser)).Extensions);
    }

    [Fact]
    public void It_goes_back_a_stage_when_both_would_but_not_to_being_heard()
    {
        var course = Done(Done(Agreed.Begin(Noon), new Move.Acknowledge(Side.Other)), new Move.Escalate(Side.Raiser));
        var one = Done(Done(course, new Move.StepBack(Side.Other)), new Move.StepBack(Side.Other));
        Assert.Equal((Stage.FocalPoints, Side.Other), (one.Stage, one.WouldStepBack));
        var both = Done(one, new Move.StepBack(Side.Raiser));
        Assert.Equal((Stage.Talk, null), (both.Stage, both.WouldStepBack));
        Assert.Equal("first-stage", Agreed.Do(both, new Move.StepBack(Side.Raiser), Noon).Refusal);
        for (var times = 2; times <= Protocol.MostStepsBack; times++)
        {
            both = Done(Done(Done(both, new Move.Escalate(Side.Other)), new Move.StepBack(Side.Other)), new Move.StepBack(Side.Raiser));
        }

        Assert.Equal("steps-back", Agreed.Do(Done(both, new Move.Escalate(Side.Other)), new Move.StepBack(Side.Other), Noon).Refusal);
    }

    [Fact]
    public void What_is_not_ones_own_to_do_is_refused_and_changes_nothing()
    {
        var course = Agreed.Begin(Noon);
        (Move Move, string Refusal)[] refused =
        [
            (new Move.Acknowledge(Side.Raiser), "not-yours"),
            (new Move.Withdraw(Side.Other), "not-yours"),
            (new Move.Reopen(Side.Raiser), "not-over"),
            (new Move.Confirm(Side.Other, 1), "no-offer"),
            (new Move.Decline(Side.Other, 1), "no-offer"),
            (new Move.Answer(Side.Other, Wish.Resolved), "no-question"),
            (new Move.StepBack(Side.Raiser), "first-stage"),
        ];
        Assert.All(refused, r => Assert.Equal(new Step(course, r.Refusal), Agreed.Do(course, r.Move, Noon)));
        var over = Done(course, new Move.Withdraw(Side.Raiser));
        Assert.All(refused.Where(r => r.Move is not Move.Reopen), r => Assert.Equal(new Step(over, "over"), Agreed.Do(over, r.Move, Noon)));
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(15, "too-late")]
    public void Within_two_weeks_it_can_be_taken_up_again_where_it_was(int days, string? refusal)
    {
        var course = Done(Done(Agreed.Begin(Noon), new Move.Acknowledge(Side.Other)), new Move.Propose(Side.Raiser));
        course = Done(course, new Move.Confirm(Side.Other, 1));
        var later = Noon + Duration.FromDays(days);
        var step = Agreed.Do(course, new Move.Reopen(Side.Other), later);
        Assert.Equal(refusal, step.Refusal);
        if (refusal is null)
        {
            Assert.Equal((Stage.Talk, null, null), (step.Course.Stage, step.Course.Ended, step.Course.Offer));
            Assert.Equal(WorkingTime.Default.After(later, 5, DateTimeZone.Utc), step.Course.Limit);
        }
    }

    [Fact]
    public void A_clock_that_looks_late_gives_people_their_whole_time_from_then_on()
    {
        var late = Noon + Duration.FromDays(70);
        var course = Agreed.Tick(Agreed.Begin(Noon), late);
        Assert.Equal((Stage.Acknowledge, WorkingTime.Default.After(late, Protocol.AnswerDays, DateTimeZone.Utc)), (course.Stage, course.Question!.Until));
        Assert.Equal([Events.Raised, Events.Asked], What(course));
        Assert.Same(course, Agreed.Tick(course, late));
    }

    [Fact]
    public void A_shorter_ladder_leads_from_what_it_has_to_what_it_has()
    {
        var shorter = Agreed with { Ladder = new([new(Stage.Talk, 1), new(Stage.Facilitated, 3)]) };
        var course = shorter.Begin(Noon);
        Assert.Equal((Stage.Talk, Day(1)), (course.Stage, course.Limit));
        Assert.True(course.Nudge > Noon && course.Nudge < course.Limit, "a stage of one day has its nudge, too");
        Assert.Equal("acknowledged", shorter.Do(course, new Move.Acknowledge(Side.Other), Noon).Refusal);
        course = shorter.Do(course, new Move.Escalate(Side.Other), Noon).Course;
        Assert.Equal(Stage.Facilitated, course.Stage);
        Assert.Equal("last-stage", shorter.Do(course, new Move.Escalate(Side.Other), Noon).Refusal);
    }

    [Theory]
    [InlineData(true, Stage.Acknowledge, Stage.Talk)]
    [InlineData(true, Stage.Talk)]
    [InlineData(false)]
    [InlineData(false, Stage.Acknowledge, Stage.Mediation)]
    [InlineData(false, Stage.Talk, Stage.Acknowledge)]
    [InlineData(false, Stage.Talk, Stage.Talk)]
    public void A_ladder_keeps_the_order_and_never_leaves_out_talking(bool holds, params Stage[] stages) =>
        Assert.Equal(holds, new Ladder([.. stages.Select(s => new Rung(s, 3))]).Holds);

    [Theory]
    [InlineData(0, "", false)]
    [InlineData(61, "", false)]
    [InlineData(60, "Listen first.", true)]
    public void A_stage_has_days_and_a_guide_of_bounded_length(int days, string guide, bool holds) =>
        Assert.Equal(holds, new Ladder([new Rung(Stage.Talk, days) { Guide = guide }]).Holds);

    private static Course Done(Course course, Move move)
    {
        var step = Agreed.Do(course, move, course.Events[^1].At);
        Assert.Null(step.Refusal);
        return step.Course;
    }

    private static Course Asked(Course course)
    {
        while (course.Question is null)
        {
            course = Agreed.Tick(course, course.Due!.Value);
        }

        return course;
    }

    private static Instant Day(int days) => WorkingTime.Default.After(Noon, days, DateTimeZone.Utc);

    private static IEnumerable<string> What(Course course) => course.Events.Select(e => e.What);
}
