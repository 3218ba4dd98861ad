using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Outbound;

/// <summary>What inbound activities told about the ways to places. A service URL can change: the latest counts. In memory only;
/// a place keeps the one it was stored with as its route.</summary>
public sealed class Whereabouts
{
    private const string Fallback = "https://smba.trafficmanager.net/teams/";
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, string> services = new();
    private readonly ConcurrentDictionary<string, string> direct = new();

    /// <summary>Learns from an authenticated activity.</summary>
    public void Learn(Activity activity, Request request)
    {
        if (activity.ServiceUrl is { } url)
        {
            Remember(services, request.Place.Key, url);
            Remember(services, request.Place.Realm, url);
        }

        if (request.Place.Kind == PlaceKind.Personal)
        {
            Remember(direct, request.Person.Key, request.Place.Channel);
        }
    }

    /// <summary>The service that reaches a place.</summary>
    public string Service(Place place) =>
        services.TryGetValue(place.Key, out var own) ? own
        : services.TryGetValue(place.Realm, out var tenants) ? tenants
        : place.Route ?? Fallback;

    /// <summary>The direct conversation with the person of a place such as <c>@29:…</c>, if it is known.</summary>
    public string? Direct(Place place) => direct.TryGetValue(Person(place), out var conversation) ? conversation : null;

    /// <summary>Learns the direct conversation with that person.</summary>
    public void Opened(Place place, string conversation) => Remember(direct, Person(place), conversation);

    /// <summary>Forgets it: it is not there any more.</summary>
    public void Lost(Place place) => direct.TryRemove(Person(place), out _);

    private static string Person(Place place) => $"{place.Platform}/{place.Realm}/{place.Channel[Place.DirectPrefix.Length..]}";

    private static void Remember(ConcurrentDictionary<string, string> known, string key, string value)
    {
        if (known.TryGetValue(key, out var had) && had == value)
        {
            return;
        }

        if (known.Count >= Most)
        {
            // Everything here can be learned again.
            known.Clear();
        }

        known[key] = value;
    }
}
