using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>Introduces the bot once where it was added, answers a greeting, and notices when it was removed.</summary>
public sealed class WelcomePlace(Change change, Roster roster, PlaceReports reports) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Arrival(Arrive),
        new Route.Removal(Leave),
        new Route.Renaming(async (renamed, ct) =>
        {
            await reports.Renamed(renamed.Place, ct);
            return Reply.None;
        }),
        new Route.Command("hello", (said, _, ct) => Hello(said, ct)),
        new Route.Command("thanks", (_, _, _) => Task.FromResult(Reply.Say(Text.Say("hello.thanks")))),
    ];

    private async Task<Reply> Arrive(Request.Arrived arrived, CancellationToken cancellation)
    {
        var key = Kinds.PlaceKey(arrived.Place);
        if (arrived.Place.Kind == PlaceKind.Personal)
        {
            await Note(key.Partition, arrived.Person, cancellation);
        }

        var before = (await change.Load(Kinds.Place, key, cancellation))?.State.PartnershipId;
        var partnership = before is null ? null : await roster.Partnership(before, cancellation);
        var place = await change.Run(
            Kinds.Place,
            key,
            null,
            current => current?.State.Greeted == true || current?.State.Since > arrived.At
                ? new Verdict<PlaceRecord>.Leave()
                : Greeted(current ?? Kinds.Place.New(key, new(arrived.Place)), arrived, before, partnership),
            cancellation);
        if (place.Document?.State is { Greeted: true })
        {
            await reports.Back(arrived.Place, cancellation);
        }

        return Reply.None;
    }

    /// <summary>That this is the person's own conversation, so that it can be forgotten with them.</summary>
    private Task Note(string chat, Person person, CancellationToken cancellation) => change.Run(
        Kinds.Person,
        Kinds.PersonKey(person),
        null,
        current => current?.State.Chats?.Contains(chat) == true
            ? new Verdict<PersonRecord>.Leave()
            : (current ?? Kinds.Person.New(Kinds.PersonKey(person), new([]))) with { State = (current?.State ?? new([])) with { Chats = [.. current?.State.Chats ?? [], chat] } },
        cancellation);

    private static Document<PlaceRecord> Greeted(Document<PlaceRecord> current, Request.Arrived arrived, string? id, Partnership? partnership)
    {
        var to = new Addressee(arrived.Place, Texts.Nearest(arrived.Person.Language), arrived.Person.TimeZone ?? "UTC");
        var post = new Post("welcome", arrived.At.ToUnixTimeMilliseconds(), partnership is null ? PartnershipCards.Welcome(arrived.Place, arrived.Person) : PartnershipCards.Back(id!, partnership), [to]);
        var delivered = current.Delivered.Where(d => !d.Key.StartsWith("welcome|", StringComparison.Ordinal)).ToDictionary();
        return (current with { State = current.State with { Place = arrived.Place, Greeted = true, Since = arrived.At }, Delivered = delivered }).Owing(post);
    }

    private async Task<Reply> Leave(Request.Removed removed, CancellationToken cancellation)
    {
        var place = await change.Run(
            Kinds.Place,
            Kinds.PlaceKey(removed.Place),
            null,
            current => current is null || current.State.Since > removed.At
                ? new Verdict<PlaceRecord>.Leave()
                : current with { State = current.State with { Greeted = false, Since = removed.At }, Owes = [] },
            cancellation);
        if (place.Document?.State is { Greeted: false })
        {
            await reports.Gone(removed.Place, "removed", cancellation);
        }

        return Reply.None;
    }

    private async Task<Reply> Hello(Request.Said said, CancellationToken cancellation)
    {
        var (seat, _) = await roster.SeatOf(said, cancellation);
        return seat is null
            ? new Reply.Show(PartnershipCards.Welcome(said.Place, null))
            : seat.Answer(new Reply.Show(PartnershipCards.Hello(seat, seat.Partnership.At(said.Place))));
    }
}
