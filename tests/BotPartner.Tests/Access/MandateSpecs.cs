using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Access;

/// <summary>Who votes for another votes for no more than was given to them, and gives nothing on.</summary>
public sealed class MandateSpecs
{
    [Fact]
    public async Task Who_holds_a_mandate_has_one_ballot_and_it_counts_for_both()
    {
        using var desk = await Open();
        await desk.Say(Who.South, "vote 8 against");
        Assert.Equal(["south"], await Voted(desk, 8));
        Assert.Equal(["south", "west"], await Counted(desk, 8));
    }

    [Fact]
    public async Task The_giver_s_own_ballot_counts_before_the_holder_s()
    {
        using var desk = await Open();
        await desk.Say(Who.South, "vote 8 against");
        await desk.Say(Who.West, "vote 8 for");
        Assert.Equal(["south", "west"], await Voted(desk, 8));
    }

    [Theory]
    [InlineData(nameof(Who.South), "mandate 8 to north", "mandate.holds")]
    [InlineData(nameof(Who.Delegate), "mandate 8 to west", "mandate.given-on")]
    [InlineData(nameof(Who.Delegate), "mandate 8 to north", "mandate.self")]
    [InlineData(nameof(Who.Member), "mandate 8 to south", "refusal.not-delegate")]
    [InlineData(nameof(Who.FocalPoint), "mandate 8 to south", "refusal.not-delegate")]
    [InlineData(nameof(Who.Steward), "mandate 8 to south", "refusal.stranger")]
    [InlineData(nameof(Who.Asked), "mandate 8 to south", "refusal.not-yet-admitted")]
    [InlineData(nameof(Who.Removed), "mandate 8 to south", "refusal.stranger")]
    [InlineData(nameof(Who.Delegate), "mandate 8 to past", "mandate.unknown")]
    [InlineData(nameof(Who.Delegate), "mandate 2 to south", "mandate.not-here")]
    public async Task Chains_oneself_who_is_gone_and_who_may_not_are_refused(string who, string words, string why)
    {
        using var desk = await Open();
        var reply = await desk.Say(Enum.Parse<Who>(who), words);
        Assert.Contains($"\"{why}\"", Refusals.Words(reply), StringComparison.Ordinal);
        Assert.Equal(["west>south"], await Mandates(desk, 8));
    }

    [Fact]
    public async Task Taken_back_it_counts_for_nothing_and_may_be_given_to_another()
    {
        using var desk = await Open();
        await desk.Say(Who.South, "vote 8 against");
        await desk.Say(Who.West, "mandate 8 back");
        Assert.Equal(["south"], await Counted(desk, 8));
        await desk.Say(Who.West, "mandate 8 to north");
        Assert.Equal(["west>north"], await Mandates(desk, 8));
        Assert.Equal(["south"], await Counted(desk, 8));
    }

    [Fact]
    public async Task The_holder_votes_for_the_giver_nowhere_else()
    {
        using var desk = await Open();
        await desk.Say(Who.South, "vote 7 against");
        Assert.Equal(["south"], await Counted(desk, 7));
        await desk.Press(Who.South, "decision.cast", new Dictionary<string, string> { ["p"] = World.Id, ["n"] = "8", ["c"] = "for", ["v"] = (await World.Get()).Names["west"], ["partner"] = "west" });
        Assert.Equal(["south"], await Voted(desk, 8));
    }

    [Fact]
    public async Task After_the_holder_s_delegate_was_removed_nobody_votes_with_it()
    {
        using var desk = await Open();
        await desk.Do(Way.Says("member.remove", "member remove @sid").By(Who.Steward, await World.Get(), desk.Now, "remove"));
        await desk.Say(Who.South, "vote 8 against");
        Assert.Empty(await Counted(desk, 8));
        Assert.Empty(await Voted(desk, 8));
    }

    [Fact]
    public async Task A_mandate_of_a_partner_that_was_removed_is_held_by_nobody_new()
    {
        using var desk = await Open();
        await desk.Say(Who.Steward, "partner remove south");
        await desk.Say(Who.South, "vote 8 against");
        Assert.Empty(await Voted(desk, 8));
        Assert.Contains("refusal.", Refusals.In(await desk.Say(Who.South, "mandate 8 to north")), StringComparison.Ordinal);
    }

    private static async Task<Desk> Open() => (await World.Get()).Open();

    private static IEnumerable<Box> Boxes(Desk desk, int number) =>
        desk.Documents.All.Where(e => e.Kind == DecisionKinds.Box.Name && e.Key.Partition == World.Id && DecisionKinds.NumberOf(e.Key) == number).Select(e => DecisionKinds.Box.Read(e).State);

    private static Task<string[]> Voted(Desk desk, int number) =>
        Task.FromResult<string[]>([.. Boxes(desk, number).SelectMany(b => b.Ballots.Keys.Select(k => b.Voters.First(v => v.Id == k).Name)).Order()]);

    private static async Task<string[]> Mandates(Desk desk, int number)
    {
        var voters = Boxes(desk, number).SelectMany(b => b.Voters).ToDictionary(v => v.Id, v => v.Name);
        var mandates = DecisionKinds.Mandates.Read((await desk.Documents.Find(DecisionKinds.MandatesKey(World.Id, number, 1), default))!).State;
        return [.. mandates.All.Where(m => m.To is not null).Select(m => $"{voters[m.From]}>{voters[m.To!]}").Order()];
    }

    private static async Task<string[]> Counted(Desk desk, int number)
    {
        var boxes = Boxes(desk, number).ToArray();
        var mandates = DecisionKinds.Mandates.Read((await desk.Documents.Find(DecisionKinds.MandatesKey(World.Id, number, 1), default))!).State;
        var votes = mandates.Votes(boxes.SelectMany(b => b.Voters), boxes.SelectMany(b => b.Ballots).ToDictionary(b => b.Key, b => b.Value.Choice));
        return [.. votes.Where(v => v.Content is not null).Select(v => v.Voter.Name).Order()];
    }
}
