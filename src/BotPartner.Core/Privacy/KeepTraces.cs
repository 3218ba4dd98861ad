using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Privacy;

/// <summary>When a partnership chooses anew how long it keeps that somebody who was forgotten had been there, it holds for all of them:
/// also for those who were forgotten before. Each step may be repeated.</summary>
public sealed class KeepTraces(IDocuments documents, Change change) : IPartnershipWatch
{
    private const int Page = 200;
    private static readonly Duration Grace = Duration.FromDays(1);

    /// <summary>The trace with what is chosen now. What would be over by that goes a day later, so that a mistake can be taken back. Pure.</summary>
    /// <param name="current">The trace.</param>
    /// <param name="days">For how long traces are kept.</param>
    /// <param name="chosen">When that was chosen: the same for every machine, and when it is done again.</param>
    public static Verdict<Member> Kept(Document<Member>? current, int days, Instant chosen)
    {
        if (current is not { State.Forgotten: { } at })
        {
            return new Verdict<Member>.Leave();
        }

        var (due, grace) = (at + Duration.FromDays(days), chosen + Grace);
        var ends = due >= grace ? due
            : current.Expires is { } soon && soon >= due && soon <= grace ? soon
            : grace;
        return current.Expires == ends ? new Verdict<Member>.Leave() : current with { Expires = ends };
    }

    /// <inheritdoc/>
    public async Task Follow(string id, Partnership partnership, Instant wake, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        var days = partnership.Kept;
        for (var after = ""; ;)
        {
            var page = await documents.List(id, Kinds.Member.Name, after, Page, cancellation);
            foreach (var trace in page.Select(Kinds.Member.Read).Where(m => Kept(m, days, wake) is Verdict<Member>.Replace))
            {
                await change.Run(Kinds.Member, trace.Key, null, current => Kept(current, days, wake), cancellation);
            }

            if (page.Count < Page)
            {
                return;
            }

            after = page[^1].Key.Id;
        }
    }
}
