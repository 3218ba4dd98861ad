using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Stories;

/// <summary>Six partners come together in one tenant and two workspaces: each person speaks for the right organisation, nobody else for it.</summary>
public abstract class OnboardingStory(Store store)
{
    private static readonly string[] Partners = ["Ministry of Water", "Dakar City", "Rivières Vivantes", "Ríos Libres", "Delta Fishers Council", "Nordic Water Fund"];

    [Fact]
    public async Task Six_partners_are_in_one_partnership_each_speaking_for_itself()
    {
        await using var stage = await Workspaces.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var delta = await Workspaces.Six(stage);
        var roster = (await slack.Bo.Commands(slack.Partnership, "/partner", "partners")).Message!.Read();
        Assert.All(Partners, p => Assert.Contains(p, roster, StringComparison.Ordinal));

        // Each focal point brings a second delegate: by admitting and naming in one workspace, by an invitation in the other, who invited is told there.
        var nils = slack.AddPerson("Nils Berg", "Dakar City", "en-GB");
        slack.Partnership.Join(nils.Account.Id);
        await nils.Commands(slack.Partnership, "/partner", "join Dakar City");
        await stage.Pass(2);
        await slack.Bo.Presses(slack.Posts(slack.Bo.Direct)[^1], "Admit Nils Berg");
        await slack.Bo.Commands(slack.Partnership, "/partner", "delegate @Nils Berg");
        var ngozi = delta.AddPerson("Ngozi Bello", "Delta Fishers Council", "en-GB");
        delta.Partnership.Join(ngozi.Account.Id);
        var invited = Founded.CodeIn((await delta.Femi.Commands(delta.Partnership, "/partner", "invite Delta Fishers Council")).Message!.Read());
        Assert.Contains(Reading.Words("invite.accepted", "en"), (await ngozi.Commands(delta.Partnership, "/partner", $"join {invited}")).Message?.Read(), StringComparison.Ordinal);
        await delta.Femi.Commands(delta.Partnership, "/partner", "delegate @Ngozi Bello");
        await stage.Pass(3);
        Assert.Contains(delta.Posts(delta.Femi.Direct), m => m.Read().Contains(Reading.Words("invite.joined", "en"), StringComparison.Ordinal) && m.Read().Contains("Ngozi", StringComparison.Ordinal));

        // Elodie's other account is the same member.
        var elodie = await Link(stage);

        // Voted from all three; the second delegates and the second account change a ballot, they add none.
        var (inTeams, inSlack) = await Founded.Put(stage);
        var inDelta = Workspaces.Card(delta);
        await teams.Anna.Presses(inTeams, "For");
        await teams.Elodie.Presses(inTeams, "For");
        await teams.Chidi.Presses(inTeams, "Against");
        await slack.Bo.Presses(inSlack, "Against");
        await slack.Dana.Presses(inSlack, "For");
        await delta.Femi.Presses(inDelta, "For");
        await stage.Pass(2);
        await nils.Presses(inSlack, "For");
        await ngozi.Presses(inDelta, "Abstain");
        await elodie.Presses(inSlack, "Against");
        await stage.Pass(2);
        Assert.All(new[] { inTeams.Read(), inSlack.Read(), inDelta.Read() }, card => Assert.Matches("6 / 6 · Turnout|Turnout: 6 of 6", card));
        Assert.Contains(slack.Posts(slack.Bo.Direct), m => m.Read().Contains("Nils", StringComparison.Ordinal) && m.Read().Contains("decision 1", StringComparison.OrdinalIgnoreCase));

        // Removed in one chat, the person votes in neither; the partner's ballot stays.
        await teams.Anna.Says(teams.General, "@BotPartner member remove @Élodie Martin");
        await stage.Pass(2);
        Assert.Contains("no longer", teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.stranger", "fr"), (await teams.Elodie.Presses(inTeams, "For")).Read(), StringComparison.Ordinal);
        Assert.Null((await elodie.Presses(inSlack, "For")).Failed);
        Assert.Contains(Reading.Words("refusal.stranger", "fr"), await Founded.Heard(stage, elodie), StringComparison.Ordinal);

        // One outcome in all three places: 3 for (Anna, Nils, Dana), 2 against (Élodie, Chidi), 1 abstention (Ngozi).
        await teams.Anna.Says("close 1");
        await stage.Pass(4);
        var outcomes = new[] { Founded.Outcomes(stage).InTeams, Founded.Outcomes(stage).InSlack, Assert.Single(delta.Posts(delta.Partnership), m => m.Read().Contains("Outcome of decision 1", StringComparison.Ordinal)).Read() };
        Assert.All(outcomes, o => Assert.Matches("6 of 6|6 / 6", o));
        Assert.All(outcomes, o => Assert.Matches("3 (of|/) 5|3 / 6|60", o));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Codes_are_neither_guessed_nor_used_again_and_nobody_speaks_unadmitted()
    {
        await using var stage = await Workspaces.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Workspaces.Six(stage);
        var mallory = slack.AddPerson("Mallory", "Nobody", "en-GB");
        slack.Partnership.Join(mallory.Account.Id);
        var (_, inSlack) = await Founded.Put(stage);

        // Without admission.
        await mallory.Commands(slack.Partnership, "/partner", "join Ministry of Water");
        await mallory.Presses(inSlack, "For");
        Assert.Contains(Reading.Words("refusal.not-yet-admitted", "en"), await Founded.Heard(stage, mallory), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.admit", "en"), (await mallory.Commands(slack.Partnership, "/partner", "admit @Mallory")).Message?.Read(), StringComparison.Ordinal);

        // A code that somebody else used.
        await teams.Anna.Says("invite Ministry of Water");
        await stage.Pass(1);
        var used = Founded.CodeIn(teams.Messages(teams.Anna.Chat)[^1].Read());
        var first = slack.AddPerson("Nils", "Ministry of Water", "en-GB");
        Assert.Contains(Reading.Words("invite.accepted", "en"), (await first.Commands(slack.Partnership, "/partner", $"join {used}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code.join", "en"), (await mallory.Commands(slack.Partnership, "/partner", $"join {used}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code.link", "en"), (await mallory.Commands(slack.Partnership, "/partner", $"link {used}")).Message?.Read(), StringComparison.Ordinal);

        // Guessing: kindly refused, bounded, and told to the steward.
        var answers = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add((await mallory.Commands(slack.Partnership, "/partner", $"link AAAAA-{i + 22:00}AAA")).Message!.Read());
        }

        Assert.Contains(Reading.Words("refusal.guesses", "en"), answers[^1], StringComparison.Ordinal);
        Assert.InRange(answers.Count(a => a.Contains(Reading.Words("refusal.code.link", "en"), StringComparison.Ordinal)), 0, 5);
        await stage.Pass(2);
        Assert.Contains(teams.Messages(teams.Anna.Chat), m => m.Read().Contains("Mallory", StringComparison.Ordinal) && m.Read().Contains(Reading.Words("guesses.told", "en"), StringComparison.Ordinal));

        // Who was shown a code is not kept from using it, in the same channel.
        await Link(stage);
        await stage.Pass(2);
        Assert.Matches("Turnout: 0 of 6", inSlack.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Élodie, who speaks in Teams, has an account in the first workspace, too; it is linked by a code that Teams shows her.</summary>
    private static async Task<SlackPerson> Link(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        var elodie = slack.AddPerson("Élodie M.", "Rivières Vivantes", "fr-FR");
        slack.Partnership.Join(elodie.Account.Id);
        await teams.Elodie.Says("lier");
        await stage.Pass(1);
        var code = Founded.CodeIn(teams.Messages(teams.Elodie.Chat)[^1].Read());
        Assert.Contains("membre", (await elodie.Commands(slack.Partnership, "/partner", $"lier {code}")).Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("Élodie M.", teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        return elodie;
    }
}

public sealed class OnboardingOnSqlite() : OnboardingStory(Store.Sqlite);

public sealed class OnboardingOnCosmos() : OnboardingStory(Store.Cosmos);

public sealed class OnboardingOnShared() : OnboardingStory(Store.Shared);
