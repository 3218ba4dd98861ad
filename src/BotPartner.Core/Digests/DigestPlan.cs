using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>Who reads the same: places of one audience and zone that were told last at the same moment, or never.</summary>
/// <param name="Audience">Their audience, as <see cref="Audience.Id"/>.</param>
/// <param name="Zone">Their zone.</param>
/// <param name="From">From when on they are told.</param>
/// <param name="Weekly">When it comes there.</param>
public sealed record Readers(string Audience, string Zone, Instant From, Weekly Weekly);

/// <summary>What is due in the digests of a partnership, and what follows once it was built. Pure.</summary>
public static class DigestPlan
{
    // One that comes much later than it should waits for a decent hour.
    private static readonly Duration Late = Duration.FromHours(1);

    /// <summary>As it stands with the places that the partnership has now.</summary>
    public static Digest Of(Digest? before, Partnership partnership, Instant now)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        return new([.. partnership.Links.Select(link =>
        {
            var zone = link.TimeZone ?? partnership.TimeZone;
            return before?.Places.FirstOrDefault(p => p.Place.Key == link.Place.Key)?.Set(link, zone, now) ?? PlaceDigest.First(link, zone, now);
        })]);
    }

    /// <summary>The document with the places that there are now.</summary>
    public static Verdict<Digest> Planned(Document<Digest>? current, string id, Partnership partnership, Instant now)
    {
        var next = Of(current?.State, partnership, now);
        return current is not null && next.Places.SequenceEqual(current.State.Places) && current.Wake == Earliest(next)
            ? new Verdict<Digest>.Leave()
            : (current ?? DigestKinds.Digest.New(DigestKinds.Key(id), next)) with { State = next, Wake = Earliest(next) };
    }

    /// <summary>Who is to be told at this moment.</summary>
    public static IReadOnlyList<Readers> Due(Digest digest, Partnership partnership, Instant now)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(partnership);
        return [.. Looked(digest, partnership, now).Where(p => p.Due <= now).Select(p => Of(p, partnership.At(p.Place)!)).OfType<Readers>().Distinct()];
    }

    /// <summary>What they read at this moment.</summary>
    public static Edition Edition(string id, Partnership partnership, Readers readers, Instant now)
    {
        ArgumentNullException.ThrowIfNull(readers);
        return new(
            id, partnership, Audience.Of(readers.Audience)!, readers.From, Instant.Max(readers.From, now - Digests.Edition.Lag), PlaceDigest.Tzdb(readers.Zone))
        { Now = now };
    }

    /// <summary>The document owing what was built, each place told for this week; one that cannot be reached is passed over. A place for
    /// which nothing was built stays due.</summary>
    public static Document<Digest> Issued(Document<Digest> current, Partnership partnership, IReadOnlyDictionary<Readers, Card> built, Instant now)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(partnership);
        ArgumentNullException.ThrowIfNull(built);
        var (places, told) = (new List<PlaceDigest>(), new List<(Readers To, PlaceDigest Edition, Addressee Addressee)>());
        foreach (var place in Looked(current.State, partnership, now))
        {
            var link = partnership.At(place.Place)!;
            var readers = place.Due <= now ? Of(place, link) : null;
            if (place.Due > now || place.Due is null || (readers is not null && !built.ContainsKey(readers)))
            {
                places.Add(place);
                continue;
            }

            var edition = place.Issued(link.Digest, now);
            places.Add(edition);
            if (readers is not null)
            {
                told.Add((readers, edition, new(link.Place, link.Language, place.Zone)
                {
                    NotBefore = now - place.Due > Late && Decisions.Decent.Next(now, PlaceDigest.Tzdb(place.Zone)) is var at && at > now ? at : null,
                }));
            }
        }

        var state = new Digest(places);
        var next = current with { State = state, Wake = Earliest(state) };
        foreach (var edition in told.GroupBy(t => (t.To, t.Edition.Week)))
        {
            next = next.Owing(new(
                $"digest:{edition.Key.Week}:{Key.Hash(edition.Key.To.ToString())[..8]}", 1, built[edition.Key.To], [.. edition.Select(e => e.Addressee)])
            { Once = true });
        }

        return next;
    }

    /// <summary>The places as they are now. Those that are told for the first time read the same, from when on the first of them was there.</summary>
    private static PlaceDigest[] Looked(Digest digest, Partnership partnership, Instant now)
    {
        var places = Of(digest, partnership, now).Places;
        var first = places.Where(p => p.New && p.Due <= now).GroupBy(Group).ToDictionary(g => g.Key, g => g.Min(p => p.From));
        return [.. places.Select(p => p.New && p.Due <= now ? p with { From = first[Group(p)] } : p)];

        (string?, string, string) Group(PlaceDigest place) => (partnership.At(place.Place)!.Audience, place.Zone, place.At);
    }

    private static Readers? Of(PlaceDigest place, Link link) => link.Gone ? null : new(new Audience(link.Audience).Id, place.Zone, place.From, link.Digest);

    private static Instant? Earliest(Digest digest) => digest.Places.Min(p => p.Due);
}
