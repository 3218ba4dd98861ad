namespace BotPartner.Core.Decisions;

/// <summary>Reads <c>12 and what follows</c> as people type it.</summary>
public static class Numbered
{
    /// <summary>The number, 0 if there is none, and the rest as typed.</summary>
    public static (int Number, string Words) Split(string typed)
    {
        var words = typed.TrimStart();
        var end = 0;
        while (end < words.Length && !char.IsWhiteSpace(words[end]))
        {
            end++;
        }

        return int.TryParse(words[..end].TrimStart('#').TrimEnd(':', ',', '.'), out var number) && number > 0 ? (number, words[end..].Trim()) : (0, words.Trim());
    }
}
