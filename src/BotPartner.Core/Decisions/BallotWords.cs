using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Decisions;

/// <summary>Reads <c>12 for</c> or <c>12 object because of the cost</c> in any language.</summary>
public sealed class BallotWords(Texts texts)
{
    private static readonly string[] Choices = [Choice.Consent, Choice.Aside, Choice.Object, Choice.For, Choice.Against, Choice.Abstain];

    /// <summary>The decision's number, the choice and the reason; null if it is not of that form.</summary>
    public (int Number, string Choice, string? Reason)? Parse(string typed)
    {
        var parts = typed.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var number, var rest] || !int.TryParse(number.TrimStart('#'), out var n) || n <= 0)
        {
            return null;
        }

        foreach (var choice in Choices)
        {
            foreach (var word in Texts.Languages.SelectMany(l => texts.Raw($"choice.{choice}.words", l).Split('|')).OrderByDescending(w => w.Length))
            {
                var count = word.Split(' ').Length;
                var words = rest.Split(' ', count + 1, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length >= count && Words.Fold(string.Join(' ', words.Take(count))).TrimEnd(',', ':', '.') == Words.Fold(word))
                {
                    return (n, choice, words.Length > count ? words[count].Trim() : null);
                }
            }
        }

        return null;
    }
}
