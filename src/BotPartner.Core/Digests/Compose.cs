using BotPartner.Core.Chat;

namespace BotPartner.Core.Digests;

/// <summary>An edition put together from what all features have to say.</summary>
/// <param name="Headlines">Numbers first.</param>
/// <param name="Sections">What each has to say, in their order.</param>
/// <param name="Next">What comes, the soonest first.</param>
/// <param name="News">Whether it was no quiet week.</param>
public sealed record Contents(IReadOnlyList<Headline> Headlines, IReadOnlyList<Section> Sections, IReadOnlyList<Upcoming> Next, bool News);

/// <summary>What one feature has to say.</summary>
/// <param name="Body">It.</param>
/// <param name="Kept">Whether all of it is told, however much others have to say.</param>
public sealed record Section(IReadOnlyList<Element> Body, bool Kept = false);

/// <summary>Asks all features what they have to say about a week.</summary>
public sealed class Compose(IEnumerable<IDigestPart> parts)
{
    private readonly IDigestPart[] parts = [.. parts.OrderBy(p => p.Order)];

    /// <summary>Puts an edition together.</summary>
    public async Task<Contents> Of(Edition edition, CancellationToken cancellation)
    {
        var said = new List<DigestPart>(parts.Length);
        foreach (var part in parts)
        {
            said.Add(await part.Of(edition, cancellation));
        }

        return Of(edition, said);
    }

    /// <summary>What was said, put together. Pure.</summary>
    public static Contents Of(Edition edition, IReadOnlyCollection<DigestPart> said)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return new(
            [.. said.SelectMany(p => p.Headlines).Where(h => h.Count > 0)],
            [.. said.Where(p => p.Body.Count > 0).Select(p => new Section(p.Body, p.Kept))],
            [.. said.SelectMany(p => p.Next).Where(n => n.On >= edition.Today).OrderBy(n => n.On)],
            said.Any(p => p.News));
    }
}
