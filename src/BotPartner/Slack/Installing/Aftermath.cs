using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Files;
using Route = BotPartner.Core.Chat.Route;

namespace BotPartner.Slack.Installing;

/// <summary>What follows when the app was removed from a workspace, or its token can no longer be renewed: its places are marked as gone,
/// and the stewards of their partnerships who can still be reached are told once.</summary>
public sealed class Aftermath(Change change, IDocuments documents, IPlaceReports reports, PublicAddress address) : IFeature
{
    private const int Page = 200;
    private const int NamesShown = 5;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Wake(Stored.Installation.Name, Wake), new Route.Wake(Stored.Belonging.Name, Withdrawn)];

    private async Task Wake(IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        foreach (var key in due)
        {
            if (await change.Load(Stored.Installation, key, cancellation) is { Wake: not null } document)
            {
                await Follow(document, cancellation);
            }
        }
    }

    /// <summary>Of one workspace of an organisation: its places are gone, which their stewards are told as of any place.</summary>
    private async Task Withdrawn(IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        foreach (var key in due)
        {
            if (await change.Load(Stored.Belonging, key, cancellation) is not { State: var state, Wake: { } wake })
            {
                continue;
            }

            var (places, _) = await Places(Stored.Partition(state.Enterprise), state.Enterprise, cancellation);
            foreach (var place in places.Where(p => state.Withdrawn is not null && p.Realm == state.Team))
            {
                await reports.Gone(place, TokenFound.Uninstalled, cancellation);
            }

            await change.Run(Stored.Belonging, key, null, current => current?.Wake == wake ? current with { Wake = null } : new Verdict<Belonging>.Leave(), cancellation);
        }
    }

    private async Task Follow(Document<Installation> document, CancellationToken cancellation)
    {
        var state = document.State;
        var (places, teams) = await Places(document.Key.Partition, state.Realm, cancellation);
        if (state.Removed is not null)
        {
            foreach (var place in places)
            {
                await reports.Gone(place, TokenFound.Uninstalled, cancellation);
            }
        }

        var met = await Met(places, cancellation);
        await change.Run(
            Stored.Installation,
            document.Key,
            null,
            current => current is { Wake: not null } && current.State.Removed == state.Removed && current.State.Lapsed == state.Lapsed && current.State.Installed == state.Installed
                ? met.Aggregate(current with { Wake = null }, (owing, one) => Post(state, one, teams) is { To.Count: > 0 } post ? owing.Owing(post) : owing)
                : new Verdict<Installation>.Leave(),
            cancellation);
    }

    private async Task<(IReadOnlyList<Place> Places, IReadOnlySet<string> Teams)> Places(string partition, string realm, CancellationToken cancellation)
    {
        var places = new List<Place>();
        await foreach (var entry in documents.All(partition, Stored.Place.Name, Page, cancellation))
        {
            places.Add(Stored.Place.Read(entry).State.Place);
        }

        return (places, places.Select(p => p.Realm).Append(realm).ToHashSet());
    }

    /// <summary>The partnerships that meet in these places.</summary>
    private async Task<IReadOnlyList<(string Id, Partnership Partnership, IReadOnlyList<Place> Places)>> Met(IEnumerable<Place> places, CancellationToken cancellation)
    {
        var byPartnership = new Dictionary<string, List<Place>>();
        foreach (var place in places)
        {
            if ((await change.Load(Kinds.Place, Kinds.PlaceKey(place), cancellation))?.State.PartnershipId is { } id)
            {
                (byPartnership.TryGetValue(id, out var known) ? known : byPartnership[id] = []).Add(place);
            }
        }

        var met = new List<(string, Partnership, IReadOnlyList<Place>)>();
        foreach (var (id, its) in byPartnership.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            if (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(id), cancellation) is { State: var partnership })
            {
                met.Add((id, partnership, its));
            }
        }

        return met;
    }

    /// <summary>What the stewards of a partnership are told.</summary>
    /// <param name="state">The installation that was removed, or can no longer be renewed.</param>
    /// <param name="partnership">What it is called.</param>
    /// <param name="places">Its places there.</param>
    /// <param name="root">Where the app can be installed again, if that is known.</param>
    public static Card Told(Installation state, string partnership, IReadOnlyList<Place> places, Uri? root)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(places);
        var names = places.Select(p => p.Name).OfType<string>().Distinct().Take(NamesShown).Select(n => "#" + n).ToArray();
        var text = Text.Say(
            state.Removed is not null ? "slack.removed" : "slack.lapsed",
            ("workspace", state.Name ?? state.Realm),
            ("partnership", partnership),
            ("n", places.Count),
            ("until", state.Expires is { } end ? end : ""));
        return new(
            Text.Say("slack.removed.title"),
            text,
            [
                new Element.Paragraph(text),
                .. names.Length > 0 ? [new Element.Paragraph(Text.Say("slack.removed.places", ("places", string.Join(", ", names)))) { Quiet = true }] : Array.Empty<Element>(),
                .. root is null ? Array.Empty<Element>() : [new Element.Buttons([Button.To(Text.Say("slack.install.button"), new Uri(root, InstallEndpoint.Path.TrimStart('/')))])],
            ]);
    }

    private Post Post(Installation state, (string Id, Partnership Partnership, IReadOnlyList<Place> Places) met, IReadOnlySet<string> teams)
    {
        // As long as the token has not ended, the people of that workspace can be told, too.
        var reached = met.Partnership.Stewards.Where(s => state.Removed is null || s.Platform != SlackModule.Platform || !teams.Contains(s.Realm));
        var moment = (state.Removed ?? state.Lapsed ?? state.Installed).ToUnixTimeMilliseconds();
        return new("gone/" + met.Id, moment, Told(state, met.Partnership.Name, met.Places, address.BaseUrl), [.. reached.Select(s => Addressee.Directly(s, met.Partnership.TimeZone))]) { Once = true };
    }
}
