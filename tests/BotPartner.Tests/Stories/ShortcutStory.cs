using BotPartner.Core.Chat;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Manifests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Tests.Stories;

/// <summary>What is used from a message's menu, or from anywhere, also where the bot is not: all of it is answered in a dialog, and nothing is said aloud.</summary>
public abstract class ShortcutStory(Store store)
{
    private const string Canary = "the heron is tired of the harbour";

    private readonly Tried feature = new();

    [Fact]
    public async Task In_Slack_a_message_of_a_private_channel_without_the_bot_is_pointed_at_and_nobody_else_hears_of_it()
    {
        await using var stage = await Set();
        var slack = stage.Slack;
        var hidden = slack.AddChannel("canary-colony", slack.Bo, slack.Dana);
        hidden.Private = true;
        await slack.Dana.Says(hidden, $"@Bo Lind {Canary} & <nobody> sees it");

        Assert.Null((await slack.Bo.Runs(Tried.OnMessages, slack.Messages(hidden)[0])).Failed);
        Assert.Contains($"About “@Bo Lind {Canary} & <nobody> sees it”", slack.Bo.Modal!.Read().Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&"), StringComparison.Ordinal);
        var about = feature.Pressed.About!;
        Assert.Equal((slack.Dana.Account.Id, "Dana Reyes"), (about.By!.User, about.By.Name));

        Assert.Equal("Too short", Assert.Single((await slack.Bo.Submits(new Dictionary<string, string> { ["text"] = "x" })).Errors).Value);
        await slack.Bo.Submits(new Dictionary<string, string> { ["text"] = "Listen first" });
        await stage.Settle();
        Assert.Contains("Tried: Listen first", slack.Bo.Modal!.Read(), StringComparison.Ordinal);

        Assert.Single(slack.Messages(hidden));
        Assert.Empty(slack.Ephemerals(hidden, slack.Bo));
        var told = stage.Slack.Log.Entries.Where(e => e.Direction == WireDirection.FromBot).ToArray();
        Assert.DoesNotContain(told, e => $"{e.Path}{e.RequestBody}".Contains("canary-colony", StringComparison.Ordinal));
        Assert.All(told.Where(e => e.RequestBody.Contains(Canary, StringComparison.Ordinal)), e => Assert.EndsWith("/views.open", e.Path, StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task In_Slack_a_shortcut_works_in_a_thread_where_no_command_does_and_after_its_trigger_is_gone()
    {
        await using var stage = await Set();
        var slack = stage.Slack;
        await slack.Bo.Invites(slack.Partnership);
        await slack.Dana.Says(slack.Partnership, "Who mends the nets?");
        await slack.Femi.Says(slack.Partnership, "Not us.", slack.Messages(slack.Partnership)[^1]);
        var reply = slack.Messages(slack.Partnership)[^1];
        Assert.NotNull(reply.ThreadTs);
        await slack.Dana.Runs(Tried.Both + ":message", reply);
        Assert.Contains("Not us.", slack.Dana.Modal!.Read(), StringComparison.Ordinal);
        await slack.Dana.Closes();

        // The bot was too slow: what it opens comes to nothing, and only who asked is told.
        slack.Mischief.Answer("views.open", 200, body: """{"ok":false,"error":"expired_trigger_id"}""");
        await slack.Dana.Runs(Tried.OnMessages, reply);
        await stage.Settle();
        Assert.Null(slack.Dana.Modal);
        Assert.Contains("Not us.", Assert.Single(slack.Ephemerals(slack.Partnership, slack.Dana)).Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task In_Teams_a_message_of_a_chat_without_the_bot_is_pointed_at_and_nobody_else_hears_of_it()
    {
        await using var stage = await Set();
        var teams = stage.Teams;
        var chat = teams.AddGroupChat("Canary colony", teams.Anna, teams.Chidi);
        await teams.Chidi.Says(chat, $"@Anna Berg {Canary}\n& <nobody> sees it");

        var opened = await teams.Anna.Runs(Tried.OnMessages, teams.Messages(chat)[0]);
        Assert.Equal("Try it", opened.Dialog?.Title);
        Assert.Equal($"Chidi Okafor: @Anna Berg {Canary}\n& <nobody> sees it", feature.Pressed.About!.Words);
        Assert.Null(feature.Pressed.Place.Name);

        var mended = await teams.Anna.Submits(opened.Dialog!, new Dictionary<string, string> { ["text"] = "x" });
        Assert.Contains("Too short", mended.PlainText(), StringComparison.Ordinal);
        Assert.Equal("x", CardReading.Fill(mended.Dialog!.Card, null)["text"]);
        var done = await teams.Anna.Submits(mended.Dialog!, new Dictionary<string, string> { ["text"] = "Listen first" });
        Assert.Equal("Tried: Listen first", done.Notice);

        // Their own message is theirs.
        await teams.Anna.Says(chat, "I will.");
        await teams.Anna.Runs(Tried.OnMessages, teams.Messages(chat)[^1]);
        Assert.Equal(("I will.", feature.Pressed.Person.Key), (feature.Pressed.About!.Words, feature.Pressed.About.By!.Key));

        await stage.Settle();
        Assert.Empty(teams.Posts(chat));
        Assert.DoesNotContain(stage.Teams.Log.Entries, e => e.Direction == WireDirection.FromBot && e.Path.Contains("/conversations", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task From_anywhere_a_proposal_is_put_in_Teams_and_the_decisions_are_seen_in_Slack()
    {
        await using var stage = await Set();
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var posts = teams.Posts(teams.General).Count;

        var form = await teams.Anna.Runs("decision.propose", teams.General);
        Assert.Equal("Put a proposal", form.Dialog?.Title);
        var preview = await teams.Anna.Submits(form.Dialog!, new Dictionary<string, string> { ["text"] = "Adopt the charter" });
        var done = await teams.Anna.Submits(preview.Dialog!, button: "Put to the partners");
        Assert.Contains("Decision 1 is put to the partners.", done.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Equal(posts + 1, teams.Posts(teams.General).Count);
        Assert.Contains("Adopt the charter", Founded.Cards(stage).InSlack.Read(), StringComparison.Ordinal);

        await slack.Bo.Runs("decisions");
        Assert.Contains("Adopt the charter", slack.Bo.Modal!.Read(), StringComparison.Ordinal);
        await slack.Bo.Closes();
        await slack.Bo.Runs(Tried.Anywhere);
        Assert.Contains("Anything?", slack.Bo.Modal!.Read(), StringComparison.Ordinal);
        Assert.Null(feature.Pressed.About);
        Assert.Empty(stage.Errors.Lines);
    }

    private async Task<Stage> Set()
    {
        var stage = await Stage.Set(store);
        stage.Adjust = builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(Tried.Texts()));
            builder.Services.AddSingleton<IFeature>(feature);
        };
        await stage.Restart();
        return stage;
    }
}

public sealed class ShortcutOnSqlite() : ShortcutStory(Store.Sqlite);

public sealed class ShortcutOnCosmos() : ShortcutStory(Store.Cosmos);

public sealed class ShortcutOnShared() : ShortcutStory(Store.Shared);
