namespace BotPartner.Tests.Stories;

/// <summary>Somebody in Slack has a grievance with a partner in Teams; only they and those whose turn it is ever read of it.</summary>
public abstract class TensionStory(Store store)
{
    private const string What = "marker-what: the data of the river were published without us";
    private const string Need = "marker-need: to be asked before";

    [Fact]
    public async Task It_is_resolved_when_the_two_talked_and_both_say_so()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", What, Need);
        var annas = Quarrel.Card(stage, teams.Anna);
        Assert.Contains(What, annas.Read(), StringComparison.Ordinal);
        Assert.Contains(Need, annas.Read(), StringComparison.Ordinal);
        Assert.Contains("Bo", annas.Read(), StringComparison.Ordinal);

        await Quarrel.Writes(stage, teams.Anna, "I have heard…", "You were not asked.");
        Assert.Contains("You were not asked.", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);
        Assert.Contains("Talk directly", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);
        await Quarrel.Writes(stage, slack.Bo, "Propose a resolution…", "Drafts go to Dakar City a week before.");
        Assert.Contains("Drafts go to Dakar City a week before.", annas.Read(), StringComparison.Ordinal);
        await Quarrel.Presses(stage, teams.Anna, "Agree to it…", "Yes, it is resolved");
        Assert.Contains("Resolved: both sides said so.", annas.Read(), StringComparison.Ordinal);
        Assert.Contains("Resolved: both sides said so.", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);

