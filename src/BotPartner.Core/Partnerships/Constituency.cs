using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>The stakeholder groups that partners belong to.</summary>
public sealed class Constituency(Texts texts)
{
    /// <summary>Wire names; each has a text <c>constituency.{id}</c> and the words people type, <c>constituency.{id}.words</c>.</summary>
    public static readonly IReadOnlyList<string> Ids =
        ["government", "business", "civil-society", "international", "workers", "employers", "academia", "media", "community"];

    private readonly Dictionary<string, string> bySpelling = Spellings(texts);

    /// <summary>How it is called.</summary>
    public static Text Label(string id) => new Text.Said($"constituency.{id}");

    /// <summary>The constituency that these words name in any language, or null.</summary>
    public string? Parse(string words) => bySpelling.GetValueOrDefault(Words.Fold(words));

    private static Dictionary<string, string> Spellings(Texts texts)
    {
        var spellings = new Dictionary<string, string>();
        foreach (var id in Ids)
        {
            spellings[id] = id;
            foreach (var language in Texts.Languages)
            {
                spellings[Words.Fold(texts.Raw($"constituency.{id}", language))] = id;
                foreach (var word in texts.Raw($"constituency.{id}.words", language).Split('|'))
                {
                    spellings[Words.Fold(word)] = id;
                }
            }
        }

        return spellings;
    }
}
