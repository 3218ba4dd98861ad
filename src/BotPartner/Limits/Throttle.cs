using BotPartner.Core.Chat;
using BotPartner.Telemetry;

namespace BotPartner.Limits;

/// <summary>Keeps one person, and all together in one place, from flooding the bot. What an honest person does never meets it; ballots, which
/// thousands may cast in one place in the same minute, are counted for who casts them alone.</summary>
public sealed class Throttle(Router router, LimitSettings settings, TimeProvider time)
{
    /// <summary>How many people are remembered, and how many places.</summary>
    public const int Remembered = 20_000;

    /// <summary>How long somebody who was told so is not told again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const double Minute = 60;

    private readonly Lock gate = new();
    private readonly Recent<(string, string, string), Bucket> people = new(Remembered);
    private readonly Recent<(string, string, string), Bucket> places = new(Remembered);

    /// <summary>How many people and places are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return people.Count + places.Count;
            }
        }
    }

    /// <summary>What to answer in place of doing it; null if it may be done.</summary>
    public Reply? Refuse(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is Request.Arrived or Request.Removed or Request.Renamed or Request.Moved)
        {
            return null; // What the platform itself says must be heard.
        }

        var here = settings.PlaceBurst > 0 && request.Place.Kind != PlaceKind.Personal && router.CountsForPlace(request);
        Text why;
        bool tells;
        lock (gate)
        {
            var (now, act) = (time.GetTimestamp(), request.Id.GetHashCode(StringComparison.Ordinal));
            var own = Of(people, (request.Person.Platform, request.Person.Realm, request.Person.User), settings.PersonBurst, now);
            if (own.Saw(act))
            {
                return null;
            }

            var place = here ? Of(places, (request.Place.Platform, request.Place.Realm, request.Place.Channel), settings.PlaceBurst, now) : null;
            Fill(own, settings.PersonBurst, settings.PersonPerMinute, now);
            Fill(place, settings.PlaceBurst, settings.PlacePerMinute, now);
            var full = settings.PersonBurst > 0 && own.IsEmpty;
            if (!full && place is not { IsEmpty: true })
            {
                own.Take();
                place?.Take();
                own.Remember(act);
                return null;
            }

            Turned.Limited(full ? "person" : "place");
            why = full
                ? Text.Say("refusal.flood", ("n", Seconds(own, settings.PersonBurst, settings.PersonPerMinute)))
                : Text.Say("refusal.flood-here", ("n", Seconds(place!, settings.PlaceBurst, settings.PlacePerMinute)));
            tells = own.Tells(time, Pause, now);
        }

        return request switch
        {
            Request.Submitted form => Kept(form, why),
            Request.Visited => Reply.None,
            Request.Sought => Reply.Say(why), // In place of what was looked for: no message.
            _ => tells ? Reply.Say(why) with { Confidential = true } : Reply.None,
        };
    }

    /// <summary>When a tenth is there again, so that who waits can do more than one thing.</summary>
    private static int Seconds(Bucket bucket, int burst, int perMinute) => bucket.SecondsUntil(Math.Max(1, burst / 10), perMinute / Minute);

    /// <summary>Nothing that was typed is lost: the form stays open. Where it cannot, it is a form again that holds what was typed and can be sent as it is.</summary>
    private static Reply.Correct Kept(Request.Submitted form, Text why)
    {
        var title = Text.Say("limits.title");
        return new(
            new(form.Form, title, Text.Say("limits.submit"), [.. form.Values.Select(v => new Field.Words(v.Key, Text.Say("limits.typed")) { Value = v.Value, Multiline = v.Value.Length > 80 })])
            {
                Args = form.Args,
                Opener = new(title, form.Form, form.Args) { OpensForm = true },
                Intro = form.Values.Count == 0 ? why : null,
            },
            new Dictionary<string, Text> { [form.Values.Keys.FirstOrDefault("")] = why })
        {
            Confidential = true,
        };
    }

    private static Bucket Of(Recent<(string, string, string), Bucket> all, (string, string, string) key, int burst, long now) => all.Find(key) ?? all.Add(key, new(burst, now));

    private void Fill(Bucket? bucket, int burst, int perMinute, long now) => bucket?.Fill(burst, perMinute / Minute, time.GetElapsedTime(bucket.Filled, now), now);
}
