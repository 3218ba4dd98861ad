using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class ContentSpecs
{
    [Theory]
    [InlineData("approve:3,1", "approve:1,3")]
    [InlineData("approve:2", "approve:2")]
    [InlineData("approve: 1 , 2", "approve:1,2")]
    [InlineData("abstain", "abstain")]
    public void An_approval_is_read_in_any_order_and_written_in_one(string typed, string canonical) => Canonical(Poll.Choose(4, 3), typed, canonical);

    [Theory]
    [InlineData("rank:2>4=1>3", "rank:2>1=4>3")]
    [InlineData("rank:2", "rank:2")]
    [InlineData("rank: 4 > 3", "rank:4>3")]
    [InlineData("abstain", "abstain")]
    public void A_ranking_is_read_with_equal_ranks_and_without_what_is_not_named(string typed, string canonical) => Canonical(Poll.Rank(4), typed, canonical);

    [Theory]
    [InlineData("approve:1,2,3,4", "ballot.options.many")]
    [InlineData("approve:5", "ballot.option.unknown")]
    [InlineData("approve:1,1", "ballot.option.twice")]
    [InlineData("approve:0", "ballot.choice.missing")]
    [InlineData("approve:-1", "ballot.choice.missing")]
    [InlineData("approve:", "ballot.choice.missing")]
    [InlineData("approve:1,", "ballot.choice.missing")]
    [InlineData("approve:99999999999", "ballot.choice.missing")]
    [InlineData("for", "ballot.choice.missing")]
    [InlineData("", "ballot.choice.missing")]
    public void What_is_no_approval_is_told_why(string typed, string key) => Wrong(Poll.Choose(4, 3), typed, key);

    [Theory]
    [InlineData("rank:1>2>1", "ballot.option.twice")]
    [InlineData("rank:1=1", "ballot.option.twice")]
    [InlineData("rank:5", "ballot.option.unknown")]
    [InlineData("rank:1>>2", "ballot.choice.missing")]
    [InlineData("rank:", "ballot.choice.missing")]
    [InlineData("approve:1", "ballot.choice.missing")]
    public void What_is_no_ranking_is_told_why(string typed, string key) => Wrong(Poll.Rank(4), typed, key);

    [Fact]
    public void A_single_choice_takes_no_two() => Wrong(Poll.Choose(4), "approve:1,2", "ballot.options.many");

    [Fact]
    public void What_a_press_can_say_is_what_the_method_reads()
    {
        Method[] methods = [Method.Consent, Poll.Half, Poll.Gradients, Poll.Choose(3), Poll.Choose(3, 2), Poll.Rank(3)];
        Assert.All(methods, m => Assert.All(m.Choices, c => Canonical(m, c, c)));
        Assert.Equal(["approve:1", "approve:2", "approve:3", "abstain"], Poll.Choose(3).Choices);
        Assert.Equal([false, false, true], Method.Consent.Choices.Select(Method.Consent.NeedsReason));
    }

    [Fact]
    public void What_was_said_can_be_read_by_people()
    {
        var method = new Method(Method.RankId) { Options = ["Rome", "Oslo", "Accra"] };
        Assert.Equal("Accra > Rome = Oslo", Plain(method.Label("rank:3>1=2")));
        Assert.Equal("Rome, Accra", Plain((method with { Id = Method.ChooseId }).Label("approve:1,3")));
        Assert.Equal(new Text.Said("choice.abstain").Key, ((Text.Said)method.Label("abstain")).Key);
    }

    [Fact]
    public void Whatever_the_dice_say_is_read_and_written_the_same()
    {
        var dice = new Dice(7);
        for (var i = 0; i < 20_000; i++)
        {
            var method = Elections.MethodOf(dice.Of(Method.ChooseId, Method.RankId), dice);
            var content = Elections.ContentOf(method, dice);
            Canonical(method, content, content);
        }
    }

    private static void Canonical(Method method, string typed, string canonical)
    {
        var read = method.Read(typed);
        Assert.Null(read.Problem);
        Assert.Equal(canonical, read.Content);
    }

    private static void Wrong(Method method, string typed, string key) => Assert.Equal(key, Assert.IsType<Text.Said>(method.Read(typed).Problem).Key);

    private static string Plain(Text text) => text switch
    {
        Text.Verbatim words => words.Value,
        Text.Joined joined => string.Concat(joined.Parts.Select(Plain)),
        Text.Listed listed => string.Join(", ", listed.Items.Select(Plain)),
        _ => text.ToString(),
    };
}
