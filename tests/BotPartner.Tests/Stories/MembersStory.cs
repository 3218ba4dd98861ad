using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Stories;

/// <summary>All who speak for a partner vote as themselves, on both platforms.</summary>
public abstract class MembersStory(Store store)
{
    [Fact]
    public async Task One_member_has_one_vote_wherever_they_chat_whether_delegate_or_not()
    {
        await using var stage = await Founding();
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "Meet in Dakar | majority > 1/2 | members | quorum 50% each constituency | closes in 6d");
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Who votes: all members, each as themself: one member, one vote.", card, StringComparison.Ordinal);
            Assert.Contains("3 of 5 members (50%)", card, StringComparison.Ordinal);
            Assert.Matches("Turnout: 0 of 5|0 / 5 · Turnout", card);
        }

        var answer = await teams.Chidi.Presses(inTeams, "For");
        Assert.Contains("Recorded as your vote on decision 1: For.", answer.Read(), StringComparison.Ordinal);
        await teams.Chidi.Presses(inTeams, "Against");
        await slack.Dana.Presses(inSlack, "For");
        await slack.Bo.Presses(inSlack, "For");
        Assert.Contains(Reading.Words("ballot.recorded.members", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);

        // A stranger is shown the way in; who came in since votes on the next one.
        await slack.Femi.Presses(inSlack, "For");
        Assert.Contains(Reading.Words("refusal.stranger", "en"), await Founded.Heard(stage, slack.Femi), StringComparison.Ordinal);
        await slack.Femi.Commands(slack.Partnership, "/partner", "join Dakar City");
        await stage.Pass(2);
        await Founded.Admitted(stage);
        await slack.Femi.Presses(inSlack, "For");
        Assert.Contains(Reading.Words("refusal.not-in-electorate.members", "en"), await Founded.Heard(stage, slack.Femi), StringComparison.Ordinal);
        var mandate = await slack.Bo.Commands(slack.Partnership, "/partner", "mandate 1 to Ministry of Water");
        Assert.Contains("each member votes as themself, so there are no mandates", mandate.Message?.Read(), StringComparison.Ordinal);

        await stage.Pass(2);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("For: Bo Lind (Dakar City) and Dana Reyes (Dakar City)", card, StringComparison.Ordinal);
            Assert.Contains("Against: Chidi Okafor (Ministry of Water)", card, StringComparison.Ordinal);
            Assert.Contains($"Not yet voted: Anna Berg (Ministry of Water) and {teams.Elodie.Account.Name} (Rivières Vivantes)", card, StringComparison.Ordinal);
        }

        // Who has not voted is reminded, though no delegate; who has is not.
        var (chidis, elodies) = (teams.Posts(teams.Chidi.Chat).Count, teams.Posts(teams.Elodie.Chat).Count);
        await stage.Jump(TimeSpan.FromDays(3) + TimeSpan.FromHours(2));
        await stage.Pass(2);
        Assert.Equal((chidis, elodies + 1), (teams.Posts(teams.Chidi.Chat).Count, teams.Posts(teams.Elodie.Chat).Count));
        Assert.Contains(Reading.Words("reminder.half.members", "fr"), teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Not adopted: not every constituency voted.", card, StringComparison.Ordinal);
            Assert.Contains("Quorum met: 3 of 5 members voted; 3 needed", card, StringComparison.Ordinal);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "record 1");
        await stage.Settle();
        var file = Assert.Single(slack.Posts(slack.Partnership).SelectMany(m => m.Files));
        Assert.Equal(new Verification(1, 1, null), RecordVerifier.Verify(file.Bytes));
        var voters = System.Text.Json.JsonDocument.Parse(file.Bytes).RootElement.GetProperty("rounds")[0].GetProperty("voters").EnumerateArray();
        Assert.Contains(voters, v => (v.GetProperty("name").GetString(), v.GetProperty("partner").GetString()) == ("Chidi Okafor", "Ministry of Water"));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Members_are_asked_by_form_and_a_partners_decision_beside_it_stays_its_delegates()
    {
        await using var stage = await Founding();
        var (teams, slack) = (stage.Teams, stage.Slack);
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide");
        var filled = new Dictionary<string, string> { ["text"] = "Meet in Lima", ["electors"] = Electors.Members, ["mandates"] = "1" };
        var refused = await slack.Bo.Submits(filled);
        Assert.Equal(Reading.Words("terms.members.mandates", "en"), Assert.Single(refused.Errors).Value);
        filled["mandates"] = "0";
        await slack.Bo.Submits(filled);
        Assert.Contains("one member, one vote", slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses("Put to the members");
        await stage.Pass(2);
        Assert.Contains("Decision 1 is put to the members.", slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        var (inTeams, inSlack) = Founded.Cards(stage);
        Assert.Contains("Consent: adopted unless a member objects", inTeams.Read(), StringComparison.Ordinal);

        await slack.Dana.Presses(inSlack, "Object…");
        await slack.Dana.Submits(new Dictionary<string, string> { ["reason"] = "Queda lejos." });
        await stage.Pass(2);
        Assert.Contains("Dana Reyes (Dakar City): Object", inTeams.Read(), StringComparison.Ordinal);

        await teams.Anna.Says("decide Another | majority");
        await stage.Pass(2);
        var answer = await teams.Chidi.Presses(Founded.Cards(stage, 2).InTeams, "For");
        Assert.Contains("You speak for Ministry of Water, but do not cast its vote.", answer.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Chidi in Teams speaks for the Ministry of Water, Dana in Slack for Dakar City; neither casts its vote.</summary>
    private async Task<Stage> Founding()
    {
        var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Chidi.Installs();
        await teams.Chidi.Says(teams.General, "@BotPartner join Ministry of Water");
        await slack.Dana.Commands(slack.Partnership, "/partner", "unirse Dakar City");
        await stage.Pass(2);
        await Founded.Admitted(stage);
        return stage;
    }
}

public sealed class MembersOnSqlite() : MembersStory(Store.Sqlite);

public sealed class MembersOnCosmos() : MembersStory(Store.Cosmos);

public sealed class MembersOnShared() : MembersStory(Store.Shared);