        string[] elsewhere = [.. teams.Messages(teams.General).Concat(teams.Messages(teams.Elodie.Chat)).Select(m => m.Read()), .. slack.Messages(slack.Partnership).Concat(slack.Posts(slack.Femi.Direct)).Concat(slack.Posts(slack.Dana.Direct)).Select(m => m.Read())];
        Assert.All(elsewhere, m => Assert.DoesNotContain("marker-", m, StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Silence_leads_on_to_the_last_stage_and_what_both_released_is_handed_to_a_mediator()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", What, Need);
        for (var day = 0; day < 90 && !Quarrel.Card(stage, slack.Bo).Read().Contains("External mediation", StringComparison.Ordinal); day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        // Anna is the only steward, and a side: nobody of the partnership may guide it. Nothing was released, so nobody else was asked.
        var bos = Quarrel.Card(stage, slack.Bo).Read();
        Assert.Contains("External mediation", bos, StringComparison.Ordinal);
        Assert.Contains("Not asked: Anna", bos, StringComparison.Ordinal);
        Assert.Contains("nobody is named yet", bos, StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", Quarrel.Told(stage, slack.Femi) + Quarrel.Told(stage, slack.Dana) + Quarrel.Told(stage, teams.Elodie), StringComparison.Ordinal);

        await Quarrel.Presses(stage, slack.Bo, "More");
        await Rests(stage, "What others may know…", "We differ on when data are shared.");
        await Quarrel.Presses(stage, teams.Anna, "More");
        await teams.Anna.Presses(teams.Messages(teams.Anna.Chat).Last(m => m.Buttons.Contains("Say yes to the draft…")), "Say yes to the draft…");
        await stage.Settle();
        await teams.Anna.Presses(teams.Messages(teams.Anna.Chat).Last(m => m.Buttons.Contains("Yes, let others know")), "Yes, let others know");
        await stage.Pass(2);
        await Quarrel.Presses(stage, slack.Bo, "More");
        var offered = slack.Ephemerals(slack.Bo.Direct, slack.Bo).Concat(slack.Posts(slack.Bo.Direct)).Last(m => m.Buttons.Contains("Summary to hand over"));
        await slack.Bo.Presses(offered, "Summary to hand over");
        await stage.Pass(2);
        var file = Assert.Single(slack.Posts(slack.Bo.Direct).SelectMany(m => m.Files));
        var summary = System.Text.Encoding.UTF8.GetString(file.Bytes);
        Assert.Contains("We differ on when data are shared.", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", summary, StringComparison.Ordinal);

        for (var day = 0; day < 30; day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        Assert.Contains("All stages have passed without a resolution.", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);

        // After ninety days nothing that was written is left, in the store or on the cards.
        for (var day = 0; day < 100; day += 5)
        {
            await stage.Jump(TimeSpan.FromDays(5));
        }

        Assert.DoesNotContain("marker-", Quarrel.Told(stage, teams.Anna) + Quarrel.Told(stage, slack.Bo), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_facilitator_of_a_side_is_passed_over_and_the_other_partners_decide_on_what_both_released()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Facilitates(stage, "Dakar City");
        await Facilitates(stage, "Delta Fishers Council");
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", What, Need, new Dictionary<string, string> { ["name"] = "hidden" });
        Assert.DoesNotContain("Bo", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        Assert.Contains("somebody of Dakar City", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        await Quarrel.Writes(stage, teams.Anna, "I have heard…", "");
        await Quarrel.Presses(stage, slack.Bo, "More");
        await slack.Bo.Presses(Last(stage, "Next stage…"), "Next stage…");
        await stage.Settle();
        await slack.Bo.Presses(Last(stage, "Yes, next stage"), "Yes, next stage");
        await stage.Pass(2);

        // Femi is asked, in her working hours; Bo is passed over for he is part of it. She sees who raised it; that she read is seen.
        await stage.Jump(TimeSpan.FromDays(1));
        await stage.Pass(2);
        Assert.Contains("Not asked: Bo", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);
        Assert.Contains("Bo", Quarrel.Card(stage, slack.Femi).Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", Quarrel.Card(stage, slack.Femi).Read(), StringComparison.Ordinal);
        await Quarrel.Presses(stage, slack.Femi, "I will guide it");
        await Quarrel.Presses(stage, slack.Femi, "Read what was written");
        Assert.Single(slack.Ephemerals(slack.Femi.Direct, slack.Femi).Concat(slack.Posts(slack.Femi.Direct)), m => m.Read().Contains(What, StringComparison.Ordinal));
        Assert.Contains(", to guide the dialogue", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);

        // That Bo cannot guide it, as nobody of his partner could, does not say that it was he.
        Assert.Contains("Not asked: Bo Lind speaks for one of the two partners", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        Assert.Contains("somebody of Dakar City", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bo Lind (Dakar City)", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);

        await Quarrel.Presses(stage, slack.Bo, "More");
        await Rests(stage, "What others may know…", "Should drafts be sent a week before?");
        await Quarrel.Presses(stage, teams.Anna, "More");
        await teams.Anna.Presses(teams.Messages(teams.Anna.Chat).Last(m => m.Buttons.Contains("Say yes to the draft…")), "Say yes to the draft…");
        await stage.Settle();
        await teams.Anna.Presses(teams.Messages(teams.Anna.Chat).Last(m => m.Buttons.Contains("Yes, let others know")), "Yes, let others know");
        await stage.Pass(2);
        await Quarrel.Presses(stage, slack.Bo, "More");
        await slack.Bo.Presses(Last(stage, "Next stage…"), "Next stage…");
        await stage.Settle();
        await slack.Bo.Presses(Last(stage, "Yes, next stage"), "Yes, next stage");
        await stage.Jump(TimeSpan.FromDays(1));
        await stage.Pass(2);

        // The others decide; neither side does.
        var votes = slack.Posts(slack.Femi.Direct).Last(m => m.Buttons.Contains("Against"));
        Assert.Contains("Should drafts be sent a week before?", votes.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bo", votes.Read(), StringComparison.Ordinal);
        await slack.Femi.Presses(votes, "For");
        await Quarrel.Presses(stage, slack.Dana, "A favor");
        await teams.Elodie.Presses(teams.Messages(teams.Elodie.Chat).Last(m => m.Buttons.Contains("Pour")), "Pour");
        await stage.Pass(3);
        Assert.Contains("The other partners want it.", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        Assert.Contains("For 3, against 0, abstain 0: 3 of 3 partners took part", Quarrel.Card(stage, slack.Bo).Read(), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Teams.Messages(teams.General).Select(m => m.Read()), m => m.Contains("Should drafts", StringComparison.Ordinal));

        await Quarrel.Presses(stage, slack.Bo, "More");
        await slack.Bo.Presses(Last(stage, "Show my name…"), "Show my name…");
        await stage.Settle();
        await slack.Bo.Presses(Last(stage, "Yes, show my name"), "Yes, show my name");
        await stage.Pass(2);
        Assert.Contains("Bo Lind (Dakar City)", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task It_is_taken_back_taken_up_again_and_a_lesson_is_shared_with_both_sides_consent()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", What, Need);
        await Quarrel.Presses(stage, slack.Bo, "More");
        await slack.Bo.Presses(Last(stage, "Take it back…"), "Take it back…");
        await stage.Settle();
        await slack.Bo.Presses(Last(stage, "Yes, take it back"), "Yes, take it back");
        await stage.Pass(2);
        Assert.Contains("Taken back", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);
        await Quarrel.Presses(stage, slack.Bo, "Take it up again…", "Yes, take it up again");
        Assert.Contains("Somebody asks to be heard.", Quarrel.Card(stage, teams.Anna).Read(), StringComparison.Ordinal);

        await Quarrel.Writes(stage, teams.Anna, "Propose a resolution…", "We ask first.");
        await Quarrel.Presses(stage, slack.Bo, "Agree to it…", "Yes, it is resolved");
        await Quarrel.Writes(stage, teams.Anna, "Share a lesson…", "Ask before you publish.");
        Assert.DoesNotContain(slack.Posts(slack.Partnership), m => m.Read().Contains("Ask before you publish.", StringComparison.Ordinal));
        await Quarrel.Presses(stage, slack.Bo, "Say yes to the lesson…", "Yes, share it");
        var shared = Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Ask before you publish.", StringComparison.Ordinal)).Read();
        Assert.DoesNotContain("Ministry", shared, StringComparison.Ordinal);
        Assert.DoesNotContain("Dakar", shared, StringComparison.Ordinal);
        Assert.Single(teams.Messages(teams.General), m => m.Read().Contains("Ask before you publish.", StringComparison.Ordinal));

        // Three weeks later it can be taken up no more.
        for (var day = 0; day < 21; day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        Assert.DoesNotContain("Take it up again…", Quarrel.Card(stage, slack.Bo).Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Within_one_organisation_its_focal_point_comes_first()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await slack.Dana.Commands(slack.Partnership, "/partner", "unirse Dakar City");
        await slack.Femi.Commands(slack.Partnership, "/partner", "join Dakar City");
        await stage.Pass(3);
        await Founded.Admitted(stage);
        await Quarrel.Raises(stage, slack.Femi, "Dakar City", What, Need, new Dictionary<string, string> { ["person"] = "Dana" });
        await stage.Jump(TimeSpan.FromDays(1));
        await stage.Pass(2);
        var focal = Quarrel.Card(stage, slack.Bo).Read();
        Assert.Contains("Within Dakar City", focal, StringComparison.Ordinal);
        Assert.Contains("Focal points meet", focal, StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", focal, StringComparison.Ordinal);
        Assert.Contains(What, Quarrel.Told(stage, slack.Dana), StringComparison.Ordinal);
        Assert.DoesNotContain("Within Dakar City", Quarrel.Told(stage, teams.Anna), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Bo presses what he was shown under “More”, and writes.</summary>
    private static async Task Rests(Stage stage, string button, string words)
    {
        await stage.Slack.Bo.Presses(Last(stage, button), button);
        await stage.Slack.Bo.Submits(new Dictionary<string, string> { ["words"] = words });
        await stage.Pass(2);
    }

    /// <summary>The last message that offers Bo this.</summary>
    private static BotPartner.Sandbox.Slack.SlackMessage Last(Stage stage, string button) =>
        stage.Slack.Ephemerals(stage.Slack.Bo.Direct, stage.Slack.Bo).Concat(stage.Slack.Posts(stage.Slack.Bo.Direct)).Last(m => m.Buttons.Contains(button));

    /// <summary>Anna names who speaks for a partner a facilitator, by the form.</summary>
    private static async Task Facilitates(Stage stage, string partner)
    {
        var teams = stage.Teams;
        await teams.Anna.Says("role");
        await stage.Pass(1);
        var form = teams.Messages(teams.Anna.Chat)[^1];
        var who = Options(form.Card).Single(o => $"{o["title"]}".Contains(partner, StringComparison.Ordinal));
        await teams.Anna.Presses(form, "Save", new Dictionary<string, string> { ["member"] = $"{who["value"]}", ["role"] = "facilitator" });
        await stage.Pass(6);
    }

    private static IEnumerable<System.Text.Json.Nodes.JsonObject> Options(System.Text.Json.Nodes.JsonNode? node) => node switch
    {
        System.Text.Json.Nodes.JsonObject o => o.SelectMany(p => Options(p.Value)).Prepend(o),
        System.Text.Json.Nodes.JsonArray list => list.SelectMany(Options),
        _ => [],
    };
}

public sealed class TensionOnSqlite() : TensionStory(Store.Sqlite);

public sealed class TensionOnCosmos() : TensionStory(Store.Cosmos);

public sealed class TensionOnShared() : TensionStory(Store.Shared);
