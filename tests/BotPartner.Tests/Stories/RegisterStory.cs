namespace BotPartner.Tests.Stories;

/// <summary>The register, page by page, and the preview that a proposal passes.</summary>
public abstract class RegisterStory(Store store)
{
    [Fact]
    public async Task The_register_is_turned_page_by_page_and_shows_what_waits_for_me()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        for (var i = 1; i <= 18; i++)
        {
            Assert.Null((await slack.Bo.Commands(slack.Partnership, "/partner", $"decide Proposal {i}. | consent | closes in 3d")).Failed);
            await stage.Pass(2);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "close 17");
        await slack.Bo.Commands(slack.Partnership, "/partner", "withdraw 16");
        await teams.Anna.Says("vote 18 consent");
        await stage.Pass(2);

        var first = (await slack.Bo.Commands(slack.Partnership, "/partner", "decisions")).Message!;
        Assert.Contains("18: Proposal 18.", first.Read(), StringComparison.Ordinal);
        Assert.Contains("11: Proposal 11.", first.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("10: Proposal 10.", first.Read(), StringComparison.Ordinal);
        Assert.Contains("Withdrawn by Bo Lind", first.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("Newer", first.Buttons);
        await slack.Bo.Presses(first, "Older");
        await stage.Settle();
        var second = slack.Ephemerals(slack.Partnership, slack.Bo)[^1];
        Assert.Contains("10: Proposal 10.", second.Read(), StringComparison.Ordinal);
        Assert.Contains("3: Proposal 3.", second.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(second, "Older");
        await stage.Settle();
        var last = slack.Ephemerals(slack.Partnership, slack.Bo)[^1];
        Assert.Contains("1: Proposal 1.", last.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("Older", last.Buttons);
        await slack.Bo.Presses(last, "Newer");
        await stage.Settle();
        Assert.Equal(second.Read(), slack.Ephemerals(slack.Partnership, slack.Bo)[^1].Read());

        var open = (await slack.Bo.Commands(slack.Partnership, "/partner", "decisions open")).Message!.Read();
        Assert.DoesNotContain("Proposal 17.", open, StringComparison.Ordinal);
        var closed = (await slack.Bo.Commands(slack.Partnership, "/partner", "decisions closed")).Message!.Read();
        Assert.Contains("17: Proposal 17.", closed, StringComparison.Ordinal);
        Assert.Contains("16: Proposal 16.", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("18: Proposal 18.", closed, StringComparison.Ordinal);

        await teams.Elodie.Says("décisions miennes");
        await teams.Anna.Says("decisions mine");
        await stage.Pass(1);
        var elodies = teams.Posts(teams.Elodie.Chat)[^1].Read();
        Assert.Contains("Vos décisions dans Clean Rivers Alliance", elodies, StringComparison.Ordinal);
        Assert.Contains("Votre partenaire n’a pas encore voté.", elodies, StringComparison.Ordinal);
        Assert.DoesNotContain("Proposal 17.", elodies, StringComparison.Ordinal);
        Assert.Contains("Your partner has voted.", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("decisions.unknown", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "decisions purple")).Message?.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_draft_is_seen_by_its_author_alone_edited_and_put_once()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var bo = slack.Bo;
        var before = (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count);
        await bo.Commands(slack.Partnership, "/partner", "decide");
        await bo.Submits(With(("text", "Adopt teh charter"), ("closes", "P3D")));
        Assert.Contains("Preview: only you see this", bo.Modal?.Title + bo.Modal?.Read(), StringComparison.Ordinal);
        Assert.Contains("Not yet voted: Dakar City, Ministry of Water and Rivières Vivantes", bo.Modal?.Read(), StringComparison.Ordinal);

        // It waits, over a restart, too.
        await stage.Restart();
        await bo.Presses("Edit…");
        await stage.Settle();
        await bo.Submits(With(("text", "Adopt the charter")));
        Assert.Contains("Adopt the charter", bo.Modal?.Read(), StringComparison.Ordinal);
        Assert.Equal(before, (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count));
        await bo.Presses("Put to the partners");
        await stage.Pass(2);
        Assert.Contains("Adopt the charter", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);

        // The older preview still stands behind it; pressing there puts nothing twice.
        await bo.Closes();
        if (bo.Modal is not null)
        {
            await bo.Presses("Put to the partners");
            await stage.Pass(2);
            Assert.Contains(Reading.Words("preview.already", "en"), bo.Modal?.Read(), StringComparison.Ordinal);
        }

        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Adopt the charter", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_and_nobody_has_seen_it()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;
        await teams.Anna.Says("decide");
        await stage.Pass(1);
        var form = teams.Posts(teams.Anna.Chat)[^1];
        await teams.Anna.Presses(form, "Preview", With(("text", "A secret plan")));
        await teams.Anna.Presses(form, "Discard");
        await stage.Pass(2);
        var again = await teams.Anna.Presses(form, "Put to the partners");
        await stage.Pass(2);
        Assert.Contains(Reading.Words("refusal.draft-gone", "en"), again.Read() + teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains("A secret plan", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    private static Dictionary<string, string> With(params (string Field, string Value)[] filled) => filled.ToDictionary(f => f.Field, f => f.Value);
}

public sealed class RegisterOnSqlite() : RegisterStory(Store.Sqlite);

public sealed class RegisterOnCosmos() : RegisterStory(Store.Cosmos);

public sealed class RegisterOnShared() : RegisterStory(Store.Shared);
