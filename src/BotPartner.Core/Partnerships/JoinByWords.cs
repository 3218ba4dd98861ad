using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary><c>join PARTNER</c> or <c>join CODE</c>: a partner's name is never taken for a code.</summary>
public sealed class JoinByWords(JoinPartner join, AcceptInvitation accept, Roster roster, Partners partners) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Command("join", Typed) { Order = 50, ForPlace = false }];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (!Codes.Looks(rest))
        {
            return await join.Typed(said, rest, cancellation);
        }

        var named = await roster.SeatOf(said, cancellation) is ({ } seat, _) && await partners.Named(seat.Id, rest, cancellation) is not null;
        return named ? await join.Typed(said, rest, cancellation) : await accept.Use(said, rest, cancellation);
    }
}
