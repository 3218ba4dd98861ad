using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Manifests;
using BotPartner.Slack;
using BotPartner.Slack.Inbound;
using BotPartner.Teams.Inbound;
using BotPartner.Tests.Manifests;
using NodaTime;
using Incoming = BotPartner.Teams.Inbound.Incoming;

namespace BotPartner.Tests.House;

/// <summary>The manifests offer, ask for and subscribe to what the program handles, and nothing else.</summary>
public sealed class ManifestRules : IDisposable
{
    private readonly Written written = new();

    public void Dispose() => written.Dispose();

    [Fact]
    public void The_manifests_in_the_repository_are_those_that_the_program_writes()
    {
        var stale = new List<string>();
        foreach (var (name, content) in written.Package().Select(f => ($"teams/{f.Name}", f.Content)).Append(("slack/manifest.yaml", written.SlackYaml())))
        {
            var file = Path.Combine(Source.Root, "manifests", name);
            if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
            {
                stale.Add(name);
                if (Environment.GetEnvironmentVariable("CI") != "true")
                {
                    File.WriteAllBytes(file, content);
                }
            }
        }

        Assert.True(stale.Count == 0, $"{string.Join(", ", stale)} were not what the program writes; outside CI they are now: look at them, and commit them");
    }

    [Fact]
    public void Every_wished_for_command_is_the_routers() => Assert.All(
        Menu.SharedWish.Concat(Menu.PersonalWish), v => Assert.Contains(v, written.Router.Commands.Select(c => c.Verb).Append("help")));

    [Fact]
    public void Every_menu_has_the_wished_for_commands_and_at_most_ten()
    {
        Assert.Equal(Menu.SharedWish, written.Menu.Shared);
        Assert.Equal(Menu.PersonalWish, written.Menu.Personal);
        Assert.All((IReadOnlyList<string>[])[Menu.SharedWish, Menu.PersonalWish], w => Assert.InRange(w.Distinct().Count(), w.Count, Menu.Most));
    }

