using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Principles;

/// <summary>What the clock does for principles: comes back to one on the day that was named, once, in each place at a decent hour there.</summary>
public sealed class FollowPrinciples(PrincipleShelf shelf, Roster roster, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(PrincipleKinds.Principle.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        var now = time.Now();
        var partnership = (await roster.Latest(key.Partition, cancellation))!;
        var followed = await shelf.Run(
            key,
            null,
            current => current is not { Wake: { } wake } || wake > now ? new Verdict<Principle>.Leave()
                : current.State.Review is not { } day ? current with { Wake = null }
                : Raised(current, day, partnership, now),
            cancellation);
        if (followed.Refusal is not null)
        {
            throw new StoreUnavailableException("a principle is busy");
        }
    }

    private static Document<Principle> Raised(Document<Principle> current, LocalDate day, Partnership partnership, Instant now) =>
        (current with { State = current.State with { Reviewed = true }, Wake = null }).Owing(new(
            $"review:{current.State.ReviewOn}",
            1,
            PrincipleCards.Review(current.Key.Partition, current.State),
            [.. partnership.Addressees.Select(a => a with
            {
                NotBefore = Decent.Next(Instant.Max(now, Decent.Morning(day, Decent.Zone(a.TimeZone))), Decent.Zone(a.TimeZone)),
            })])
        { Once = true });
}
