using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>Carries through what a claimed place began: the partnership is founded, or gets the place as a link.
/// Each step may be repeated; a crash between two of them is taken up by the clock.</summary>
public sealed class JoinPlace(Change change, Roster roster) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(Kinds.Place.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }),
    ];

    /// <summary>Does what is left to do for a place.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        var place = (await change.Load(Kinds.Place, key, cancellation))?.State;
        if (place is { Joining: { } joining, PartnershipId: { } id })
        {
            var language = joining.Language ?? Texts.Nearest(joining.By.Language);
            var link = new Link(place.Place, language) { TimeZone = joining.TimeZone ?? joining.By.TimeZone };
            await change.Run(
                Kinds.Partnership,
                Kinds.PartnershipKey(id),
                null,
                current => joining.Name is { } name ? Found(current, id, name, link, joining) : Connect(current, link, joining),
                cancellation);
            if (joining.Name is not null)
            {
                await Index(change, id, joining.By, cancellation);
            }

            roster.Forget(id);
            roster.Forget(place.Place);
        }

        await change.Run(
            Kinds.Place,
            key,
            null,
            current => current is { Wake: not null } c && SameAs(c.State.Joining, place?.Joining)
                ? c with { State = c.State with { Joining = null }, Wake = null }
                : new Verdict<PlaceRecord>.Leave(),
            cancellation);
    }

    /// <summary>Lets the direct conversation with a person find the partnership.</summary>
    internal static Task<Changed<PersonRecord>> Index(Change change, string partnership, Person person, CancellationToken cancellation) => change.Run(
        Kinds.Person,
        Kinds.PersonKey(person),
        null,
        current => current?.State.Partnerships.Contains(partnership) == true
            ? new Verdict<PersonRecord>.Leave()
            : (current ?? Kinds.Person.New(Kinds.PersonKey(person), new([]))) with { State = (current?.State ?? new([])) with { Partnerships = [.. current?.State.Partnerships ?? [], partnership] } },
        cancellation);

    /// <summary>Whether nobody began anew meanwhile. What it holds says nothing: lists that were read twice are two.</summary>
    private static bool SameAs(Joining? one, Joining? other) => (one?.At, one?.By.Key) == (other?.At, other?.By.Key);

    private static Verdict<Partnership> Found(Document<Partnership>? current, string id, string name, Link link, Joining joining)
    {
        if (current is not null)
        {
            return new Verdict<Partnership>.Leave();
        }

        var founded = new Partnership(name, joining.TimeZone ?? joining.By.TimeZone ?? "UTC", [joining.By], [link], joining.At)
        {
            About = About.Some(joining.About),
        };
        return (Kinds.Partnership.New(Kinds.PartnershipKey(id), founded) with { Wake = joining.At })
            .Owing(new("founded", 1, PartnershipCards.FoundedHere(founded, joining.By), founded.Addressees));
    }

    private static Verdict<Partnership> Connect(Document<Partnership>? current, Link link, Joining joining)
    {
        if (current is null || current.State.Links.Any(l => l.Place.Key == link.Place.Key && !l.Gone))
        {
            return new Verdict<Partnership>.Leave();
        }

        // A place that was lost and found again stays what it was: as people set it, and a space does not open to all by itself.
        var again = current.State.At(link.Place) is { } before
            ? before with { Place = link.Place, Gone = false }
            : link with { Language = current.State.About?.For(link.Language) ?? link.Language };
        var links = current.State.Links.Where(l => l.Place.Key != link.Place.Key).Append(again).ToArray();
        var next = current.State with { Links = links };
        var to = next.Addressees.Where(a => a.Place.Key == link.Place.Key).ToArray();
        return (current with { State = next, Wake = joining.At })
            .Owing(new($"connected:{Key.Hash(link.Place.Key)}", joining.At.ToUnixTimeMilliseconds(), PartnershipCards.ConnectedHere(current.Key.Partition, next, joining.By), to));
    }
}
