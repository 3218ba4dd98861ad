using BotPartner.Core.Chat;

namespace BotPartner.Core.Tensions;

/// <summary>What is known of a tension at a glance, line by line.</summary>
public static class TensionFacts
{
    /// <summary>As a reader sees them.</summary>
    public static IEnumerable<Fact> Of(Viewpoint view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var tension = view.Tension;
        yield return new(Text.Say("tension.raised-by"), RaisedBy(view));

        // Who decides or mediates is told the partners, and no names.
        var other = view.As < Viewer.Committee ? tension.Other.Person : null;
        if (!tension.Within)
        {
            yield return new(Text.Say("tension.raised-with"), other is null ? tension.Other.PartnerName : Text.Say("tension.person-of", ("name", other.Name), ("partner", tension.Other.PartnerName)));
        }
        else if (other is not null)
        {
            yield return new(Text.Say("tension.raised-with"), other.Name);
        }

        if (view.Side is not null && tension.Matter is { } matter)
        {
            foreach (var fact in Of(matter))
            {
                yield return fact;
            }
        }

        if (view.Side is not null)
        {
            yield return new(Text.Say("tension.circle"), Text.Say($"tension.circle.{Wire(tension.Circle)}"));
        }

        if (tension.Panel?.Taken is { } guide && view.As <= Viewer.Handler)
        {
            yield return new(Text.Say("tension.guide"), guide.Name);
        }

        foreach (var skipped in view.Side is null ? [] : tension.Panel?.PassedOver ?? [])
        {
            yield return new(Text.Say("tension.passed-over"), Text.Say($"tension.passed-over.{Why(view, skipped)}", ("name", skipped.Person.Name)));
        }

        if (view.Side is not null && tension.Course is { Stage: Stage.Mediation } or { Stage: Stage.Facilitated } && (tension.Course.Stage == Stage.Mediation || tension.Panel?.As == Handlers.Mediator))
        {
            yield return new(Text.Say("tension.mediator"), tension.Agreed.Ladder.Mediator is { } mediator ? mediator : Text.Say("tension.mediator.none"));
        }

        yield return new(Text.Say("tension.code"), tension.Code);
    }

    /// <summary>What else was written of what it is about: like the rest, others read it on their asking, which is noted.</summary>
    public static IEnumerable<Fact> Of(Matter matter)
    {
        ArgumentNullException.ThrowIfNull(matter);
        if (matter.Principle is { } principle)
        {
            yield return new(Text.Say("tension.principle"), principle);
        }

        yield return new(Text.Say("tension.urgency"), Text.Say($"tension.urgency.{Wire(matter.Urgency)}"));
    }

    /// <summary>An enumeration's name on the wire, which is the end of its text keys, too.</summary>
    public static string Wire<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>That a facilitator raised it themself would tell the other side who raised it; that they speak for that side is as true.</summary>
    private static string Why(Viewpoint view, Skipped skipped) =>
        skipped.Why == PassedOver.Themself && !view.Sees(Aspect.RaisersName) && skipped.Person.Key != view.Tension.Other.Person?.Key ? PassedOver.OfASide : skipped.Why;

    private static Text RaisedBy(Viewpoint view)
    {
        var tension = view.Tension;
        return view is { As: Viewer.Raiser } && tension.Raiser.Person is { } you ? Text.Say(tension.NameHidden ? "tension.you.hidden" : "tension.you", ("name", you.Name))
            : view.Sees(Aspect.RaisersName) && tension.Raiser.Person is { } person ? Text.Say("tension.person-of", ("name", person.Name), ("partner", tension.Raiser.PartnerName))
            : Text.Say("tension.somebody-of", ("partner", tension.Raiser.PartnerName));
    }
}
