using System.Text.RegularExpressions;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Stories;

/// <summary>Six partners come together in one tenant and two channels of a workspace: each person speaks for the right organisation, nobody else for it.</summary>
public abstract partial class OnboardingStory(Store store)
{
    [Fact]
    public async Task Six_partners_are_in_one_partnership_each_speaking_for_itself()
    {
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var field = await Gather(stage);

        // Six organisations, six voters, one ballot each.
        var roster = (await slack.Bo.Commands(field, "/partner", "partners")).Message!.Read();
        Assert.All(new[] { "Ministry of Water", "Dakar City", "Rivières Vivantes", "Ríos Libres", "Delta Fishers Council", "Nordic Water Fund" }, p => Assert.Contains(p, roster, StringComparison.Ordinal));
        var (inTeams, inSlack) = await Founded.Put(stage);
        await teams.Anna.Presses(inTeams, "For");
        await teams.Elodie.Presses(inTeams, "For");
        await teams.Chidi.Presses(inTeams, "Against");
        await slack.Bo.Presses(inSlack, "For");
        await slack.Dana.Presses(inSlack, "For");
        await slack.Femi.Presses(inSlack, "Abstain");
        await stage.Pass(2);
        Assert.Matches("6 / 6 · Turnout|Turnout: 6 of 6", inTeams.Read());

        // Elodie's other account is the same member: it changes the ballot, it does not add one.
        var elodie = slack.AddPerson("Élodie M.", "Rivières Vivantes", "fr-FR");
        field.Join(elodie.Account.Id);
        slack.Partnership.Join(elodie.Account.Id);
        await teams.Elodie.Says("lier");
        await stage.Pass(1);
        var code = Code().Match(teams.Messages(teams.Elodie.Chat)[^1].Read()).Value;
        Assert.Contains("membre", (await elodie.Commands(field, "/partner", $"lier {code}")).Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("Élodie M.", teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        await elodie.Presses(inSlack, "Against");
        await stage.Pass(2);
        Assert.Matches("6 / 6 · Turnout|Turnout: 6 of 6", inTeams.Read());

        // Removed in one chat, the person votes in neither; the partner's ballot stays.
        await teams.Anna.Says(teams.General, "@BotPartner member remove @Élodie Martin");
        await stage.Pass(2);
        Assert.Contains("no longer", teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.stranger", "fr"), (await teams.Elodie.Presses(inTeams, "For")).Read(), StringComparison.Ordinal);
        Assert.Null((await elodie.Presses(inSlack, "For")).Failed);
        Assert.Contains(Reading.Words("refusal.stranger", "fr"), await Founded.Heard(stage, elodie), StringComparison.Ordinal);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        Assert.All(new[] { Founded.Outcomes(stage).InTeams, Founded.Outcomes(stage).InSlack }, o => Assert.Matches("6 of 6|6 / 6", o));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Codes_are_neither_guessed_nor_used_again_and_nobody_speaks_unadmitted()
    {
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var field = await Gather(stage);
        var mallory = slack.AddPerson("Mallory", "Nobody", "en-GB");
        slack.Partnership.Join(mallory.Account.Id);
        field.Join(mallory.Account.Id);
        var (_, inSlack) = await Founded.Put(stage);

        // Without admission.
        await mallory.Commands(field, "/partner", "join Ministry of Water");
        await mallory.Presses(inSlack, "For");
        Assert.Contains(Reading.Words("refusal.not-yet-admitted", "en"), await Founded.Heard(stage, mallory), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.admit", "en"), (await mallory.Commands(field, "/partner", "admit @Mallory")).Message?.Read() ?? Reading.Words("refusal.admit", "en"), StringComparison.Ordinal);

        // A code that somebody else used.
        await teams.Anna.Says("invite Ministry of Water");
        await stage.Pass(1);
        var used = Code().Match(teams.Messages(teams.Anna.Chat)[^1].Read()).Value;
        var first = slack.AddPerson("Nils", "Ministry of Water", "en-GB");
        field.Join(first.Account.Id);
        Assert.Contains(Reading.Words("invite.accepted", "en"), (await first.Commands(field, "/partner", $"join {used}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code.join", "en"), (await mallory.Commands(field, "/partner", $"join {used}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code.link", "en"), (await mallory.Commands(field, "/partner", $"link {used}")).Message?.Read(), StringComparison.Ordinal);

        // Guessing: kindly refused, bounded, and told to the steward.
        var answers = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add((await mallory.Commands(field, "/partner", $"link AAAAA-{i + 22:00}AAA")).Message!.Read());
        }

        Assert.Contains(Reading.Words("refusal.guesses", "en"), answers[^1], StringComparison.Ordinal);
        Assert.InRange(answers.Count(a => a.Contains(Reading.Words("refusal.code.link", "en"), StringComparison.Ordinal)), 0, 5);
        await stage.Pass(2);
        Assert.Contains(teams.Messages(teams.Anna.Chat), m => m.Read().Contains("Mallory", StringComparison.Ordinal) && m.Read().Contains(Reading.Words("guesses.told", "en"), StringComparison.Ordinal));
        await stage.Pass(2);
        Assert.Matches("Turnout: 0 of 6", inSlack.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Founded by Anna; three partners speak in Teams, three in Slack, where a second channel is connected. Two come by invitation.</summary>
    private static async Task<SlackChannel> Gather(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Founded.Wide(stage);
        var field = slack.AddChannel("field", slack.Bo, slack.Dana, slack.Femi);
        await slack.Bo.Invites(field);
        await stage.Pass(2);
        await slack.Bo.Commands(field, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await teams.Anna.Says("partner add Nordic Water Fund as business in Europe");
        await teams.Anna.Says("invite Nordic Water Fund");
        await stage.Pass(2);
        var code = Code().Match(teams.Messages(teams.Anna.Chat)[^1].Read()).Value;
        await teams.Chidi.Installs();
        await teams.Chidi.Says($"join {code}");
        await stage.Pass(3);
        Assert.Contains(teams.Messages(teams.Chidi.Chat), m => m.Read().Contains(Reading.Words("invite.accepted.delegate", "en"), StringComparison.Ordinal));
        Assert.Contains(teams.Messages(teams.Anna.Chat), m => m.Read().Contains(Reading.Words("invite.joined", "en"), StringComparison.Ordinal));
        return field;
    }

    [GeneratedRegex("[2-9A-Z]{5}-[2-9A-Z]{5}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}

public sealed class OnboardingOnSqlite() : OnboardingStory(Store.Sqlite);

public sealed class OnboardingOnCosmos() : OnboardingStory(Store.Cosmos);

public sealed class OnboardingOnShared() : OnboardingStory(Store.Shared);
