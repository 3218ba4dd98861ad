using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Manifests;

namespace BotPartner.Tests.Manifests;

public sealed class ShortcutManifestSpecs
{
    private readonly Texts texts = Tried.Texts();

    private Menu Menu => new(new([new Tried()], texts), texts);

    [Fact]
    public void Slack_is_told_of_each_kind_with_an_id_of_its_own()
    {
        var manifest = new SlackManifest(Menu, texts).Write(Written.Example with { Language = "fr" });
        Assert.Equal(
            [
                ("Try this message fr", "message", "tried.on"),
                ("Try anything fr", "global", "tried.any"),
                ("Try either fr", "global", "tried.both"),
                ("Try either fr", "message", "tried.both:message"),
                ("Obtenir l’aide", "global", "help"),
            ],
            manifest["features"]!["shortcuts"]!.AsArray().Select(s => ($"{s!["name"]}", $"{s["type"]}", $"{s["callback_id"]}")));
        Assert.Empty(Schema.Find("slack-manifest-2.0.schema.json").Faults(manifest));
    }

    [Fact]
    public void Teams_is_told_where_each_is_offered_and_in_every_language()
    {
        var manifest = new TeamsManifest(Menu, texts).Write(Written.Example);
        var commands = manifest["composeExtensions"]![0]!["commands"]!.AsArray();
        Assert.Equal(
            ["tried.on: message", "tried.any: compose commandBox", "tried.both: compose commandBox message", "help: compose commandBox"],
            commands.Select(c => $"{c!["id"]}: {string.Join(' ', c["context"]!.AsArray())}"));
        Assert.All(commands, c => Assert.True((string?)c!["type"] == "action" && (bool)c["fetchTask"]!));
        Assert.Equal($"{manifest["id"]}", $"{manifest["composeExtensions"]![0]!["botId"]}");
        Assert.Empty(Schema.Find("teams-manifest-1.19.schema.json").Faults(manifest));
        Assert.Equal("Try this message es", $"{new TeamsManifest(Menu, texts).Translate("es", Written.Example)["composeExtensions[0].commands[0].title"]}");
    }

    [Fact]
    public void The_names_of_both_kinds_lead_to_the_same_button()
    {
        var both = new Route.Press("a.b", (_, _) => Task.FromResult(Reply.None)) { Shortcut = Shortcut.Global | Shortcut.Message };
        Assert.Equal(("a.b", "a.b:message"), (BotPartner.Slack.Callbacks.Of(both, Shortcut.Global), BotPartner.Slack.Callbacks.Of(both, Shortcut.Message)));
        Assert.Equal("a.b", BotPartner.Slack.Callbacks.ActionOf("a.b:message"));
        Assert.Equal("a.b", BotPartner.Slack.Callbacks.Of(both with { Shortcut = Shortcut.Message }, Shortcut.Message));
    }
}
