using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Teams.Inbound;

namespace BotPartner.Manifests;

/// <summary>The manifest of the Teams app, schema 1.19, and its translations.</summary>
/// <param name="menu">The commands to offer.</param>
/// <param name="texts">The words.</param>
public sealed class TeamsManifest(Menu menu, Texts texts)
{
    /// <summary>The icon in colour, in the package.</summary>
    public const string ColorIcon = "color.png";

    /// <summary>The icon in outline, in the package.</summary>
    public const string OutlineIcon = "outline.png";

    private const string Schemas = "https://developer.microsoft.com/en-us/json-schemas/teams/v1.19/";

    private const string Default = "en";

    /// <summary>The languages beside the default one.</summary>
    public static IEnumerable<string> Translations => Texts.Languages.Where(l => l != Default);

    private IReadOnlyList<(string[] Scopes, IReadOnlyList<string> Verbs)> Menus => [(["team", "groupChat"], menu.Shared), (["personal"], menu.Personal)];

    /// <summary><c>manifest.json</c>.</summary>
    public JsonObject Write(ManifestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var id = settings.AppId?.ToString() ?? throw new InvalidOperationException("there is no app id");
        var manifest = new JsonObject
        {
            ["$schema"] = Schemas + "MicrosoftTeams.schema.json",
            ["manifestVersion"] = "1.19",
            ["version"] = settings.Version,
            ["id"] = id,
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = Default,
                ["additionalLanguages"] = new JsonArray([.. Translations.Select(l => new JsonObject { ["languageTag"] = l, ["file"] = $"{l}.json" })]),
            },
            ["developer"] = new JsonObject
            {
                ["name"] = settings.Developer,
                ["websiteUrl"] = Website(settings),
                ["privacyUrl"] = (settings.PrivacyUrl ?? settings.At(PublicPages.Privacy)).AbsoluteUri,
                ["termsOfUseUrl"] = (settings.TermsUrl ?? settings.At(PublicPages.Terms)).AbsoluteUri,
            },
            ["name"] = new JsonObject { ["short"] = ManifestSettings.Name, ["full"] = ManifestSettings.Name },
            ["description"] = new JsonObject { ["short"] = Short(Default), ["full"] = Full(Default, settings) },
            ["icons"] = new JsonObject { ["color"] = ColorIcon, ["outline"] = OutlineIcon },
            ["accentColor"] = ManifestSettings.Accent,
            ["bots"] = new JsonArray(Bot(id)),
            ["validDomains"] = new JsonArray(settings.BaseUrl!.IdnHost),

            // A partnership begins in a channel: that is what the button to add the app offers first.
            ["defaultInstallScope"] = "team",
            ["defaultGroupCapability"] = new JsonObject { ["team"] = "bot", ["groupchat"] = "bot" },
        };
        if (menu.Shortcuts.Count + menu.Searches.Count > 0)
        {
            manifest["composeExtensions"] = new JsonArray(Extension(id));
        }

        return manifest;
    }

    /// <summary>The strings of another language, by their paths in the manifest.</summary>
    public JsonObject Translate(string language, ManifestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var strings = new JsonObject
        {
            ["$schema"] = Schemas + "MicrosoftTeams.Localization.schema.json",
            ["name.short"] = ManifestSettings.Name,
            ["name.full"] = ManifestSettings.Name,
            ["description.short"] = Short(language),
            ["description.full"] = Full(language, settings),
        };
        foreach (var (list, (_, verbs)) in Menus.Index())
        {
            foreach (var (at, verb) in verbs.Index())
            {
                var command = string.Create(null, $"bots[0].commandLists[{list}].commands[{at}]");
                strings[$"{command}.title"] = menu.Title(verb, language);
                strings[$"{command}.description"] = menu.Description(verb, language);
            }
        }

        foreach (var (at, shortcut) in menu.Shortcuts.Index())
        {
            var command = string.Create(null, $"composeExtensions[0].commands[{at}]");
            strings[$"{command}.title"] = menu.Name(shortcut, language);
            strings[$"{command}.description"] = menu.About(shortcut, language);
        }

        foreach (var (at, search) in menu.Searches.Index())
        {
            var command = string.Create(null, $"composeExtensions[0].commands[{menu.Shortcuts.Count + at}]");
            strings[$"{command}.title"] = menu.Name(search, language);
            strings[$"{command}.description"] = menu.About(search, language);
            strings[$"{command}.parameters[0].title"] = menu.Words(search, language);
            strings[$"{command}.parameters[0].description"] = menu.About(search, language);
        }

        return strings;
    }

    private static string Website(ManifestSettings settings) => (settings.WebsiteUrl ?? settings.At(PublicPages.About)).AbsoluteUri;

    private JsonObject Bot(string id) => new()
    {
        ["botId"] = id,
        ["scopes"] = new JsonArray([.. Menus.SelectMany(m => m.Scopes).Select(s => JsonValue.Create(s))]),
        ["isNotificationOnly"] = false,
        ["supportsFiles"] = false,
        ["commandLists"] = new JsonArray([.. Menus.Select(m => new JsonObject
        {
            ["scopes"] = new JsonArray([.. m.Scopes.Select(s => JsonValue.Create(s))]),
            ["commands"] = new JsonArray([.. m.Verbs.Select(v => new JsonObject
            {
                ["title"] = menu.Title(v, Default),
                ["description"] = menu.Description(v, Default),
            })]),
        })]),
    };

    /// <summary>The shortcuts: a dialog opens for each, with what the bot says is in it. The searches: a list opens, and what is chosen goes into the message.</summary>
    private JsonObject Extension(string id) => new()
    {
        ["botId"] = id,
        ["commands"] = new JsonArray([.. menu.Shortcuts.Select(s => new JsonObject
        {
            ["id"] = s.Action,
            ["type"] = "action",
            ["context"] = new JsonArray([.. Contexts(s.Shortcut).Select(c => JsonValue.Create(c))]),
            ["title"] = menu.Name(s, Default),
            ["description"] = menu.About(s, Default),
            ["fetchTask"] = true,
        }), .. menu.Searches.Select(s => new JsonObject
        {
            ["id"] = s.Name,
            ["type"] = "query",
            ["context"] = new JsonArray("compose", "commandBox"),
            ["title"] = menu.Name(s, Default),
            ["description"] = menu.About(s, Default),
            ["initialRun"] = true,
            ["parameters"] = new JsonArray(new JsonObject
            {
                ["name"] = Search.Parameter,
                ["title"] = menu.Words(s, Default),
                ["description"] = menu.About(s, Default),
                ["inputType"] = "text",
            }),
        })]),
    };

    private static string[] Contexts(Shortcut shortcut) =>
        [.. shortcut.HasFlag(Shortcut.Global) ? ["compose", "commandBox"] : Array.Empty<string>(), .. shortcut.HasFlag(Shortcut.Message) ? ["message"] : Array.Empty<string>()];

    private string Short(string language) => texts.Plain(Text.Say("teams.manifest.short"), Reader.Of(language, null));

    private string Full(string language, ManifestSettings settings) =>
        texts.Plain(Text.Say("teams.manifest.full", ("help", Website(settings))), Reader.Of(language, null));
}
