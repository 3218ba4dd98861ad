using BotPartner.Core.Tensions;
using NodaTime;
using static BotPartner.Tests.Core.Tensions.Courses;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>The conflict protocol, move by move.</summary>
public sealed class ProtocolSpecs
{
    [Fact]
    public void It_begins_with_being_heard_and_two_working_days_for_it()
    {
        var course = Usual.Begin(Noon);
        Assert.Equal((Stage.Acknowledge, Day(2), Day(1)), (course.Stage, course.Limit, course.Nudge));
        Assert.Equal([Events.Raised], What(course));
    }

    [Fact]
    public void Heard_talked_about_and_confirmed_by_both_it_is_resolved()
    {
        var course = Done(Usual.Begin(Noon), new Move.Acknowledge(Side.Other));
        Assert.Equal(Stage.Talk, course.Stage);
        course = Done(course, new Move.Propose(Side.Other));
        Assert.Null(course.Ended);
        Assert.Equal("own-offer", Usual.Do(course, new Move.Confirm(Side.Other, 1), Noon).Refusal);
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
        var course = Done(Done(Usual.Begin(Noon), new Move.Propose(by)), new Move.Propose(by));
        Assert.Equal("no-offer", Usual.Do(course, new Move.Confirm(other, 1), Noon).Refusal);
        var declined = Done(course, new Move.Decline(other, 2));
        Assert.Equal("no-offer", Usual.Do(declined, new Move.Confirm(other, 2), Noon).Refusal);

        // A counter-proposal stands beside what it answers; each can confirm the other's.
        var counter = Done(course, new Move.Propose(other));
        Assert.Equal("own-offer", Usual.Do(counter, new Move.Confirm(other, 3), Noon).Refusal);
        Assert.Equal(Ending.Resolved, Done(counter, new Move.Confirm(by, 3)).Ended);
        Assert.Equal(Ending.Resolved, Done(counter, new Move.Confirm(other, 2)).Ended);
    }

    [Fact]
    public void One_side_cannot_propose_the_other_into_silence()
    {
        var course = Usual.Begin(Noon);
        for (var times = 0; times < Protocol.MostOffers; times++)
        {
            course = Done(course, new Move.Propose(Side.Other));
        }

        Assert.Equal("offers", Usual.Do(course, new Move.Propose(Side.Other), Noon).Refusal);
        course = Done(course, new Move.Propose(Side.Raiser));
        Assert.Equal(Ending.Resolved, Done(course, new Move.Confirm(Side.Other, Protocol.MostOffers + 1)).Ended);
    }

    [Fact]
    public void What_both_press_on_the_same_card_leads_one_stage_on()
    {
        var course = Done(Usual.Begin(Noon), new Move.Acknowledge(Side.Other));
        var once = Done(course, new Move.Escalate(Side.Raiser, course.Entry));
        Assert.Equal((Stage.FocalPoints, "moved-on"), (once.Stage, Usual.Do(once, new Move.Escalate(Side.Other, course.Entry), Noon).Refusal));
        Assert.Equal("moved-on", Usual.Do(once, new Move.StepBack(Side.Other, course.Entry), Noon).Refusal);
    }

    [Fact]
    public void Who_has_not_acknowledged_it_cannot_take_it_further_nor_can_one_side_exhaust_the_ladder()
    {
        var course = Usual.Begin(Noon);
        Assert.Equal("acknowledge-first", Usual.Do(course, new Move.Escalate(Side.Other, course.Entry), Noon).Refusal);
        course = Done(course, new Move.Acknowledge(Side.Other));
        while (Ladder.Default.Above(course.Stage) is not null)
        {
            course = Done(course, Escalates(Side.Other));
        }

        Assert.Equal("last-stage", Usual.Do(course, new Move.Escalate(Side.Other, course.Entry), Noon).Refusal);
        var asked = Asked(course);
        Assert.Equal("last-stage", Usual.Do(asked, new Move.Answer(Side.Other, Wish.Escalate, asked.Question!.Number), Noon).Refusal);
        Assert.Equal(Ending.Exhausted, Usual.Tick(asked, asked.Due!.Value).Ended);
    }

    [Fact]
    public void It_goes_back_a_stage_when_both_would_but_not_to_being_heard()
    {
        var course = Done(Done(Usual.Begin(Noon), new Move.Acknowledge(Side.Other)), Escalates(Side.Raiser));
        var one = Done(Done(course, Steps(Side.Other)), Steps(Side.Other));
        Assert.Equal((Stage.FocalPoints, Side.Other), (one.Stage, one.WouldStepBack));
        var both = Done(one, Steps(Side.Raiser));
        Assert.Equal((Stage.Talk, null), (both.Stage, both.WouldStepBack));
        Assert.Equal("first-stage", Usual.Do(both, Steps(Side.Raiser)(both), Noon).Refusal);
        for (var times = 2; times <= Protocol.MostStepsBack; times++)
        {
            both = Done(Done(Done(both, Escalates(Side.Other)), Steps(Side.Other)), Steps(Side.Raiser));
        }

        Assert.Equal("steps-back", Usual.Do(Done(both, Escalates(Side.Other)), Steps(Side.Other)(Done(both, Escalates(Side.Other))), Noon).Refusal);
    }

    [Fact]
    public void What_is_not_ones_own_to_do_is_refused_and_changes_nothing()
    {
        var course = Usual.Begin(Noon);
        (Move Move, string Refusal)[] refused =
        [
            (new Move.Acknowledge(Side.Raiser), "not-yours"),
            (new Move.Withdraw(Side.Other), "not-yours"),
            (new Move.Reopen(Side.Raiser), "not-over"),
            (new Move.Confirm(Side.Other, 1), "no-offer"),
            (new Move.Decline(Side.Other, 1), "no-offer"),
            (new Move.Answer(Side.Other, Wish.Resolved, 1), "no-question"),
            (new Move.StepBack(Side.Raiser, course.Entry), "first-stage"),
            (new Move.Escalate(Side.Raiser, course.Entry - 1), "moved-on"),
            (new Move.Escalate(Side.Other, course.Entry), "acknowledge-first"),
        ];
        Assert.All(refused, r => Assert.Equal(new Step(course, r.Refusal), Usual.Do(course, r.Move, Noon)));
        var over = Done(course, new Move.Withdraw(Side.Raiser));
        Assert.All(refused.Where(r => r.Move is not Move.Reopen), r => Assert.Equal(new Step(over, "over"), Usual.Do(over, r.Move, Noon)));
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(15, "too-late")]
    public void Within_two_weeks_it_can_be_taken_up_again_where_it_was(int days, string? refusal)
    {
        var course = Done(Done(Usual.Begin(Noon), new Move.Acknowledge(Side.Other)), new Move.Propose(Side.Raiser));
        course = Done(course, new Move.Confirm(Side.Other, 1));
        var later = Noon + Duration.FromDays(days);
        var step = Usual.Do(course, new Move.Reopen(Side.Other), later);
        Assert.Equal(refusal, step.Refusal);
        if (refusal is null)
        {
            Assert.Equal((Stage.Talk, null, 0), (step.Course.Stage, step.Course.Ended, step.Course.Offers.Count));
            Assert.Equal(WorkingTime.Default.After(later, 5, DateTimeZone.Utc), step.Course.Limit);
        }
    }
}
