using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Privacy;

/// <summary>When a partnership chooses anew how long it keeps that somebody who was forgotten had been there, it holds for all of them:
/// also for those who were forgotten before. Each step may be repeated.</summary>
public sealed class KeepTraces(IDocuments documents, Change change) : IFeature
{
    private const int Page = 200;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(Kinds.Partnership.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }),
    ];

    /// <summary>The trace with what is chosen now. Pure.</summary>
    public static Verdict<Member> Kept(Document<Member>? current, int days) =>
        current is { State.Forgotten: { } at } && current.Expires != at + Duration.FromDays(days)
            ? current with { Expires = at + Duration.FromDays(days) }
            : new Verdict<Member>.Leave();

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await change.Load(Kinds.Partnership, key, cancellation) is not { Wake: { } wake, State.Kept: var days })
        {
            return;
        }

        for (var after = ""; ;)
        {
            var page = await documents.List(key.Partition, Kinds.Member.Name, after, Page, cancellation);
            foreach (var trace in page.Select(Kinds.Member.Read).Where(m => Kept(m, days) is Verdict<Member>.Replace))
            {
                await change.Run(Kinds.Member, trace.Key, null, current => Kept(current, days), cancellation);
            }

            if (page.Count < Page)
            {
                break;
            }

            after = page[^1].Key.Id;
        }

        // Chosen anew on the way, it is done anew.
        await change.Run(
            Kinds.Partnership,
            key,
            null,
            current => current is null || current.Wake != wake || current.State.Kept != days ? new Verdict<Partnership>.Leave() : current with { Wake = null },
            cancellation);
    }
}
