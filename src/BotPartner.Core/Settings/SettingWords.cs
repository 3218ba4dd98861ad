using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Settings;

/// <summary>Reads what is typed about settings, in any language. What a form sends is read the same way: wire names are words, too.</summary>
public sealed class SettingWords(Texts texts, Constituency constituencies, PlaceWords places)
{
    private const int MostWords = 4;

    /// <summary>The setting whose word comes first, and what follows it as it was typed; null if none does.</summary>
    public (Setting Setting, string Value)? Split(string typed)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(MostWords, words.Length); count > 0; count--)
        {
            var said = string.Join(' ', words.Take(count));
            if (PartnershipSettings.All.FirstOrDefault(s => Is(said, $"settings.words.{s.Id}")) is { } setting)
            {
                return (setting, Verbs.After(typed, count));
            }
        }

        return null;
    }

    /// <summary>Whether these are the words of a text of the catalogue, in any language.</summary>
    public bool Is(string typed, string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Bare(typed));

    /// <summary>Whether it is to be taken away.</summary>
    public bool Nothing(string typed) => typed.Length == 0 || Is(typed, "settings.words.none");

    /// <summary>The first of these ids that is named, by itself or by a text of the catalogue.</summary>
    public string? One(string typed, IEnumerable<string> ids, Func<string, string> key) =>
        ids.FirstOrDefault(id => Words.Fold(id) == Bare(typed) || Is(typed, key(id)));

    /// <summary>The constituencies named, in one line; null for the first word that is none.</summary>
    public (IReadOnlyList<string>? All, string? Unknown) Constituencies(string typed) => Several(typed, t => constituencies.Parse(Bare(t)));

    /// <summary>The languages named, in one line.</summary>
    public (IReadOnlyList<string>? All, string? Unknown) Languages(string typed) => Several(typed, places.Language);

    /// <summary>A number of days, with or without the word.</summary>
    public int? Days(string typed)
    {
        var digits = string.Concat(typed.TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, out var days) && (typed[digits.Length..].Trim() is "" || Is(typed[digits.Length..], "settings.words.days")) ? days : null;
    }

    private static string Bare(string typed) => Words.Fold(typed).TrimEnd('.', '!').Trim();

    private static (IReadOnlyList<string>? All, string? Unknown) Several(string typed, Func<string, string?> one)
    {
        var found = new List<string>();
        foreach (var part in typed.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (one(part) is not { } id)
            {
                return (null, part);
            }

            found.Add(id);
        }

        return ([.. found.Distinct()], null);
    }
}
