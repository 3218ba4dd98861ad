using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>setup NAME</c>: founds a partnership in this place.</summary>
public sealed class FoundPartnership(Change change, Roster roster, JoinPlace join) : IFeature
{
    /// <summary>The form that asks for the name.</summary>
    public const string FormId = "partnership.setup";

    private const int MaxName = 80;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("setup", (said, rest, ct) => rest.Length == 0 ? Task.FromResult(Ask(null)) : Found(said, rest, ct)) { Order = 10 },
        new Route.Press(FormId, (_, _) => Task.FromResult(Ask(null))),
        new Route.Submit(FormId, (form, ct) => Found(form, form.Values.GetValueOrDefault("name", ""), ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button => new(Text.Say("setup.button"), FormId, new Dictionary<string, string>()) { OpensForm = true, Tone = ButtonTone.Primary };

    private static Reply Ask(string? typed) => new Reply.Open(Form(typed));

    private static Form Form(string? typed) => new(
        FormId,
        Text.Say("setup.title"),
        Text.Say("setup.submit"),
        [new Field.Words("name", Text.Say("setup.name")) { Required = true, MaxLength = MaxName, Value = typed, Hint = Text.Say("setup.name.hint") }])
    {
        Opener = Button,
    };

    private async Task<Reply> Found(Request request, string typed, CancellationToken cancellation)
    {
        var name = typed.Trim();
        if (name.Length is 0 or > MaxName)
        {
            return new Reply.Correct(
                Form(typed), new Dictionary<string, Text> { ["name"] = Text.Say("setup.name.length", ("max", MaxName)) });
        }

        if (request.Place.Kind == PlaceKind.Personal)
        {
            return Refusal.Of("refusal.setup-in-channel").ToReply();
        }

        var id = "p" + Key.Hash(request.Id);
        var claimed = await change.Run(
            Kinds.Place,
            Kinds.PlaceKey(request.Place),
            null,
            current => Claim(current, id, new Joining(name, request.Person, request.At), request.Place),
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
