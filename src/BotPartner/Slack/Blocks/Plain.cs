using BotPartner.Core.Languages;

namespace BotPartner.Slack.Blocks;

/// <summary>Text for <c>plain_text</c> objects, where nothing is interpreted.</summary>
internal static class Plain
{
    /// <summary>All on one line, cut with an ellipsis; never empty, which Slack refuses.</summary>
    public static string Label(IReadOnlyList<Run> runs, int limit) => Filled(Cut(Clean.Line(Join(runs)).Trim(), limit, "…"));

    /// <summary>With its line breaks; what is cut off is said with <paramref name="cut"/>.</summary>
    public static string Lines(IReadOnlyList<Run> runs, int limit, string cut) => Cut(Clean.Lines(Join(runs)).Trim(), limit, cut);

    /// <summary>At most <paramref name="limit"/> UTF-16 units, no surrogate pair split.</summary>
    public static string Cut(string text, int limit, string mark)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var keep = Math.Max(0, limit - mark.Length);
        keep = keep > 0 && char.IsHighSurrogate(text[keep - 1]) ? keep - 1 : keep;
        return string.Concat(text.AsSpan(0, keep), mark.AsSpan(0, Math.Min(mark.Length, limit)));
    }

    private static string Join(IReadOnlyList<Run> runs) => runs.Count == 1 ? runs[0].Value : string.Concat(runs.Select(r => r.Value));

    private static string Filled(string text) => text.Length == 0 ? "–" : text;
}
