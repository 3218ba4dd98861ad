using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary>How this place reads and whose it is: <c>language fr</c>, <c>timezone here Africa/Dakar</c>, <c>audience civil society</c>, or
/// one form for all three. <c>timezone Africa/Dakar</c> sets the partnership's.</summary>
public sealed class ChangePlace(SetPartnership partnership, Roster roster, SetPlace place, PlaceWords words) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("language", Language) { Order = 130 },
        new Route.Command("timezone", TimeZone) { Order = 140 },
        new Route.Command("audience", Audience) { Order = 142 },
        new Route.Press(PlaceForm.Id, (pressed, ct) => Ask(pressed, null, ct)),
        new Route.Submit(PlaceForm.Id, Filled),
    ];

    /// <summary>Whose the place is, for who asks.</summary>
    public static Card Whose(Here here) => Card.Of(
        Whose(new Audience(here.Link.Audience), here.Seat.Partnership.Name),
        here.May ? [new Element.Buttons([PlaceForm.Button(here.Seat.Id)])] : []);

    /// <summary>How the place is set now.</summary>
    public static Card Saved(Partnership of, Link link) => Card.Of(Text.Say("place.saved"), new Element.Facts([.. PlaceForm.Facts(of, link)]));

    private static Text Whose(Audience audience, string name) => audience.Constituency is null
        ? Text.Say("audience.is.all", ("partnership", name))
        : Text.Say("audience.is", ("audience", new Text.Strong(audience.Label)), ("partnership", name));

    private async Task<Reply> Language(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(said, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        if (words.Language(rest) is not { } language)
        {
            return here.Seat.Answer(Reply.Say(Text.Say("language.which")));
        }

        var saved = await place.Save(said, here, l => l with { Language = language }, cancellation);
        return here.Seat.Answer(saved.Refusal?.ToReply() ?? Reply.Say(Text.Say("language.done"))) with { Language = language };
    }

    private async Task<Reply> TimeZone(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (words.Here(rest) is { } zone)
        {
            return await ZoneHere(said, zone, cancellation);
        }

        var (seat, refusal) = await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (Zones.Known(rest) is not { } known)
        {
            return seat.Answer(Reply.Say(Text.Say("timezone.which", ("zone", seat.Partnership.TimeZone))));
        }

        var saved = await partnership.Save(said, seat, p => p.TimeZone == known ? p : p.In(known), cancellation);
        return seat.Answer(saved.Refusal?.ToReply() ?? Reply.Say(Text.Say("timezone.done", ("partnership", seat.Partnership.Name), ("zone", known))));
    }

    private async Task<Reply> ZoneHere(Request.Said said, string typed, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(said, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        if (Zones.Known(typed) is not { } zone)
        {
            return here.Seat.Answer(Reply.Say(Text.Say("timezone.which", ("zone", here.Link.TimeZone ?? here.Seat.Partnership.TimeZone))));
        }

        var saved = await place.Save(said, here, l => l with { TimeZone = zone, OwnZone = true }, cancellation);
        return here.Seat.Answer(saved.Refusal?.ToReply() ?? Reply.Say(Text.Say("timezone.done.here", ("zone", zone))));
    }

    private async Task<Reply> Audience(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (rest.Length == 0)
        {
            return await Show(said, cancellation);
        }

        if (words.Audience(rest) is not { } audience)
        {
            return await Ask(said, Text.Say("audience.which", ("typed", rest)), cancellation);
        }

        var (here, refusal) = await place.Find(said, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        var saved = await place.Save(said, here, l => l with { Audience = audience.Constituency }, cancellation);
        return here.Seat.Answer(saved.Refusal?.ToReply() ?? Reply.Say(Whose(audience, here.Seat.Partnership.Name)));
    }

    private async Task<Reply> Show(Request.Said said, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat?.Partnership.At(said.Place) is not { } link)
        {
            return (refusal ?? Refusal.Of("refusal.place-elsewhere")).ToReply();
        }

        return seat.Answer(new Reply.Show(Whose(new Here(seat, link, await place.Constituency(seat, cancellation)))));
    }

    private async Task<Reply> Ask(Request request, Text? intro, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(request, cancellation);
        return here is null ? refusal!.ToReply() : here.Seat.Answer(new Reply.Open(PlaceForm.Of(here.Link).Form(here.Seat.Id, here.MayChoose, intro)));
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (here, refusal) = await place.Find(form, cancellation);
        if (here is null)
        {
            return refusal!.ToReply();
        }

        var asked = PlaceForm.Read(form, here.Link);
        if (asked.Errors() is { Count: > 0 } errors)
        {
            return here.Seat.Answer(new Reply.Correct(asked.Form(here.Seat.Id, here.MayChoose, form.Args.GetValueOrDefault(Held.Arg)), errors));
        }

        var saved = await place.Save(form, here, l => PlaceForm.Read(form, l).In(l), cancellation);
        return here.Seat.Answer(saved.Refusal?.ToReply() ?? new Reply.Show(Saved(saved.Document!.State, saved.Document.State.At(form.Place)!))) with { Language = asked.Language };
    }
}
