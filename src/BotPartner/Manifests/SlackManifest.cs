using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack;
using BotPartner.Slack.Inbound;
using BotPartner.Slack.Installing;
using Route = BotPartner.Core.Chat.Route;

namespace BotPartner.Manifests;

/// <summary>The manifest of the Slack app: nothing is asked for, subscribed to or offered that the bot does not use.</summary>
/// <param name="menu">The commands and buttons that there are.</param>
/// <param name="texts">The words.</param>
public sealed class SlackManifest(Menu menu, Texts texts)
{
    /// <summary>A slash command of its own, where there is a command by that name.</summary>
    public const string ConflictProtocol = "conflict-protocol";

    private const int Hinted = 6;

    private static readonly (Shortcut Kind, string Type)[] Kinds = [(Core.Chat.Shortcut.Global, "global"), (Core.Chat.Shortcut.Message, "message")];

    /// <summary>The manifest, to be written as YAML.</summary>
    public JsonObject Write(ManifestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var many = settings is { OneWorkspace: false, SocketMode: false };
        return new()
        {
            ["_metadata"] = new JsonObject { ["major_version"] = 2, ["minor_version"] = 0 },
            ["display_information"] = new JsonObject
            {
                ["name"] = ManifestSettings.Name,
                ["description"] = Say("slack.manifest.description", settings),
                ["long_description"] = Say("slack.manifest.long", settings),
                ["background_color"] = ManifestSettings.Accent,
            },
            ["features"] = Features(settings),
            ["oauth_config"] = OAuth(settings, many),
            ["settings"] = new JsonObject
            {
                ["event_subscriptions"] = With(settings, "request_url", SlackModule.EventsPath, new() { ["bot_events"] = List(Events.Bot) }),
                ["interactivity"] = With(settings, "request_url", SlackModule.InteractionsPath, new() { ["is_enabled"] = true }),
                ["org_deploy_enabled"] = many,
                ["socket_mode_enabled"] = settings.SocketMode,

                // Cannot be turned off again; tokens that end are renewed where many install the app, a token in the settings must stay.
                ["token_rotation_enabled"] = many,
            },
        };
    }

    private static JsonObject OAuth(ManifestSettings settings, bool many)
    {
        var oauth = new JsonObject();
        if (many)
        {
            oauth["redirect_urls"] = new JsonArray(settings.At(InstallEndpoint.CallbackPath).AbsoluteUri);
        }

        oauth["scopes"] = new JsonObject { ["bot"] = List(Scopes.Bot) };
        return oauth;
    }

    private JsonObject Features(ManifestSettings settings)
    {
        var features = new JsonObject
        {
            ["app_home"] = new JsonObject
            {
                ["home_tab_enabled"] = Events.Bot.Contains(Events.HomeOpened),
                ["messages_tab_enabled"] = Events.Bot.Contains(Events.Direct),
                ["messages_tab_read_only_enabled"] = false,
            },
            ["bot_user"] = new JsonObject { ["display_name"] = ManifestSettings.Name, ["always_online"] = true },
        };
        var shortcuts = menu.Shortcuts.SelectMany(p => Kinds.Where(k => p.Shortcut.HasFlag(k.Kind)).Select(k => Shortcut(p, k.Kind, k.Type, settings.Language))).ToArray();
        if (shortcuts.Length > 0)
        {
            features["shortcuts"] = new JsonArray([.. shortcuts]);
        }

        features["slash_commands"] = new JsonArray([.. Commands(settings).Select(c => Command(settings, c.Name, c.Does, c.Hint))]);
        return features;
    }

    private IEnumerable<(string Name, string Does, string Hint)> Commands(ManifestSettings settings)
    {
        var first = menu.Personal.Concat(menu.Shared).Distinct().Take(Hinted).Select(v => menu.Title(v, settings.Language));
        yield return (CommandsEndpoint.Main, Say("slack.command.partner", settings), string.Join(" | ", first));
        if (menu.Find(ConflictProtocol) is { } verb)
        {
            yield return ("/" + ConflictProtocol, menu.Description(verb, settings.Language), menu.Usage(verb, settings.Language)[menu.Title(verb, settings.Language).Length..].TrimStart());
        }
    }

    private static JsonObject Command(ManifestSettings settings, string name, string does, string hint) => With(settings, "url", SlackModule.CommandsPath, new()
    {
        ["command"] = name,
        ["description"] = does,
        ["usage_hint"] = hint,
        ["should_escape"] = true, // Only so do people who are named come with their ids.
    });

    private JsonObject Shortcut(Route.Press press, Shortcut kind, string type, string language) => new()
    {
        ["name"] = menu.Name(press, language),
        ["type"] = type,
        ["callback_id"] = Callbacks.Of(press, kind),
        ["description"] = menu.About(press, language),
    };

    /// <summary>Over sockets nothing has an address.</summary>
    private static JsonObject With(ManifestSettings settings, string name, string path, JsonObject rest)
    {
        if (!settings.SocketMode)
        {
            rest.Insert(0, name, settings.At(path).AbsoluteUri);
        }

        return rest;
    }

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);

    /// <summary>Slack shows what an app says of itself in one language.</summary>
    private string Say(string key, ManifestSettings settings) => texts.Plain(Text.Say(key), Reader.Of(settings.Language, null));
}
