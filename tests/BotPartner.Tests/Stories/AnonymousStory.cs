namespace BotPartner.Tests.Stories;

/// <summary>What an anonymous decision tells: who took part, and never, on any way, who chose what.</summary>
public abstract class AnonymousStory(Store store)
{
    private const string Reason = "the quay is too low";
    private const string Proposal = "Where to build | choose Harbour; Hillside | anonymous | quorum 60% | closes in 3d";

    [Fact]
    public async Task One_urn_takes_ballots_from_both_sides_and_tells_the_sum_when_it_is_over()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Proposal);

        // Said before anyone votes, in each language; nothing is one press away.
        Assert.Contains("a ballot cannot be changed once it is in the urn", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("a ballot cannot be changed once it is in the urn", inSlack.Read(), StringComparison.Ordinal);
        Assert.Contains("3 of 3 partners (60%, and never fewer", inSlack.Read(), StringComparison.Ordinal);
        Assert.Equal(["Vote…", "Abstain"], inTeams.Buttons);

        // What is typed opens the form, which says so again: nothing is cast yet.
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 hillside: {Reason}");
        Assert.Contains(Reading.Words("ballot.anonymous.intro", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await teams.Anna.Says("vote 1 harbour");
        await stage.Pass(2);
        var form = teams.Messages(teams.Anna.Chat)[^1];
        Assert.Contains(Reading.Words("ballot.anonymous.intro", "en"), form.Read(), StringComparison.Ordinal);
        Assert.Matches("(Turnout: 0 of 3|0 / 3 · Turnout)", inTeams.Read());
        await slack.Bo.Submits();
        Assert.Contains("In the urn for Dakar City on decision 1: Hillside", slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        var cast = await teams.Anna.Presses(form, "Vote");
        Assert.Contains("In the urn for Ministry of Water on decision 1: Harbour", cast.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        foreach (var read in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Matches("(Turnout: 2 of 3|2 / 3 · Turnout)", read);
            Assert.DoesNotContain(Reason, read, StringComparison.Ordinal);
        }

        // It cannot be changed; what was typed is not lost, and the form is not offered again.
        await teams.Anna.Says("vote 1 hillside: on second thoughts");
        await stage.Pass(1);
        var refused = teams.Messages(teams.Anna.Chat)[^1].Read();
        Assert.Contains("is in the urn already", refused, StringComparison.Ordinal);
        Assert.Contains("on second thoughts", refused, StringComparison.Ordinal);

        // Who abstains has said all that the form could ask.
        await teams.Elodie.Says("voter 1 abstention");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var read in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Harbour", read, StringComparison.Ordinal);
            Assert.Contains(Reason, read, StringComparison.Ordinal);
            Assert.Contains("Took part", read, StringComparison.Ordinal);
            Assert.DoesNotContain("Hillside: Dakar City", read, StringComparison.Ordinal);
            Assert.DoesNotContain("Dakar City: Hillside", read, StringComparison.Ordinal);
            Assert.DoesNotContain("on second thoughts", read, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task With_too_few_the_urn_stays_shut_in_every_way_that_leads_to_it()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var log = await stage.Verbose();
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Proposal);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 hillside: {Reason}");
        await slack.Bo.Submits();
        await teams.Anna.Says("vote 1 hillside");
        await stage.Settle();
        Assert.Contains("In the urn", (await teams.Anna.Presses(teams.Messages(teams.Anna.Chat)[^1], "Vote")).Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        await teams.Elodie.Says("decision 1");
        await teams.Anna.Says("record 1");
        await teams.Anna.Says("export decisions");
        await stage.Pass(3);
        Assert.Contains("The urn was not opened", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("The urn was not opened", inSlack.Read(), StringComparison.Ordinal);
        Assert.Contains("L’urne n’a pas été ouverte", teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains(Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(teams.Messages(teams.Anna.Chat), m => m.Read().Contains(Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(slack.Posts(slack.Partnership), m => m.Read().Contains(Reason, StringComparison.Ordinal));
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, l => l.Contains(Reason, StringComparison.OrdinalIgnoreCase) || l.Contains("hillside", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class AnonymousOnSqlite() : AnonymousStory(Store.Sqlite);

public sealed class AnonymousOnCosmos() : AnonymousStory(Store.Cosmos);

public sealed class AnonymousOnShared() : AnonymousStory(Store.Shared);
