using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using Route = BotPartner.Core.Chat.Route;

namespace BotPartner.Manifests;

/// <summary>What people are offered before they have typed anything: of the commands that the router has, those that are of use where they are.</summary>
/// <param name="router">Has the commands.</param>
/// <param name="texts">Has their words.</param>
public sealed class Menu(Router router, Texts texts)
{
    /// <summary>So many commands a menu of Teams may have.</summary>
    public const int Most = 10;

    /// <summary>So long may be what a command does.</summary>
    public const int LongestDescription = 128;

    private const string Help = "help"; // The router's own.

    /// <summary>In channels and group chats, by wire name: from the founding on.</summary>
    public static readonly IReadOnlyList<string> SharedWish = [Help, "setup", "partners", "partner.add", "invite", "connect", "decide", "decisions", "join", "language"];

    /// <summary>In private, by wire name: what concerns the person.</summary>
    public static readonly IReadOnlyList<string> PersonalWish = [Help, "decisions", "vote", "decide", "partners", "join", "link", "reminders", "export.me", "forget.me"];

    private readonly HashSet<string> known = [Help, .. router.Commands.Select(c => c.Verb)];

    /// <summary>What is offered outside of cards: name and description are the catalogue's.</summary>
    public IReadOnlyList<Route.Press> Shortcuts => router.Shortcuts;

    /// <summary>What can be looked for while a message is being written.</summary>
    public IReadOnlyList<Route.Search> Searches => router.Searches;

    /// <summary>Whether there is a page for each person.</summary>
    public bool HasHome => router.HasHome;

    /// <summary>In channels and group chats.</summary>
    public IReadOnlyList<string> Shared => Of(SharedWish);

    /// <summary>In private.</summary>
    public IReadOnlyList<string> Personal => Of(PersonalWish);

    /// <summary>The command that something typed is the word of; or null.</summary>
    public string? Find(string typed) => new Verbs(router.Commands, texts).Match(typed) is ({ } command, "") ? command.Verb : null;

    /// <summary>What to type, in a language; understood in every one.</summary>
    public string Title(string verb, string language) => texts.Raw($"verb.{verb}", language).Split('|')[0];

    /// <summary>What may follow the word.</summary>
    public string Usage(string verb, string language) => texts.Raw($"usage.{verb}", language);

    /// <summary>What it does, as the help begins to say it: its first sentence, or where that is too long, what stands before its first colon or semicolon.</summary>
    public string Description(string verb, string language)
    {
        var help = texts.Raw($"help.{verb}", language);
        var sentence = help.IndexOf(". ", StringComparison.Ordinal) is var stop && stop < 0 ? help : help[..(stop + 1)];
        return sentence.Length <= LongestDescription
            ? sentence
            : string.Create(CultureInfo.InvariantCulture, $"{sentence.Split(':', ';')[0].TrimEnd()}.");
    }

    /// <summary>What a shortcut is chosen by.</summary>
    public string Name(Route.Press shortcut, string language) => texts.Raw($"shortcut.{shortcut.Action}", language);

    /// <summary>What a shortcut does.</summary>
    public string About(Route.Press shortcut, string language) => texts.Raw($"shortcut.{shortcut.Action}.about", language);

    /// <summary>What a search is chosen by.</summary>
    public string Name(Route.Search search, string language) => texts.Raw($"search.{search.Name}", language);

    /// <summary>What a search does.</summary>
    public string About(Route.Search search, string language) => texts.Raw($"search.{search.Name}.about", language);

    /// <summary>What is to be typed for a search.</summary>
    public string Words(Route.Search search, string language) => texts.Raw($"search.{search.Name}.words", language);

    private string[] Of(IReadOnlyList<string> wish) => [.. wish.Where(known.Contains).Take(Most)];
}
