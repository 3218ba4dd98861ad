using System.Text.RegularExpressions;
using BotPartner.Core.Languages;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>What people read, without the marks by which one platform says it differently from the other.</summary>
internal static partial class Reading
{
    private static readonly Texts Catalogue = Texts.Load();

    public static string Read(this TeamsMessage message) => Legible(message.PlainText());

    public static string Read(this TeamsAnswer answer) => Legible(answer.PlainText());

    public static string Read(this SlackMessage message) => Legible(message.PlainText());

    public static string Read(this SlackModal modal) => Legible(modal.PlainText());

    /// <summary>What a text of the catalogue is known by: its longest piece without anything filled in. How it is worded is the catalogue's.</summary>
    public static string Words(string key, string language) => Gaps().Split(Catalogue.Raw(key, language)).MaxBy(p => p.Length)!.Trim();

    /// <summary>Slack writes label and value below one another and &gt; for a sign of its own, and both keep people's words apart by invisible characters.</summary>
    private static string Legible(string text) => Marks().Replace(Label().Replace(text, "${label}: "), "").Replace("&gt;", ">", StringComparison.Ordinal);

    [GeneratedRegex(@"^\*(?<label>[^*\n]+)\*\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Label();

    [GeneratedRegex("\\{[^{}]*\\}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Gaps();

    [GeneratedRegex("[*\u200B\u2068\u2069]", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Marks();
}
