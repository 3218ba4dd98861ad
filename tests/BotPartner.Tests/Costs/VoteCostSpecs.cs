using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;
using BotPartner.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Tests.Costs;

/// <summary>What a vote and what follows from it asks of the store. docs/operating.md reckons with these numbers.</summary>
public sealed class VoteCostSpecs
{
    private static readonly string[] Roster = ["partnership", "member", "person", "place"];

    [Fact]
    public async Task A_vote_is_at_most_two_point_reads_beside_the_roster_and_one_replace()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        var store = await Counted(stage);
        await Founded.Wide(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await stage.Restart();
        store.Since();

        // The first of a process: who it is and what the decision is are looked up.
        await stage.Slack.Bo.Presses(inSlack, "For");
        var first = store.Since();
        Assert.Equal(["decision", "box"], Beside(first));
        Assert.InRange(first.Count(a => a.What == "read"), 2, 4);
        Assert.Equal(["replace box"], Writes(first));

        // Somebody else, then a change of mind: the decision is known by now, and who they are within some seconds.
        await stage.Slack.Dana.Presses(inSlack, "For");
        await stage.Teams.Anna.Presses(inTeams, "For");
        store.Since();
        await stage.Slack.Bo.Presses(inSlack, "Against");
        Asks(store, ["box"]);
        await stage.Teams.Anna.Presses(inTeams, "Against");
        Asks(store, ["box"]);

        // A minute later, with a reason: the form shows what was said before, and is sent.
        await stage.Pass(60);
        store.Since();
        await stage.Slack.Bo.Presses(inSlack, inSlack.Buttons.Single(b => b.Contains("reason", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(["box"], Beside(store.Since()));
        await stage.Slack.Bo.Submits(new Dictionary<string, string> { ["choice"] = "for", ["reason"] = "It is time." });
        Asks(store, ["box"]);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_refresh_of_the_card_reads_each_box_with_votes_once_and_saves_it_once_however_many_voted()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        var store = await Counted(stage);
        await Founded.Wide(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await stage.Pass(3);
        store.Since();
        await stage.Slack.Bo.Presses(inSlack, "For");
        await stage.Slack.Dana.Presses(inSlack, "For");
        await stage.Teams.Anna.Presses(inTeams, "For");
        store.Since();
        await stage.Pass(1);
        var asked = store.Since();
        foreach (var ask in asked)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{ask.Name}: {ask.Bytes} bytes");
        }

        // One box, two places: the card's content; the box at rest; the claim; where it landed, together or one after the other.
        Assert.Equal(["list box"], asked.Where(a => a.What == "list").Select(a => a.Name));
        Assert.Equal(1, Writes(asked).Count(w => w == "replace box"));
        Assert.InRange(Writes(asked).Count(w => w == "replace decision"), 3, 4);
        Assert.InRange(asked.Count(a => a.Name == "read decision"), 3, 5);
        Assert.Equal(1, asked.Count(a => a.Name == "read box"));
        Assert.InRange(asked.Count(a => a.What == "due"), 3, 6);
        Assert.Matches("Turnout: 3 of 5|3 / 5 · Turnout", inTeams.Read());
    }

    [Fact]
    public async Task A_partnership_in_which_nothing_happens_asks_nothing_but_what_is_due()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        var store = await Counted(stage);
        await Founded.Wide(stage);
        await Founded.Put(stage);
        await stage.Pass(60);
        store.Since();
        await stage.Pass(60);
        Assert.All(store.Since(), a => Assert.Equal(("due", "", 0), (a.What, a.Kind, a.Bytes)));
    }

    private static async Task<CountingDocuments> Counted(Stage stage)
    {
        var store = new CountingDocuments(new MemoryDocuments(stage.Time));
        stage.Adjust = builder => builder.Services.Replace(ServiceDescriptor.Singleton<IDocuments>(store));
        await stage.Restart();
        return store;
    }

    /// <summary>One replace of a box, and these reads beside those of who somebody is.</summary>
    private static void Asks(CountingDocuments store, string[] reads)
    {
        var asked = store.Since();
        Assert.Equal(reads, Beside(asked));
        Assert.Equal(["replace box"], Writes(asked));
        Assert.All(asked, a => Assert.Contains(a.What, new[] { "read", "replace" }));
    }

    private static IEnumerable<string> Beside(Asked[] asked) => asked.Where(a => a.What == "read" && !Roster.Contains(a.Kind)).Select(a => a.Kind);

    private static IEnumerable<string> Writes(Asked[] asked) => asked.Where(a => a.What is "replace" or "create" or "delete").Select(a => a.Name);
}
