using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Decisions;

/// <summary>Reads <c>We build the dam | review in 6m</c> in any language.</summary>
public sealed class ReviewWords(Texts texts)
{
    /// <summary>The statement, and the review as typed; <c>none</c> if nothing was said of it. What is no review belongs to the statement.</summary>
    public (string Text, string Review) Parse(string typed)
    {
        var parts = typed.Split('|', StringSplitOptions.TrimEntries);
        var review = "none";
        var kept = new List<string>();
        foreach (var part in parts)
        {
            if (kept.Count > 0 && After(part) is { Length: > 0 } when)
            {
                review = when;
            }
            else if (part.Length > 0)
            {
                kept.Add(part);
            }
        }

        return (string.Join(" | ", kept), review);
    }

    private string? After(string part)
    {
        var words = part.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 2 && Texts.Languages.SelectMany(l => texts.Raw("statement.words.review", l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(words[0]))
            ? words[1]
            : null;
    }
}
