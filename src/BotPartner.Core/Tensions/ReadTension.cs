using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary><c>tension CODE</c>: a tension as who asks may see it. Who is on neither side and reads what was written is noted before they do.</summary>
public sealed class ReadTension(FindTension find, Change change, TimeProvider time) : IFeature
{
    private const string Action = "tension.read";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(TensionButtons.Show, (pressed, ct) => Show(pressed, pressed.Args.GetValueOrDefault("t", ""), ct)),
        new Route.Press(Action, (pressed, ct) => Read(pressed, pressed.Args, ct)),
    ];

    /// <summary>The button that reads what was written.</summary>
    public static Button Button(string partnership, Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return new(Text.Say("tension.button.read"), Action, TensionButtons.Args(partnership, tension.Code));
    }

    /// <summary>The tension, as its own reader's card has it.</summary>
    public async Task<Reply> Show(Request request, string code, CancellationToken cancellation)
    {
        var (found, refused) = await find.Of(request, code, cancellation);
        return found is null ? refused! : found.Answer(new Reply.Show(TensionCards.Of(found.Seat.Id, found.Seat.Partnership.Name, found.View)));
    }

    private async Task<Reply> Read(Request.Pressed pressed, IReadOnlyDictionary<string, string> args, CancellationToken cancellation)
    {
        var (found, refused) = await find.Of(pressed, args, cancellation);
        if (found is null)
        {
            return refused!;
        }

        if (found.View is not { Side: null } view || !(view.Sees(Aspect.Words) || view.Sees(Aspect.Released)))
        {
            return found.Answer(new Reply.Show(TensionCards.Of(found.Seat.Id, found.Seat.Partnership.Name, found.View)));
        }

        var now = time.Now();
        var noted = await change.Run(
            TensionKinds.Tension,
            found.Document.Key,
            null,
            current => current is not { State: { Course: not null } tension } ? Refusal.Of("refusal.tension.unknown") : Noting(current, tension, found, view.As, found.People.Account(found.Id) ?? pressed.Person, now),
            cancellation);
        return found.Answer(noted.Refusal?.ToReply() ?? new Reply.Show(TensionCards.Read(found.Seat.Id, found.Seat.Partnership.Name, view with { Tension = noted.Document!.State })));
    }

    /// <summary>Once a day and person; the two sides' cards show it.</summary>
    private static Verdict<Tension> Noting(Document<Tension> current, Tension tension, Found found, Viewer view, Person person, Instant now)
    {
        var zone = Decisions.Decent.Zone(found.People.Partnership.TimeZone);
        return tension.Looks.Any(l => l.Person.Key == person.Key && l.As == view && l.At.InZone(zone).Date == now.InZone(zone).Date)
            ? new Verdict<Tension>.Leave()
            : Telling.Into(current, tension with { Looks = [.. tension.Looks.TakeLast(Look.Most - 1), new(person, view, now)] }, found.People, now, found.Id);
    }
}
