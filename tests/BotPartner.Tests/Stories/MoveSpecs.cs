using BotPartner.Tests.Archives;

namespace BotPartner.Tests.Stories;

/// <summary>A partnership in the midst of its work is moved to a fresh store. Nobody in the chats notices.</summary>
public sealed class MoveSpecs
{
    [Fact]
    public async Task On_a_fresh_store_votes_still_count_due_work_is_done_and_nothing_is_sent_twice()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        using var mover = new Mover();
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);

        // One decision is closed before the move; in the other some have voted, one with a reason, and the card does not show it yet.
        await Founded.Put(stage, "Greet each other | majority > 1/2 | quorum 1% | closes in 3d");
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);
        Assert.Null((await slack.Bo.Commands(slack.Partnership, "/partner", $"decide {Founded.Charter}")).Failed);
        await stage.Pass(2);
        var (inTeams, inSlack) = Founded.Cards(stage, 2);
        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "Against");
        await slack.Dana.Presses(inSlack, "Abstain");
        var before = Sent(stage);

        // Stopped before a second was over: what is due lies in the documents. The old store goes away.
        await stage.Stop();
        await Moved(mover, stage.Arguments.Single(a => a.StartsWith("--Storage:Sqlite:Path=", StringComparison.Ordinal)));
        await stage.Start();
        await stage.Pass(2);
        Assert.Equal(before, Sent(stage));
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("For: Ministry of Water", card, StringComparison.Ordinal);
            Assert.Contains("Against: Dakar City", card, StringComparison.Ordinal);
            Assert.Contains("Abstain: Ríos Libres", card, StringComparison.Ordinal);
            Assert.Matches("Turnout: 3 of 5|3 / 5 · Turnout", card);
        }

        // A vote is changed, another is new.
        await slack.Bo.Presses(inSlack, "For");
        await teams.Elodie.Presses(inTeams, "For");
        await stage.Pass(3);
        Assert.Matches("Turnout: 4 of 5|4 / 5 · Turnout", inTeams.Read());
        Assert.Contains("For: Dakar City, Ministry of Water and Rivières Vivantes", inSlack.Read(), StringComparison.Ordinal);
        await stage.Jump(TimeSpan.FromDays(4));
        await stage.Pass(3);
        var (told, wrote) = Founded.Outcomes(stage, 2);
        Assert.All([told, wrote], outcome => Assert.Contains("For 3, against 0, abstentions 1", outcome, StringComparison.Ordinal));
        Assert.NotEmpty(Founded.Outcomes(stage, 1).InTeams);

        // The next decision gets the next number.
        await slack.Bo.Commands(slack.Partnership, "/partner", $"decide {Founded.Charter}");
        await stage.Pass(2);
        Assert.NotEmpty(Founded.Cards(stage, 3).InTeams.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    private static (int InTeams, int InSlack) Sent(Stage stage) =>
        (stage.Teams.Posts(stage.Teams.General).Count, stage.Slack.Posts(stage.Slack.Partnership).Count);

    /// <summary>By way of a store of another kind to a fresh file in the old one's place.</summary>
    private static async Task Moved(Mover mover, string setting)
    {
        var between = mover.Memory();
        Assert.Equal(0, (await mover.Run(null, ["export", mover.File, setting])).Code);
        var file = await File.ReadAllBytesAsync(mover.File, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await mover.Import(between)).Code);
        Assert.Equal(file, await mover.Exported(between));

        var path = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        File.Move(path, mover.In("old.db"));
        Assert.Equal(0, (await mover.Run(null, ["import", mover.File, setting])).Code);
        Assert.Equal(0, (await mover.Run(null, ["compare", mover.File, $"--Storage:Sqlite:Path={mover.In("old.db")}"])).Code);
        Assert.Equal(0, (await mover.Run(null, ["compare", mover.File, setting])).Code);
        Assert.True(mover.Lines.Length > 20, "hardly anything was moved");
    }
}
