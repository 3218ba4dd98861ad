
namespace BotPartner.Tests.Stories;

/// <summary>What a sealed decision tells while it is open: to nobody anything but the turnout, on any way.</summary>
public abstract class SealedStory(Store store)
{
    private const string Reason = "the quay is too low";
    private const string Proposal = "Where to build | choose Harbour; Hillside | sealed | quorum 60% | closes in 3d";

    [Fact]
    public async Task Nothing_but_the_turnout_is_told_until_it_closes()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var log = await stage.Verbose();
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Proposal);

        // Said before anyone votes.
        Assert.Contains("nothing but the turnout is shown until the decision closes", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("nothing but the turnout is shown until the decision closes", inSlack.Read(), StringComparison.Ordinal);

        var (before, beforeInSlack) = (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 hillside: {Reason}");
        var confirmed = await teams.Anna.Presses(inTeams, "Hillside");
        await stage.Pass(2);
        Assert.Contains("Recorded for Dakar City on decision 1: Hillside", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        Assert.Contains("Hillside", confirmed.Read() + string.Join('\n', teams.Messages(teams.Anna.Chat).Select(m => m.Read())), StringComparison.Ordinal);

        // The places' cards, the card on request, the register, for one who has not voted.
        await teams.Elodie.Says("decision 1");
        await teams.Elodie.Says("decisions");
        await stage.Pass(1);
        var told = teams.Posts(teams.Elodie.Chat).TakeLast(2).Select(m => m.Read()).ToArray();
        foreach (var read in new[] { inTeams.Read(), inSlack.Read(), told[0] })
        {
            Assert.Matches("(Turnout: 2 of 3|2 / 3 · (Turnout|Participation))", read);
            Assert.DoesNotContain(Reason, read, StringComparison.Ordinal);
            Assert.DoesNotContain("Ministry of Water", read, StringComparison.Ordinal);
            Assert.DoesNotContain("Rivières Vivantes", read, StringComparison.Ordinal);
            Assert.DoesNotContain("1. Harbour", read, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Hillside", told[1], StringComparison.Ordinal);
        Assert.Equal((before, beforeInSlack), (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count));

        // A changed ballot does not even touch the card: an edit would tell that there was one.
        var revisions = (inTeams.Revisions.Count, inSlack.Revisions.Count);
        await teams.Anna.Presses(inTeams, "Harbour");
        await stage.Pass(3);
        Assert.Equal(revisions, (inTeams.Revisions.Count, inSlack.Revisions.Count));

        // Half time passes; who is reminded hears nothing of the others' votes.
        await stage.Jump(TimeSpan.FromHours(45));
        await stage.Pass(2);
        Assert.DoesNotContain(teams.Messages(teams.Elodie.Chat), m => m.Read().Contains(Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains(Reason, StringComparison.Ordinal));

        // Nor does the log of whoever runs the bot, however much it tells.
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains(Reason, StringComparison.OrdinalIgnoreCase) || l.Contains("hillside", StringComparison.OrdinalIgnoreCase));

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var read in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("A tie: Harbour and Hillside came first together.", read, StringComparison.Ordinal);
            Assert.Contains(Reason, read, StringComparison.Ordinal);
            Assert.Contains("Harbour: Ministry of Water", read, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task In_a_channel_of_Teams_a_typed_vote_is_answered_in_private()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;
        await Founded.Put(stage, Proposal);
        await teams.Anna.Says(teams.General, "@BotPartner vote 1 2");
        await teams.Elodie.Says(teams.General, $"@BotPartner voter 1 nulle part, {Reason}");
        await stage.Pass(2);
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains("Recorded", StringComparison.Ordinal) || m.Read().Contains(Reason, StringComparison.Ordinal));
        Assert.Contains("Hillside", teams.Messages(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reason, teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        var form = await teams.Elodie.Presses(teams.Messages(teams.Elodie.Chat)[^1], "Voter avec une raison…");
        Assert.Contains("Hillside", form.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Only_the_partners_own_delegate_hears_that_its_ballot_was_replaced()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Chidi.Installs();
        await teams.Chidi.Says(teams.General, "@BotPartner join Ministry of Water");
        await stage.Pass(2);
        await Founded.Admitted(stage);
        await teams.Anna.Says(teams.General, "@BotPartner delegate @Chidi Okafor");
        await stage.Pass(2);
        var (inTeams, _) = await Founded.Put(stage, Proposal);
        await teams.Anna.Presses(inTeams, "Hillside");
        await stage.Pass(2);
        await teams.Chidi.Presses(inTeams, "Harbour");
        await stage.Pass(3);
        Assert.Contains("changed the vote of Ministry of Water from Hillside to Harbour", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.DoesNotContain(slack.Posts(slack.Partnership), m => m.Read().Contains("from Hillside", StringComparison.Ordinal));
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains("from Hillside", StringComparison.Ordinal));
        Assert.DoesNotContain(teams.Posts(teams.Elodie.Chat), m => m.Read().Contains("from Hillside", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class SealedOnSqlite() : SealedStory(Store.Sqlite);

public sealed class SealedOnCosmos() : SealedStory(Store.Cosmos);

public sealed class SealedOnShared() : SealedStory(Store.Shared);