    [Fact]
    public async Task Every_command_of_a_menu_works_as_it_stands_in_every_language_wherever_it_is_listed()
    {
        foreach (var (kind, verbs) in (IEnumerable<(PlaceKind, IReadOnlyList<string>)>)[(PlaceKind.Channel, written.Menu.Shared), (PlaceKind.Group, written.Menu.Shared), (PlaceKind.Personal, written.Menu.Personal)])
        {
            foreach (var (verb, language) in verbs.SelectMany(v => Texts.Languages.Select(l => (v, l))))
            {
                var title = written.Menu.Title(verb, language);
                var reply = await written.Say(Incoming.Platform, kind, title);
                Assert.False(reply is Reply.Nothing, $"{title} is not answered");
                Assert.DoesNotContain("help.unknown", $"{Said(reply)}", StringComparison.Ordinal);
            }
        }

        Assert.Contains("help.unknown", Said(await written.Say(Incoming.Platform, PlaceKind.Channel, "xyzzy")), StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_and_descriptions_of_commands_fit_and_carry_no_special_characters() => Assert.All(
        from verb in written.Menu.Shared.Concat(written.Menu.Personal)
        from language in Texts.Languages
        select (Title: written.Menu.Title(verb, language), Description: written.Menu.Description(verb, language)),
        c =>
        {
            Assert.Matches(@"^\p{L}[\p{L} -]{1,31}$", c.Title);
            Assert.InRange(c.Description.Length, 10, 128);
        });

    [Fact]
    public void A_message_extension_offers_exactly_what_is_answered()
    {
        var types = written.Teams()["composeExtensions"]![0]!["commands"]!.AsArray().Select(c => $"{c!["type"]}").ToHashSet();
        Assert.Equal(Answers("composeExtension/query"), types.Contains("query"));
        Assert.Equal(Answers("composeExtension/fetchTask"), types.Contains("action"));
        Assert.Equal(Answers("composeExtension/submitAction"), types.Contains("action"));
    }

    [Fact]
    public void Every_shortcut_is_named_and_described_in_every_language_so_that_both_platforms_take_it() => Assert.All(
        from shortcut in written.Menu.Shortcuts
        from language in Texts.Languages
        select (Name: written.Menu.Name(shortcut, language), About: written.Menu.About(shortcut, language)),
        s =>
        {
            Assert.Matches(@"^\p{Lu}[\p{L}’ ]{2,23}$", s.Name);
            Assert.InRange(s.About.Length, 10, 128);
        });

    [Fact]
    public void Every_search_is_named_and_described_in_every_language() => Assert.All(
        from search in written.Menu.Searches
        from language in Texts.Languages
        select (search.Name, Title: written.Menu.Name(search, language), About: written.Menu.About(search, language), Words: written.Menu.Words(search, language)),
        s =>
        {
            Assert.Matches(@"^[a-z.]{1,64}$", s.Name);
            Assert.Matches(@"^\p{Lu}[\p{L}’ ]{2,31}$", s.Title);
            Assert.InRange(s.About.Length, 10, 128);
            Assert.InRange(s.Words.Length, 3, 32);
        });

    [Fact]
    public void Shortcuts_are_no_more_than_the_platforms_take()
    {
        Assert.InRange(written.Slack()["features"]!["shortcuts"]!.AsArray().Count, 1, 10);
        Assert.InRange(written.Menu.Shortcuts.Count + written.Menu.Searches.Count, 1, 10);
        Assert.Distinct(written.Menu.Shortcuts.Select(s => s.Action));
        Assert.All(written.Menu.Shortcuts, s => Assert.InRange(s.Action.Length, 1, 64));
    }

    [Fact]
    public void The_events_are_those_that_are_read()
    {
        var reader = Source.Files("src/BotPartner/Slack/Inbound").Single(f => f.Path.EndsWith("/EventReader.cs", StringComparison.Ordinal)).Text;
        var read = Regex.Matches(reader, "^ +case (?<names>.+?)(?: when .*)?:$", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            .SelectMany(c => Regex.Matches(c.Groups["names"].Value, "(?<=\")[a-z_]+(?=\")", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(m => m.Value == "message" ? Events.Direct : m.Value);
        Assert.Equal(read.Distinct().Order(StringComparer.Ordinal), Events.Bot.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_is_read()
    {
        var reader = new EventReader(null!, null!, null!);
        Assert.All(Events.Bot, name => Assert.NotNull(reader.Read(Event(name), Instant.FromUnixTimeSeconds(1))));
        Assert.Null(reader.Read(Event("reaction_added"), Instant.FromUnixTimeSeconds(1)));
    }

    [Fact]
    public void Every_scope_has_a_reason_in_what_is_subscribed_to_or_called_and_every_reason_its_scope()
    {
        var source = string.Concat(Source.Files("src/BotPartner/Slack").Select(f => f.Text));
        var called = Regex.Matches(source, "(?<=\")(?:chat|users|views|conversations|files|auth|team|bots|reactions)\\.[A-Za-z.]+(?=\")", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(m => m.Value).Where(m => !m.EndsWith(".com", StringComparison.Ordinal));
        var needed = called.Concat(Events.Bot).Append("slash_commands").SelectMany(Needs).Distinct();
        Assert.Equal(needed.Order(StringComparer.Ordinal), Scopes.Bot.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_conflict_protocol_is_a_command_exactly_if_the_router_knows_it() => Assert.Equal(
        written.Menu.Find(SlackManifest.ConflictProtocol) is not null,
        written.Slack()["features"]!["slash_commands"]!.AsArray().Any(c => $"{c!["command"]}" == "/conflict-protocol"));

    [Fact]
    public void Every_shortcut_is_a_button_that_is_understood_and_says_what_it_does() => Assert.All(
        written.Slack()["features"]!["shortcuts"]!.AsArray(),
        s =>
        {
            Assert.Contains(Callbacks.ActionOf($"{s!["callback_id"]}"), written.Router.Actions);
            Assert.All(Texts.Languages, l => Assert.InRange($"{Shortcut(l, $"{s["callback_id"]}")["name"]}".Length, 3, 24));
        });

    private JsonNode Shortcut(string language, string action) =>
        written.Slack(Written.Example with { Language = language })["features"]!["shortcuts"]!.AsArray().Single(s => $"{s!["callback_id"]}" == action)!;

    private static string Said(Reply reply) => $"{reply}{(reply is Reply.Show show ? string.Join(' ', show.Card.Elements.Append<object>(show.Card.Summary)) : "")}";

    private static bool Answers(string invoke) => Incoming.Read(
        new Activity
        {
            Type = "invoke",
            Name = invoke,
            Id = "1",
            From = new() { Id = "29:1" },
            Recipient = new() { Id = "28:1" },
            Conversation = new() { Id = "a:1", TenantId = "t" },
        },
        Instant.FromUnixTimeSeconds(1)) is not Incoming.UnknownInvoke;

    private static JsonElement Event(string name) => JsonDocument.Parse(
        $$"""
        {"team_id":"T1","event_id":"Ev1","event_time":1,"enterprise_id":"E1","event":{"type":"{{(name == Events.Direct ? "message" : name)}}","channel_type":"im","channel":{{(name.EndsWith("_rename", StringComparison.Ordinal) ? """{"id":"C1","name":"rivers"}""" : "\"D1\"")}},"old_channel_id":"G1","new_channel_id":"C1","team_ids":["T2"],"user":"U1","ts":"1.2","tokens":{"bot":["U0"]} } }
        """).RootElement;

    /// <summary>As Slack's reference says of each method and event.</summary>
    private static string[] Needs(string use) => use switch
    {
        "slash_commands" => ["commands"],
        "app_mention" => ["app_mentions:read"],
        "message.im" => ["im:history"],
        "member_joined_channel" or "member_left_channel" => ["channels:read", "groups:read"],
        "channel_archive" or "channel_deleted" or "channel_left" or "channel_rename" or "channel_unarchive" or "conversations.info" => ["channels:read"],
        "group_archive" or "group_deleted" or "group_left" or "group_rename" or "group_unarchive" or "channel_id_changed" => ["groups:read"],
        "chat.postMessage" or "chat.postEphemeral" or "chat.update" or "chat.delete" => ["chat:write"],
        "conversations.open" => ["im:write"],
        "users.info" => ["users:read"],
        "files.getUploadURLExternal" or "files.completeUploadExternal" => ["files:write"],
        "auth.test" or "views.open" or "views.push" or "views.update" or "views.publish" or "app_uninstalled" or "tokens_revoked" or "team_access_granted" or "team_access_revoked" or "app_home_opened" => [],
        _ => throw new NotSupportedException($"which scope {use} needs is not known here yet"),
    };
}
