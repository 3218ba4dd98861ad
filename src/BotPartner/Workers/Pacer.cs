using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Keeps each place within what its platform allows, for this process.</summary>
public sealed class Pacer(IEnumerable<ISender> senders)
{
    private const int ManyPlaces = 4096;
    private readonly Dictionary<string, IReadOnlyList<Window>> windows = senders.ToDictionary(s => s.Platform, s => s.Pace);
    private readonly Dictionary<string, PlacePace> places = [];
    private readonly Lock gate = new();

    /// <summary>Now if it may be sent now, which is then counted; else when to come again: that time is kept free for this name.</summary>
    public Instant Ask(Place place, string name, Instant now)
    {
        lock (gate)
        {
            if (places.Count >= ManyPlaces && !places.ContainsKey(place.Key))
            {
                foreach (var (idle, _) in places.Where(p => p.Value.Idle(now)).ToArray())
                {
                    places.Remove(idle);
                }
            }

            return Of(place).Ask(name, now);
        }
    }

    /// <summary>What was allowed last for this place has arrived, or failed, now.</summary>
    public void Landed(Place place, Instant now)
    {
        lock (gate)
        {
            Of(place).Landed(now);
        }
    }

    /// <summary>Nothing goes to this place until then, and then this name before all others.</summary>
    public void Block(Place place, Instant until, string first)
    {
        lock (gate)
        {
            Of(place).Block(until, first);
        }
    }

    private PlacePace Of(Place place)
    {
        if (!places.TryGetValue(place.Key, out var pace))
        {
            places[place.Key] = pace = new(windows.GetValueOrDefault(place.Platform, []));
        }

        return pace;
    }
}
