using BotPartner.Core.Tensions;
using static BotPartner.Tests.Core.Tensions.Courses;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>A partnership’s ladder can be shorter, and has other days.</summary>
public sealed class LadderSpecs
{
    [Fact]
    public void A_shorter_ladder_leads_from_what_it_has_to_what_it_has()
    {
        var shorter = Usual with { Ladder = new([new(Stage.Talk, 1), new(Stage.Facilitated, 3)]) };
        var course = shorter.Begin(Noon);
        Assert.Equal((Stage.Talk, Day(1)), (course.Stage, course.Limit));
        Assert.True(course.Nudge > Noon && course.Nudge < course.Limit, "a stage of one day has its nudge, too");
        Assert.Equal("acknowledged", shorter.Do(course, new Move.Acknowledge(Side.Other), Noon).Refusal);
        course = shorter.Do(course, Escalates(Side.Other)(course), Noon).Course;
        Assert.Equal(Stage.Facilitated, course.Stage);
        Assert.Equal("last-stage", shorter.Do(course, Escalates(Side.Other)(course), Noon).Refusal);
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
}
