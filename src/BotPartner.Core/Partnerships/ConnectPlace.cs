using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary><c>connect</c> gives a steward a one-time code; <c>connect CODE</c> connects the place it is typed in.</summary>
public sealed class ConnectPlace(Change change, Roster roster, JoinPlace join, IIds ids) : IFeature
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

        var code = ids.Code();
        var until = request.At + Valid;
        var key = Kinds.CodeKey(code);
        await change.Run(
            Kinds.Code,
            key,
            null,
            _ => Kinds.Code.New(key, new ConnectCode(seat.Id, until)) with { Expires = until + Duration.FromDays(1) },
            cancellation);
        var shown = $"{code[..5]}-{code[5..]}";
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

        var key = Kinds.CodeKey(typed);
        var code = (await change.Load(Kinds.Code, key, cancellation))?.State;
        if (code is null || code.Until <= said.At || (code.UsedIn is { } used && used != said.Place.Key))
        {
            return Refusal.Of("refusal.code").ToReply();
        }

        var partnership = await roster.Partnership(code.PartnershipId, cancellation);
        if (partnership?.Links.Count(l => !l.Gone) >= Partnership.MaxLinks)
        {
            return Refusal.Of("refusal.too-many-places", ("max", Partnership.MaxLinks)).ToReply();
        }

        return await Connect(said, key, code.PartnershipId, cancellation);
    }

    private async Task<Reply> Connect(Request.Said said, Key codeKey, string partnership, CancellationToken cancellation)
    {
        var taken = await change.Load(Kinds.Place, Kinds.PlaceKey(said.Place), cancellation);
        if (taken?.State.PartnershipId is { } other && other != partnership)
        {
            return Refusal.Of("refusal.place-taken").ToReply();
        }

        var burnt = await change.Run(
            Kinds.Code,
            codeKey,
            null,
            current => current is null || (current.State.UsedIn is { } used && used != said.Place.Key)
                ? Refusal.Of("refusal.code")
                : current with { State = current.State with { UsedIn = said.Place.Key } },
            cancellation);
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
