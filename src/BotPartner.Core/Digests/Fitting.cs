using BotPartner.Core.Chat;

namespace BotPartner.Core.Digests;

/// <summary>Makes an edition fit a card. Pure.</summary>
public static class Fitting
{
    /// <summary>The sections with no more elements than there is room for, the lines between them counted: the longest are cut first, from
    /// their ends, and no heading is left without what it heads. What is kept is not cut.</summary>
    public static IReadOnlyList<IReadOnlyList<Element>> Of(IReadOnlyList<Section> sections, int most)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var bodies = sections.Select(s => s.Body.ToList()).ToArray();
        while (Taken(bodies) > most
            && Enumerable.Range(0, bodies.Length).Where(i => !sections[i].Kept && bodies[i].Count > 0).Select(i => (int?)i).MaxBy(i => bodies[i!.Value].Count) is { } longest)
        {
            Cut(bodies[longest]);
        }

        return [.. bodies.Where(b => b.Count > 0)];
    }

    private static int Taken(List<Element>[] bodies) => bodies.Sum(b => b.Count) + Math.Max(0, bodies.Count(b => b.Count > 0) - 1);

    private static void Cut(List<Element> body)
    {
        do
        {
            body.RemoveAt(body.Count - 1);
        }
        while (body is [.., Element.Paragraph { Text: Text.Strong }]);
    }
}
