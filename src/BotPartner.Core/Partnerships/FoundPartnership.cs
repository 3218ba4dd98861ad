using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary><c>setup NAME</c>: founds a partnership in this place.</summary>
public sealed class FoundPartnership(Change change, Roster roster, JoinPlace join) : IFeature
{
    /// <summary>The form that asks for the name.</summary>
    public const string FormId = "partnership.setup";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("setup", (said, rest, ct) => rest.Length == 0
            ? Task.FromResult(Ask(said))
            : Found(said, new(rest.Trim(), About.Nothing, null, null), ct)) { Order = 10 },
        new Route.Press(FormId, (pressed, _) => Task.FromResult(Ask(pressed))),
        new Route.Submit(FormId, (form, ct) => Found(form, Founding.Of(form.Values), ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button => new(Text.Say("setup.button"), FormId, new Dictionary<string, string>()) { OpensForm = true, Tone = ButtonTone.Primary };

    /// <summary>The form, with what is known of the person who asks in it.</summary>
    private static Reply Ask(Request request) =>
        new Reply.Open(new Founding("", About.Nothing, Texts.Nearest(request.Person.Language), request.Person.TimeZone).Form());

    private async Task<Reply> Found(Request request, Founding founding, CancellationToken cancellation)
    {
        if (founding.Errors() is { Count: > 0 } errors)
        {
            return new Reply.Correct(founding.Form(), errors);
        }

        if (request.Place.Kind == PlaceKind.Personal)
        {
            return Refusal.Of("refusal.setup-in-channel").ToReply();
        }

        // Of this act in this place: the same id of a request elsewhere is another's.
        var id = "p" + Key.Hash($"{request.Place.Key} {request.Id}");
        var claimed = await change.Run(
            Kinds.Place,
            Kinds.PlaceKey(request.Place),
            null,
            current => Claim(current, id, new Joining(founding.Name, request.Person, request.At) { About = founding.About, Language = founding.Language, TimeZone = founding.KnownZone }, request.Place),
            cancellation);
        if (claimed.Refusal is { } refusal)
        {
            return refusal.ToReply();
        }

        await join.Follow(claimed.Document!.Key, cancellation);
        var seat = await roster.SeatIn(id, request.Person, cancellation);
        return seat!.Answer(new Reply.Show(PartnershipCards.Founded(seat)));
    }

    /// <summary>The place, taken for a partnership; what follows is carried through by <see cref="JoinPlace"/>.</summary>
    public static Verdict<PlaceRecord> Claim(Document<PlaceRecord>? current, string partnership, Joining joining, Place place)
    {
        // Claimed again for the same partnership, the following is done again: it changes nothing but a link that was lost.
        if (current?.State.PartnershipId is { } claimed && claimed != partnership)
        {
            return Refusal.Of("refusal.place-taken");
        }

        var state = (current?.State ?? new PlaceRecord(place)) with
        {
            Place = place,
            PartnershipId = partnership,
            Joining = joining,
            Greeted = true,
        };
        return (current ?? Kinds.Place.New(Kinds.PlaceKey(place), state)) with { State = state, Wake = joining.At };
    }
}
