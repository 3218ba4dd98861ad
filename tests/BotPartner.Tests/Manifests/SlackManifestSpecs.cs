using System.Text.Json.Nodes;
using BotPartner.Slack;

namespace BotPartner.Tests.Manifests;

public sealed class SlackManifestSpecs : IDisposable
{
    private static readonly string[] Forbidden = ["admin", "identity.", "search:read", "read", "post", "client", "triggers:", "workflow.steps"];

    private readonly Written written = new();

    public void Dispose() => written.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void It_is_valid_by_the_published_schema(bool socket, bool one) => Assert.Empty(
        Schema.Find("slack-manifest-2.0.schema.json").Faults(written.Slack(Written.Example with { SocketMode = socket, OneWorkspace = one })));

    [Fact]
    public void What_is_wrong_is_found_by_the_published_schema()
    {
        var manifest = written.Slack();
        manifest["display_information"]!["long_description"] = "short";
        manifest["settings"]!["unknown"] = true;
        Assert.Equal(2, Schema.Find("slack-manifest-2.0.schema.json").Faults(manifest).Count);
    }

    [Fact]
    public void Every_address_is_one_that_the_bot_answers_at()
    {
        var manifest = written.Slack();
        Assert.Equal("https://bot.example.org/slack/events", $"{manifest["settings"]!["event_subscriptions"]!["request_url"]}");
        Assert.Equal("https://bot.example.org/slack/interactions", $"{manifest["settings"]!["interactivity"]!["request_url"]}");
        Assert.All(manifest["features"]!["slash_commands"]!.AsArray(), c => Assert.Equal("https://bot.example.org/slack/commands", $"{c!["url"]}"));
        Assert.Equal(["https://bot.example.org/slack/oauth/callback"], manifest["oauth_config"]!["redirect_urls"]!.AsArray().Select(u => $"{u}"));
        Assert.StartsWith("https://bot.example.org/below/slack/", $"{written.Slack(Written.Example with { BaseUrl = new("https://bot.example.org/below/") })["settings"]!["interactivity"]!["request_url"]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_bear_a_description_and_a_hint_and_people_who_are_named_come_with_their_ids() => Assert.All(
        written.Slack()["features"]!["slash_commands"]!.AsArray(),
        c =>
        {
            Assert.Matches("^/[a-z-]{3,31}$", $"{c!["command"]}");
            Assert.NotEmpty($"{c["description"]}");
            Assert.NotEmpty($"{c["usage_hint"]}");
            Assert.True(c["should_escape"]!.GetValue<bool>());
        });

    [Fact]
    public void It_asks_for_nothing_in_the_name_of_people_and_for_nothing_that_reviewers_refuse()
    {
        var scopes = written.Slack()["oauth_config"]!["scopes"]!.AsObject();
        Assert.Equal(["bot"], scopes.Select(s => s.Key));
        Assert.Equal(Scopes.Bot, scopes["bot"]!.AsArray().Select(s => $"{s}"));
        Assert.All(Scopes.Bot, s => Assert.DoesNotContain(Forbidden, f => s == f || (f.Length > 6 && s.StartsWith(f, StringComparison.Ordinal))));
        Assert.All(Scopes.Bot.Where(s => s.EndsWith(":history", StringComparison.Ordinal)), s => Assert.Equal("im:history", s));
    }

    [Fact]
    public void Direct_messages_are_taken_and_a_home_is_offered_exactly_if_it_is_filled()
    {
        var home = written.Slack()["features"]!["app_home"]!;
        Assert.True(home["messages_tab_enabled"]!.GetValue<bool>());
        Assert.False(home["messages_tab_read_only_enabled"]!.GetValue<bool>());
        Assert.Equal(Events.Bot.Contains(Events.HomeOpened), home["home_tab_enabled"]!.GetValue<bool>());
    }

    [Fact]
    public void For_many_workspaces_tokens_are_renewed_and_organisations_may_install_it()
    {
        var settings = written.Slack()["settings"]!;
        Assert.Equal((true, true, false), (settings["token_rotation_enabled"]!.GetValue<bool>(), settings["org_deploy_enabled"]!.GetValue<bool>(), settings["socket_mode_enabled"]!.GetValue<bool>()));
    }

    [Fact]
    public void For_one_workspace_its_token_stays()
    {
        var manifest = written.Slack(Written.Example with { OneWorkspace = true });
        Assert.False(manifest["settings"]!["token_rotation_enabled"]!.GetValue<bool>());
        Assert.False(manifest["settings"]!["org_deploy_enabled"]!.GetValue<bool>());
        Assert.False(manifest["oauth_config"]!.AsObject().ContainsKey("redirect_urls"));
    }

    [Fact]
    public void Over_sockets_nothing_has_an_address()
    {
        var manifest = written.Slack(new() { SocketMode = true });
        Assert.True(manifest["settings"]!["socket_mode_enabled"]!.GetValue<bool>());
        Assert.True(manifest["settings"]!["interactivity"]!["is_enabled"]!.GetValue<bool>());
        Assert.DoesNotContain("https:", manifest.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public void What_it_says_of_itself_fits_in_every_language(string language)
    {
        var manifest = written.Slack(Written.Example with { Language = language });
        var said = manifest["display_information"]!;
        Assert.InRange($"{said["name"]}".Length, 1, 35);
        Assert.InRange($"{said["description"]}".Length, 10, 140);
        Assert.InRange($"{said["long_description"]}".Length, 175, 4000);
        Assert.Matches("^#[0-9A-F]{6}$", $"{said["background_color"]}");
        Assert.All(manifest["features"]!["shortcuts"]!.AsArray(), s => Assert.InRange($"{s!["description"]}".Length, 10, 150));
        Assert.True(language != "en" || $"{said["description"]}".Split(' ').Length <= 10, "the store takes ten words");
    }

    [Fact]
    public void As_YAML_it_is_quoted_where_a_reader_might_take_it_for_something_else()
    {
        var yaml = BotPartner.Manifests.Readable.Yaml(new JsonObject
        {
            ["a"] = "on",
            ["b"] = "#0B5D5E",
            ["c"] = "im:history",
            ["d"] = "x: y",
            ["e"] = "two\nlines, “é”",
            ["f"] = new JsonArray("1.0", new JsonObject { ["g"] = true, ["h"] = new JsonArray() }),
        });
        Assert.Equal("a: \"on\"\nb: \"#0B5D5E\"\nc: im:history\nd: \"x: y\"\ne: \"two\\nlines, “é”\"\nf:\n  - \"1.0\"\n  - g: true\n    h: []\n", yaml);
    }
}
