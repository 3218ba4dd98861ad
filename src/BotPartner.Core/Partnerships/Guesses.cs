using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>How often a person, or the people in a place, typed codes that were none.</summary>
/// <param name="Count">How often since then.</param>
/// <param name="Since">When this was begun to be counted.</param>
public sealed record Guesses(int Count, Instant Since)
{
    /// <summary>A person may be wrong so often in a while.</summary>
    public const int OfPerson = 5;

    /// <summary>All the people in a place together.</summary>
    public const int OfPlace = 20;

    /// <summary>The while.</summary>
    public static readonly Duration Window = Duration.FromMinutes(10);

    /// <summary>What is counted for a request: the person wherever they are, and the place whoever is there.</summary>
    public static IEnumerable<(Key Key, int Limit)> Of(Request request)
    {
        yield return (Kinds.GuessesKey(request.Person.Key), OfPerson);
        if (request.Place.Kind != PlaceKind.Personal)
        {
            yield return (Kinds.GuessesKey(request.Place.Key), OfPlace);
        }
    }

    /// <summary>Why nobody listens any more, if so. Pure.</summary>
    public static Refusal? Barred(Guesses? counted, int limit, Instant now) => counted is { } state && now < state.Since + Window && state.Count >= limit
        ? Refusal.Of("refusal.guesses", ("until", state.Since + Window))
        : null;

    /// <summary>One more; the last that is heard is told to the stewards, those after it to nobody. Pure.</summary>
    public static Verdict<Guesses> One(Document<Guesses>? current, Key key, int limit, Request request, IReadOnlyList<Addressee> stewards)
    {
        if (Barred(current?.State, limit, request.At) is { } barred)
        {
            return barred;
        }

        var begun = current?.State is { } state && request.At < state.Since + Window ? state : new Guesses(0, request.At);
        var counted = begun with { Count = begun.Count + 1 };
        var next = (current ?? Kinds.Guesses.New(key, counted)) with { State = counted, Expires = counted.Since + Duration.FromDays(1) };
        return counted.Count < limit || stewards.Count == 0 ? next : next.Owing(new(
            $"guesses:{counted.Since.ToUnixTimeMilliseconds()}",
            1,
            Card.Of(Text.Say("guesses.told", ("person", new Text.Strong(request.Person.Name)), ("n", limit), ("until", counted.Since + Window))),
            stewards)
        { Once = true });
    }
}
