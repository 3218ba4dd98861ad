using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Principles;

/// <summary>A partner says that it stands by a principle, once for each of its texts.</summary>
public sealed class AcknowledgePrinciple(Roster roster, PrincipleShelf shelf) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "principle.acknowledge";

    /// <summary>The message that tells of it follows at most so often.</summary>
    private static readonly Duration Gap = Duration.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command(Action, (said, rest, ct) => Acknowledge(said, Numbered.Split(rest).Number, null, ct)) { Order = 134, ForPlace = false },
        new Route.Press(Action, (pressed, ct) => Acknowledge(pressed, BallotForm.NumberIn(pressed.Args), int.TryParse(pressed.Args.GetValueOrDefault("v"), out var version) ? version : 0, ct)),
    ];

    private async Task<Reply> Acknowledge(Request request, int number, int? version, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (seat.Member is not { Standing: Standing.Admitted } member)
        {
            return seat.Answer(Refusal.Of("refusal.principle.partner").ToReply());
        }

        if (await shelf.Find(seat.Id, number, cancellation) is null)
        {
            return seat.Answer(ShowPrinciples.Unknown(seat.Id, number));
        }

        var partners = await shelf.Partners(seat.Id, cancellation);
        var partnership = await roster.Latest(seat.Id, cancellation) ?? seat.Partnership;
        Acknowledgement? earlier = null;
        var given = await shelf.Run(
            PrincipleKinds.Key(seat.Id, number),
            request,
            current =>
            {
                earlier = current!.State.By(partners.FirstOrDefault(p => p.Id == member.PartnerId) ?? new(member.PartnerId, member.PartnerName));
                return current.State.RetiredAt is not null ? Refusal.Of("refusal.principle.retired", ("n", number))
                    : version is { } seen && seen != current.State.Version ? Refusal.Of("principle.acknowledge.changed", ("n", number))
                    : earlier is not null ? new Verdict<Principle>.Leave()
                    : Into(current, new(member.PartnerName, request.Person, request.At, current.State.Version), member.PartnerId, partnership, partners);
            },
            cancellation);
        if (given.Document is not { } stands)
        {
            return seat.Answer(given.Refusal!.ToReply());
        }

        if (given.Refusal is { } no)
        {
            return seat.Answer(new Reply.Show(PrincipleCards.One(seat.Id, stands.State, partners, no.Text)) with { Confidential = true });
        }

        if (earlier is { } before && !given.Repeated)
        {
            // Who spoke for a partner is that person's to tell in front of others.
            return seat.Answer(Reply.Say(Text.Say("principle.acknowledge.already", ("n", number), ("partner", before.Partner), ("person", before.By.Name))) with { Confidential = true });
        }

        // A press is answered without buttons: where a platform has no private answer with some, everybody there would read each of them.
        return seat.Answer(Reply.Say(
            Text.Say("principle.acknowledge.done", ("partner", member.PartnerName), ("n", number), ("title", stands.State.Name), ("given", PrincipleCards.Count(stands.State, partners)), ("of", partners.Count)),
            request is Request.Pressed ? [] : [PrincipleCards.Show(seat.Id, number)]));
    }

    private static Document<Principle> Into(
        Document<Principle> current, Acknowledgement given, string partner, Partnership partnership, IReadOnlyList<Acknowledger> partners)
    {
        var next = current.State with
        {
            Acknowledged = new Dictionary<string, Acknowledgement>(current.State.Acknowledged) { [partner] = given },
            Revision = current.State.Revision + 1,
        };
        return (current with { State = next }).Owing(
            new(PrincipleCards.Slot(next.Version), next.Revision, PrincipleCards.Posted(current.Key.Partition, next, partners), partnership.Addressees) { EditOnly = true }, Gap);
    }
}
