using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Tests.Slack;

internal static class Samples
{
    /// <summary>A text of the catalogue.</summary>
    public static string Words(string key, string language) => Texts.Load().Raw(key, language);

    public static Form Form(string? why = null) => new(
        "ask",
        Text.Say("help.title"),
        Text.Say("button.help"),
        [
            new Field.Words("title", "What <is> it?") { Required = true, MaxLength = 200 },
            new Field.Words("why", "Why?") { Multiline = true, Value = why, Hint = "In a few words" },
            new Field.Choice("method", "How?", [new("consent", "Consent"), new("majority", "Majority")]) { Value = "majority" },
        ])
    {
        Args = new Dictionary<string, string> { ["decision"] = "12" },
        Opener = new(Text.Say("button.help"), "ask.open", new Dictionary<string, string>()) { OpensForm = true },
    };
}
