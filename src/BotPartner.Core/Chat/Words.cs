using System.Globalization;
using System.Text;

namespace BotPartner.Core.Chat;

/// <summary>Comparing what people type: without regard to case, accents, surplus blanks or the shape of apostrophes.</summary>
public static class Words
{
    /// <summary>The form in which two spellings of the same words are equal: <c>  Société  Civile </c> → <c>societe civile</c>.</summary>
    public static string Fold(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return Lasting(typed.Replace('\u2018', '\'').Replace('\u2019', '\''));
    }

    /// <summary>The same, as it was when the first ids were made of it: stored documents are found by them, so this stays as it is.</summary>
    public static string Lasting(string typed)
    {
        var folded = new StringBuilder(typed.Length);
        foreach (var c in Known(typed).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Without what is no character, which normalizing throws at: half a surrogate pair, and U+FFFE.</summary>
    private static string Known(string typed) => typed.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 && !typed.Contains('\ufffe', StringComparison.Ordinal)
        ? typed
        : string.Concat(typed.EnumerateRunes().Select(r => r.Value == 0xfffe ? Rune.ReplacementChar : r));

    /// <summary>How many letters must be put in, taken out, exchanged or swapped to make one word the other.</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
