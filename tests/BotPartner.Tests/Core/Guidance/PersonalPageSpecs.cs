using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Core.Guidance;

/// <summary>The page of each person: theirs alone, and worth a look for a stranger, too.</summary>
public sealed class PersonalPageSpecs
{
    private static readonly Texts Texts = Texts.Load();
    private readonly Chamber chamber = new();

    [Fact]
    public async Task A_delegate_sees_first_which_decisions_wait_for_their_vote_and_then_what_they_can_do()
    {
        var desk = await Desk("north", "south");
        await desk.Do(chamber.Say("north", "decide Where to meet | majority | closes in 3d"));
        await desk.Do(chamber.Say("north", "decide Whom to ask | majority | closes in 4d"));
        await desk.Do(chamber.Say("north", "vote 2 for"));

        var page = await Visit(desk, "north");
        Assert.Contains("Open decisions; one waits for your vote.", Words(page), StringComparison.Ordinal);
        Assert.Equal([1, 2], page.Elements.OfType<Element.Facts>().First().Lines.Select(NumberIn));
        Assert.Contains("Open decisions; 2 wait for your vote.", Words(await Visit(desk, "south")), StringComparison.Ordinal);
        Assert.Contains("you cast the vote of north", Words(page), StringComparison.Ordinal);
        Assert.Equal(["decision.propose", "decisions", "tension.raise", "principles", "milestones", "help"], page.Elements.OfType<Element.Buttons>().Single().Items.Select(b => b.Action));
    }

    [Fact]
    public async Task Without_anything_open_it_says_so()
    {
        var desk = await Desk("north");
        Assert.Contains("No decision is open.", Words(await Visit(desk, "north")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("wanderer")] // Is noted as one of the partnership, and is none of it any more.
    public async Task A_stranger_learns_how_to_begin_and_nothing_of_the_partnership(string who)
    {
        var desk = await Desk("north", "wanderer");
        await desk.Do(chamber.Say("north", "decide Where to meet | majority | closes in 3d"));
        var page = await Visit(desk, who);
        Assert.DoesNotContain("Where to meet", Words(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Alliance", string.Concat(page.Elements.OfType<Element.Facts>().SelectMany(f => f.Lines).Select(l => Plain(l.Value))), StringComparison.Ordinal);
        Assert.Contains("join", Words(page), StringComparison.Ordinal);
        Assert.Equal("help", Assert.Single(page.Elements.OfType<Element.Buttons>().Single().Items).Action);
    }

    [Fact]
    public async Task Who_is_in_several_partnerships_sees_each_by_its_name()
    {
        var desk = await Desk("north");
        await Another("Second", "north");
        var page = await Visit(desk, "north");
        Assert.Equal(2, page.Elements.OfType<Element.Paragraph>().Count(p => p.Text is Text.Strong));
        Assert.Equal(["q", "p", null], page.Elements.OfType<Element.Buttons>().Single().Items.Select(b => b.Args.GetValueOrDefault("p")));
    }

    [Fact]
    public async Task Whoever_guides_tensions_and_belongs_to_no_partner_reads_no_decisions_there()
    {
        var desk = await Desk("fay");
        await chamber.Names(["fay"]);
        await desk.Do(chamber.Say("north", "decide Where to meet | majority | closes in 3d"));
        var page = await Visit(desk, "fay");
        Assert.DoesNotContain("Where to meet", Words(page), StringComparison.Ordinal);
        Assert.Equal(["tensions", "help"], page.Elements.OfType<Element.Buttons>().Single().Items.Select(b => b.Action));
    }

    [Fact]
    public async Task Of_many_open_ones_the_soonest_to_close_stand_first_and_all_are_counted()
    {
        var desk = await Desk("north");
        for (var i = 1; i <= 10; i++)
        {
            await desk.Do(chamber.Say("north", $"decide Question {i} | majority | closes in {12 - i}d"));
        }

        await desk.Do(chamber.Say("north", "vote 10 for"));
        var page = await Visit(desk, "north");
        Assert.Contains("9 wait for your vote", Words(page), StringComparison.Ordinal);
        Assert.Contains("And 2 more.", Words(page), StringComparison.Ordinal);
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2], page.Elements.OfType<Element.Facts>().First().Lines.Select(NumberIn));
    }

    [Fact]
    public async Task The_parts_stand_in_their_order()
    {
        var desk = chamber.Process(with: s => s.AddSingleton<IHomePart>(new Part("later", 99)).AddSingleton<IHomePart>(new Part("sooner", 1)));
        await chamber.Found();
        await chamber.Knows("north");
        var words = Words(await Visit(desk, "north"));
        Assert.True(words.IndexOf("sooner", StringComparison.Ordinal) < words.IndexOf("No decision is open", StringComparison.Ordinal));
        Assert.True(words.IndexOf("No decision is open", StringComparison.Ordinal) < words.IndexOf("later", StringComparison.Ordinal));
    }

    private static int NumberIn(Fact line) => int.Parse(Plain(line.Label).Split(':')[0]);

    private static string Plain(Text text) => Texts.Plain(text, Reader.Of("en", "UTC"));

    private static string Words(Card card) => string.Join('\n', card.Elements.SelectMany(e => e switch
    {
        Element.Paragraph p => [Plain(p.Text)],
        Element.Facts f => f.Lines.Select(l => $"{Plain(l.Label)}: {Plain(l.Value)}"),
        _ => [],
    }));

    private async Task<Chamber.Desk> Desk(params string[] known)
    {
        await chamber.Found();
        foreach (var name in known)
        {
            await chamber.Knows(name);
        }

        return chamber.Process();
    }

    private async Task Another(string name, string steward)
    {
        var (change, key) = (new BotPartner.Core.Documents.Change(chamber.Documents, new()), Kinds.PersonKey(Chamber.Delegate(steward)));
        var stop = TestContext.Current.CancellationToken;
        await change.Run(Kinds.Partnership, Kinds.PartnershipKey("q"), null, _ => Kinds.Partnership.New(Kinds.PartnershipKey("q"), new(name, "UTC", [Chamber.Delegate(steward)], [], chamber.Now)), stop);
        await change.Run(Kinds.Person, key, null, current => current! with { State = new([.. current.State.Partnerships, "q"]) }, stop);
    }

    private async Task<Card> Visit(Chamber.Desk desk, string who) => Assert.IsType<Reply.Show>(await desk.Do(new Request.Visited
    {
        Id = "v",
        Person = Chamber.Delegate(who),
        Place = Chamber.Delegate(who).Direct,
        At = chamber.Now,
    })).Card;

    private sealed class Part(string words, int order) : IHomePart
    {
        public int Order => order;

        public Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Element>>([new Element.Paragraph(words)]);
    }
}
