using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>Reads what is typed about a place, in any language.</summary>
public sealed class PlaceWords(Texts texts, Constituency constituencies)
{
    /// <summary>The language of this name or code; null if I speak none of it.</summary>
    public string? Language(string typed) => Texts.Languages.FirstOrDefault(id => id == Bare(typed) || Is(typed, $"setup.language.{id}.words"));

    /// <summary>The audience that these words name; null if none.</summary>
    public Audience? Audience(string typed) =>
        Is(typed, "audience.words.all") ? Partnerships.Audience.All : constituencies.Parse(Bare(typed)) is { } id ? new(id) : null;

    /// <summary>What stands before or after the word for this place; null if it is not there.</summary>
    public string? Here(string typed)
    {
        var parts = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts is [var first, .. var rest] && Is(first, "timezone.words.here") ? string.Join(' ', rest)
            : parts is [.. var before, var last] && Is(last, "timezone.words.here") ? string.Join(' ', before)
            : null;
    }

    private static string Bare(string typed) => Words.Fold(typed).TrimEnd('.', '!', '?');

    private bool Is(string typed, string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Bare(typed));
}
