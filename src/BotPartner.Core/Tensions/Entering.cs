using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>What a stage brings with it: who guides, and the other partners' decision. Pure.</summary>
public static class Entering
{
    /// <summary>The tension with what its course and its people ask for now.</summary>
    public static Tension Into(Tension tension, People people, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tension);
        if (tension.Agreed.Ladder.Mediator is null && people.Agreed.Ladder.Mediator is { } named)
        {
            // Who mediates is often named only when they are needed.
            tension = tension with { Agreed = tension.Agreed with { Ladder = tension.Agreed.Ladder with { Mediator = named } } };
        }

        return tension.Course is { Ended: null } ? Ask(Choose(tension, people, now), people, now) : tension;
    }

    /// <summary>The committee's decision counted, if all have spoken, or the time for it is over.</summary>
    public static Tension Decide(Tension tension, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension is { Committee: { Outcome: null } committee, Course: { } course }
            && course.Ended is null && (committee.Ballots.Count == committee.Voters.Count || course.Stage != Stage.Committee || course.Question is not null)
            ? tension with { Committee = committee with { Outcome = CommitteeCards.Count(committee) }, More = [.. tension.More, new(now, Happenings.CommitteeDecided, Stage.Committee, null)] }
            : tension;
    }

    /// <summary>Asks those of neither side who may, while it is the time for it and nobody guides it; also when who guided it may no longer.</summary>
    private static Tension Choose(Tension tension, People people, Instant now)
    {
        if (tension.Course!.Stage != Stage.Facilitated || Viewpoint.Are(tension, people, Viewer.Handler).Any())
        {
            return tension;
        }

        var left = (tension.Panel?.PassedOver ?? []).Where(p => p.Why == Skipped.Left).ToArray();
        var chosen = people.Handlers(tension, [.. left.Select(l => people.IdOf(l.Person))]);
        Person? Account(string id) => people.Account(id);
        Panel asked = new(
            chosen.As,
            [.. chosen.Who.Select(w => Account(w.Id)).OfType<Person>()],
            [.. left, .. chosen.PassedOver.Select(p => Account(p.Id) is { } person ? new Skipped(person, p.Why) : null).OfType<Skipped>()]);
        return tension with
        {
            Panel = asked,
            More = asked.As == Handlers.Mediator && tension.Panel?.As != Handlers.Mediator ? [.. tension.More, new(now, Happenings.NoGuide, tension.Course.Stage, null)] : tension.More,
        };
    }

    /// <summary>Asks the other partners once both sides have said what they may know.</summary>
    private static Tension Ask(Tension tension, People people, Instant now) =>
        tension is { Course: { Stage: Stage.Committee, Question: null }, Committee: null or { Outcome.Result: Decisions.Result.NoQuorum }, Released.Both: true } && people.Committee(tension) is { Count: > 0 } voters
            ? tension with { Committee = new(voters) { Ballots = tension.Committee?.Ballots.Where(b => voters.Any(v => v.PartnerId == b.Key)).ToDictionary() ?? [] }, More = [.. tension.More, new(now, Happenings.CommitteeAsked, Stage.Committee, null)] }
            : tension;
}
