using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>What somebody is to a tension, and what they see of it. Pure; asks <see cref="Sight"/>.</summary>
/// <param name="Tension">Which.</param>
/// <param name="Roles">All that they are.</param>
public sealed record Viewpoint(Tension Tension, IReadOnlyList<Viewer> Roles)
{
    /// <summary>The side that they are on; null for neither.</summary>
    public Side? Side => Roles.Contains(Viewer.Raiser) ? Tensions.Side.Raiser : Roles.Contains(Viewer.Other) ? Tensions.Side.Other : null;

    /// <summary>As what they act and are shown in history: the most that they are.</summary>
    public Viewer As => Roles[0];

    /// <summary>Somebody's.</summary>
    /// <param name="tension">Which.</param>
    /// <param name="people">Who is who.</param>
    /// <param name="id">Who.</param>
    public static Viewpoint Of(Tension tension, People people, string id)
    {
        var viewers = Enum.GetValues<Viewer>().Where(v => v != Viewer.Anybody && Are(tension, people, v).Any(p => people.IdOf(p) == id)).ToArray();
        return new(tension, viewers.Length > 0 ? viewers : [Viewer.Anybody]);
    }

    /// <summary>Whether they see this of it.</summary>
    public bool Sees(Aspect aspect) => Roles.Any(r => Sight.May(r, aspect, Tension.Confidence));

    /// <summary>Who are this to it, whatever they may see.</summary>
    public static IEnumerable<Person> Are(Tension tension, People people, Viewer viewer) => viewer switch
    {
        Viewer.Raiser => people.Of(tension, Tensions.Side.Raiser).Select(m => Written(tension.Raiser, m)),
        Viewer.Other => people.Of(tension, Tensions.Side.Other).Select(m => m.Person),
        Viewer.RaisersFocalPoint => people.FocalPoints(tension, Tensions.Side.Raiser).Select(m => m.Person),
        Viewer.OthersFocalPoint => tension.Within ? [] : people.FocalPoints(tension, Tensions.Side.Other).Select(m => m.Person),
        Viewer.Handler => tension.Panel is { } panel ? Still(tension, people, panel) : [],
        Viewer.Facilitator => people.Neither(tension, people.Partnership.Facilitators),
        Viewer.Steward => people.Neither(tension, people.Partnership.Stewards),
        Viewer.Committee => tension.Committee is { } committee ? people.Delegates(tension, committee.Voters) : [],
        _ => [],
    };

    /// <summary>Everybody who is to have a card of it now, each once, as the most that they are; who decides for their partner has one for that, too.</summary>
    public static IReadOnlyList<Holder> Holders(Tension tension, People people)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var reached = Enum.GetValues<Viewer>().Where(v => v is not (Viewer.Anybody or Viewer.Mediator) && Sight.May(v, Aspect.Course, tension.Confidence))
            .SelectMany(v => Are(tension, people, v).Select(p => new Holder(v, p))).ToLookup(r => r.As == Viewer.Committee);
        return [.. reached[false].DistinctBy(r => people.IdOf(r.Person)), .. reached[true]];
    }

    /// <summary>Who guides it: one who took it on, or all who are asked; and of them who still may.</summary>
    private static IEnumerable<Person> Still(Tension tension, People people, Panel panel)
    {
        var may = people.Neither(tension, panel.As == Handlers.Facilitator ? people.Partnership.Facilitators : people.Partnership.Stewards).Select(people.IdOf).ToHashSet();
        return (panel.Taken is { } taken ? [taken] : panel.Asked).Where(p => may.Contains(people.IdOf(p)));
    }

    /// <summary>Who raised it from another account than the one that stands for them is written to there, while it is theirs.</summary>
    private static Person Written(Party party, Member member) =>
        party.Account is { } account && member.Everywhere.Any(a => a.Key == account.Key) ? account : member.Person;
}
