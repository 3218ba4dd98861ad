using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Stories;

/// <summary>A partner has a delegate in Teams and one in Slack, and the partnership wants them to agree.</summary>
public abstract class AgreementStory(Store store)
{
    private const string Wells = "Fund the wells | majority > 1/2 | quorum 50% | closes in 3d";

    [Fact]
    public async Task Delegates_who_differ_have_no_vote_until_they_agree_and_are_told_in_private()
    {
        await using var stage = await Founding();
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Wells);
        Assert.Contains("Delegates: must agree", inTeams.Read(), StringComparison.Ordinal);

        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        Assert.Matches("Turnout: 1 of 3", inSlack.Read());
        var channel = (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count);
        var differs = await teams.Chidi.Presses(inTeams, "Against");
        Assert.Contains($"The delegates of Dakar City do not agree yet; the others say – {slack.Bo.Account.Name}: For.", differs.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        var told = slack.Posts(slack.Bo.Direct)[^1];
        Assert.Contains("Chidi Okafor has voted “Against” on decision 1. The delegates of Dakar City do not agree yet", told.Read(), StringComparison.Ordinal);
        Assert.Contains("What is missing: that all who voted for Dakar City say the same.", told.Read(), StringComparison.Ordinal);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Matches("Turnout: 0 of 3|0 / 3 · Turnout", card);
            Assert.Contains("Its delegates do not agree yet: Dakar City", card, StringComparison.Ordinal);
            Assert.DoesNotContain("Chidi", card, StringComparison.Ordinal);
        }

        // Said again, and delivered again after a restart: nobody is told again.
        var direct = slack.Posts(slack.Bo.Direct).Count;
        await stage.Restart();
        await teams.Chidi.Presses(inTeams, "Against");
        await stage.Pass(2);
        Assert.Equal(direct, slack.Posts(slack.Bo.Direct).Count);

        // Bo comes round, from the message that told him.
        await slack.Bo.Presses(told, "Vote…");
        await slack.Bo.Submits(new Dictionary<string, string> { ["choice"] = "against", ["reason"] = "Chidi convinced me." });
        Assert.Contains("You agree with Chidi Okafor, so this is the vote of Dakar City.", slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("You agree now: this is the vote of Dakar City.", teams.Posts(teams.Chidi.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("Against: Dakar City", inTeams.Read(), StringComparison.Ordinal);
        Assert.Equal(channel, (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count));

        // They part again, and the decision closes without them.
        await teams.Chidi.Presses(inTeams, "Abstain");
        await teams.Anna.Presses(inTeams, "For");
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Its delegates did not agree: Dakar City", card, StringComparison.Ordinal);
            Assert.Contains("Quorum not met: 1 of 3 partners voted; 2 needed", card, StringComparison.Ordinal);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "record 1");
        await stage.Settle();
        var file = Assert.Single(slack.Posts(slack.Partnership).SelectMany(m => m.Files));
        Assert.Equal(new Verification(1, 1, null), RecordVerifier.Verify(file.Bytes));
        var round = System.Text.Json.JsonDocument.Parse(file.Bytes).RootElement.GetProperty("rounds")[0];
        Assert.Equal((3, 1, "mustAgree"), (round.GetProperty("ballots").GetArrayLength(), round.GetProperty("outcome").GetProperty("cast").GetInt32(), round.GetProperty("terms").GetProperty("delegates").GetString()));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task While_votes_are_sealed_no_card_tells_that_delegates_differ()
    {
        await using var stage = await Founding();
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Wells + " | sealed");
        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        var (before, written) = ((inTeams.Read(), inSlack.Read()), slack.Log.Entries.Count(e => e.Path.EndsWith("chat.update", StringComparison.Ordinal)));
        Assert.Matches("Turnout: 1 of 3", before.Item2);
        await teams.Chidi.Presses(inTeams, "Against");
        await stage.Pass(3);
        Assert.Equal(before, (inTeams.Read(), inSlack.Read()));
        Assert.Equal(written, slack.Log.Entries.Count(e => e.Path.EndsWith("chat.update", StringComparison.Ordinal)));
        Assert.Contains("do not agree yet", slack.Posts(slack.Bo.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Posts(teams.Anna.Chat), m => m.Read().Contains("agree yet", StringComparison.Ordinal));

        // Both delegates are reminded, and of what is missing.
        for (var hour = 0; hour < 70; hour++)
        {
            await stage.Jump(TimeSpan.FromHours(1));
        }

        Assert.Contains("have not voted alike", slack.Posts(slack.Bo.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("have not voted alike", teams.Posts(teams.Chidi.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("your partner has not voted yet", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        Assert.Contains("Its delegates did not agree: Dakar City", inSlack.Read(), StringComparison.Ordinal);
        Assert.Matches("Turnout: 0 of 3", inSlack.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Bo in Slack and Chidi in Teams vote for Dakar City; by form, the partnership chooses that they must agree.</summary>
    private async Task<Stage> Founding()
    {
        var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;
        await teams.Chidi.Installs();
        await teams.Chidi.Says(teams.General, "@BotPartner join Dakar City");
        await stage.Pass(2);
        await Founded.Admitted(stage);
        await teams.Anna.Says(teams.General, "@BotPartner delegate @Chidi Okafor");
        await teams.Anna.Says(teams.General, "@BotPartner settings");
        await stage.Pass(2);
        var settings = teams.Posts(teams.General)[^1];
        Assert.Contains("The last one to vote speaks for the partner", settings.Read(), StringComparison.Ordinal);
        var form = await teams.Anna.Presses(settings, "Partnership settings…");
        var saved = await teams.Anna.Submits(form.Dialog!, new Dictionary<string, string> { ["delegates"] = Delegates.MustAgree });
        Assert.Contains("They must agree; while they differ there is no vote", saved.Read(), StringComparison.Ordinal);
        return stage;
    }
}

public sealed class AgreementOnSqlite() : AgreementStory(Store.Sqlite);

public sealed class AgreementOnCosmos() : AgreementStory(Store.Cosmos);

public sealed class AgreementOnShared() : AgreementStory(Store.Shared);
