using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary><c>connect</c> gives a steward a one-time code; <c>connect CODE</c> connects the place it is typed in.</summary>
public sealed class ConnectPlace(Change change, Roster roster, JoinPlace join, Codes codes) : IFeature
{
    /// <summary>The button that asks for a code.</summary>
    public const string Action = "partnership.connect";

    private static readonly Duration Valid = Duration.FromHours(24);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("connect", (said, rest, ct) => rest.Length == 0 ? Give(said, ct) : Use(said, rest, ct)) { Order = 20 },
        new Route.Press(Action, Give),
    ];

    private async Task<Reply> Give(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var until = request.At + Valid;
        var (shown, _) = await codes.Give(new(seat.Id, until), cancellation);
        return seat.Answer(Reply.Say(Text.Say(
            "connect.code", ("code", new Text.Strong(shown)), ("partnership", seat.Partnership.Name), ("until", until)))) with
        {
            Confidential = true,
        };
    }

    private async Task<Reply> Use(Request.Said said, string typed, CancellationToken cancellation)
    {
        if (said.Place.Kind == PlaceKind.Personal)
        {
            return Refusal.Of("refusal.connect-in-channel").ToReply();
        }

        var (read, refusal) = await codes.Read(said, typed, null, said.Place.Key, cancellation);
        if (read is not { State: var code })
        {
            return refusal!.ToReply();
        }

        var partnership = await roster.Partnership(code.PartnershipId, cancellation);
        if (partnership?.Links.Count(l => !l.Gone) >= Partnership.MaxLinks)
        {
            return Refusal.Of("refusal.too-many-places", ("max", Partnership.MaxLinks)).ToReply();
        }

        return await Connect(said, read, code.PartnershipId, cancellation);
    }

    private async Task<Reply> Connect(Request.Said said, Document<OneTimeCode> code, string partnership, CancellationToken cancellation)
    {
        var taken = await change.Load(Kinds.Place, Kinds.PlaceKey(said.Place), cancellation);
        if (taken?.State.PartnershipId is { } other && other != partnership)
        {
            return Refusal.Of("refusal.place-taken").ToReply();
        }

        var burnt = await codes.Burn(code, said.Place.Key, cancellation);
        var claimed = burnt.Refusal is not null ? null : await change.Run(
            Kinds.Place,
            Kinds.PlaceKey(said.Place),
            null,
            current => FoundPartnership.Claim(current, partnership, new Joining(null, said.Person, said.At), said.Place),
            cancellation);
        if ((burnt.Refusal ?? claimed?.Refusal) is { } refusal)
        {
            return refusal.ToReply();
        }

        await join.Follow(claimed!.Document!.Key, cancellation);
        var seat = await roster.SeatIn(partnership, said.Person, cancellation);
        return seat!.Answer(Reply.Say(Text.Say("connect.done", ("partnership", seat.Partnership.Name))));
    }
}
