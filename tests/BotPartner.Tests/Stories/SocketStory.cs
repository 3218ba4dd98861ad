using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Sandbox;

namespace BotPartner.Tests.Stories;

/// <summary>A bot without a public address: Slack comes over the sockets that it opens.</summary>
public abstract class SocketStory(Store store)
{
    [Fact]
    public async Task A_partnership_decides_over_sockets_that_are_replaced_and_cut()
    {
        await using var stage = await Stage.Set(store, slack: o => o with { SocketMode = true });
        var (teams, slack, sockets) = (stage.Teams, stage.Slack, stage.Slack.Sockets);
        var all = 2 * stage.Replicas;
        await Soon.True(() => sockets.Open.Count == all);

        // Events, commands, forms and buttons: all as over HTTP.
        await Founded.Across(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);
        Assert.Null((await slack.Bo.Presses(inSlack, "For")).Failed);
        Assert.Null((await slack.Bo.Commands(slack.Partnership, "/partner", "decide")).Failed);
        Assert.NotNull(slack.Bo.Modal);
        await stage.Pass(2);
        Assert.Matches("1 (/|of) 3", inTeams.PlainText());
        Assert.DoesNotContain(slack.Log.Entries, e => e.Direction == WireDirection.ToBot && e.Service == "slack" && e.Method == "POST");

        // Slack asks for fresh ones: the new are open before the old end, and votes go on meanwhile.
        var old = sockets.Open;
        foreach (var socket in old)
        {
            await socket.Disconnects("refresh_requested");
        }

        await Soon.True(() => sockets.Open.Count(s => !s.Leaving) == all);
        Assert.All(old, s => Assert.Contains(s, sockets.Open));
        Assert.Null((await slack.Bo.Presses(inSlack, "Against")).Failed);
        old.ToList().ForEach(s => s.Cut());
        await Soon.True(() => sockets.Open.Count == all);

        // All cut at once: what is said in the dark is delivered again once a line is back.
        foreach (var socket in sockets.Open)
        {
            socket.Cut();
        }

        await Soon.True(() => sockets.Open.Count == 0);
        var said = slack.Bo.Says(slack.Partnership, "@BotPartner withdraw 1");
        await Passes(stage, () => sockets.Open.Count == all);
        await said;
        await Passes(stage, () => slack.Settled().IsCompleted);
        await stage.Pass(4);
        Assert.Matches("(?i)withdrawn", inTeams.PlainText());
        Assert.Empty(stage.Errors.Lines);
    }

    private static async Task Passes(Stage stage, Func<bool> until)
    {
        for (var turn = 0; turn < 600 && !until(); turn++)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(until(), "it did not come about");
    }
}

public sealed class SocketOnSqlite() : SocketStory(Store.Sqlite);

public sealed class SocketOnCosmos() : SocketStory(Store.Cosmos);

public sealed class SocketOnShared() : SocketStory(Store.Shared);
