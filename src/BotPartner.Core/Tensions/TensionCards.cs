using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>A tension as each of its readers sees it. What is shown is asked of <see cref="Sight"/>; notifications say nothing of it.</summary>
public static class TensionCards
{
    private const int Shown = 8;
    private const int ShownSayings = 4;

    /// <summary>The card that somebody has of it.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="view">What they are to it.</param>
    public static Card Of(string partnership, string name, Viewpoint view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var tension = view.Tension;
        return new(
            Title(tension),
            Text.Say("tension.summary", ("partnership", name)),
            [
                new Element.Paragraph(Status(tension)),
                .. Part(view) is { } part ? [new Element.Paragraph(part)] : Array.Empty<Element>(),
                .. Question(view),
                new Element.Facts([.. TensionFacts.Of(view)]),
                .. view.Side is not null ? Words(view) : [],
                .. Drafts(view),
                .. view.Side is not null ? History(view) : [],
                .. Buttons(partnership, view),
            ]);
    }

    /// <summary>What was written, for somebody who may read it and is on neither side: on their asking, which is noted.</summary>
    public static Card Read(string partnership, string name, Viewpoint view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(
            Title(view.Tension),
            Text.Say("tension.summary", ("partnership", name)),
            [
                new Element.Paragraph(Status(view.Tension)),
                .. view.Sees(Aspect.Words) && view.Tension.Matter is { } matter ? [new Element.Facts([.. TensionFacts.Of(matter)])] : Array.Empty<Element>(),
                .. view.Sees(Aspect.Words) ? Words(view) : [],
                .. view.Sees(Aspect.Released) && view.Tension.Released is { Both: true } released ? Quoted(Text.Say("tension.released"), released.Words) : [],
                .. view.Sees(Aspect.Words) ? History(view) : [],
                new Element.Paragraph(Text.Say("tension.look.noted")) { Quiet = true },
                new Element.Buttons([TensionButtons.Open(partnership, view.Tension.Code)]),
            ]);
    }

    /// <summary>What stands where somebody had a card and has nothing to do with it any more, or where the text was erased.</summary>
    public static Card Past(string name, bool erased = false) => new(
        Text.Say("tension.past.title"),
        Text.Say("tension.summary", ("partnership", name)),
        [new Element.Paragraph(Text.Say(erased ? "tension.past.erased" : "tension.past"))]);

    /// <summary>What happened, as a message below the card.</summary>
    public static Card Note(string name, Viewpoint view, Event happened) => new(
        Text.Say("tension.note.title"),
        Text.Say("tension.summary", ("partnership", name)),
        [new Element.Paragraph(Happened(view.Tension, happened))])
    { Untitled = true };

    /// <summary>What somebody is newly asked for, below a card that stands already.</summary>
    public static Card Asked(string name, Viewpoint view) => new(
        Text.Say("tension.note.title"),
        Text.Say("tension.summary", ("partnership", name)),
        [new Element.Paragraph(Part(view) ?? Status(view.Tension))])
    { Untitled = true };

    /// <summary>Between whom it is.</summary>
    public static Text Title(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension.Within
            ? Text.Say("tension.title.within", ("partner", tension.Raiser.PartnerName))
            : Text.Say("tension.title", ("a", tension.Raiser.PartnerName), ("b", tension.Other.PartnerName));
    }

    /// <summary>Something that happened, in a sentence.</summary>
    public static Text Happened(Tension tension, Event happened)
    {
        ArgumentNullException.ThrowIfNull(tension);
        ArgumentNullException.ThrowIfNull(happened);
        var ending = happened.What == Events.Ended && tension.Course is { Ended: { } how } course && course.EndedAt == happened.At ? $".{TensionFacts.Wire(how)}" : "";
        var by = happened.By is null && happened.What is Events.Escalated ? ".silence" : "";
        return Text.Say($"tension.event.{happened.What}{ending}{by}", ("who", Who(tension, happened.By)), ("stage", happened.Stage.Label()));
    }

    /// <summary>A side by its partner; within one organisation by what it is.</summary>
    public static Text Who(Tension tension, Side? side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return side is not { } by ? "" : tension.Within ? Text.Say(by == Side.Raiser ? "tension.side.raiser" : "tension.side.other") : tension.Of(by).PartnerName;
    }

    private static Text Status(Tension tension)
    {
        var course = tension.Course!;
        var rungs = tension.Agreed.Ladder.Rungs;
        return course.Ended is { } ending ? Text.Say($"tension.ended.{TensionFacts.Wire(ending)}")
            : course.Question is { } question ? Text.Say("tension.asked", ("stage", new Text.Strong(course.Stage.Label())), ("until", question.Until))
            : Text.Say("tension.status", ("n", rungs.TakeWhile(r => r.Stage < course.Stage).Count() + 1), ("of", rungs.Count), ("stage", new Text.Strong(course.Stage.Label())), ("until", course.Limit));
    }

    private static Text? Part(Viewpoint view) => view switch
    {
        { Tension.Course.Ended: not null } => null,
        { Side: { } side, Tension.Course: { } course } => Text.Say($"tension.part.{TensionFacts.Wire(course.Stage)}.{TensionFacts.Wire(side)}{Hidden(view, side)}"),
        { As: Viewer.RaisersFocalPoint or Viewer.OthersFocalPoint } => Text.Say("tension.part.focal"),
        { As: Viewer.Handler, Tension.Panel.Taken: null } => Text.Say("tension.part.asked-to-guide"),
        { As: Viewer.Handler } => Text.Say("tension.part.guide"),
        { As: Viewer.Committee } => Text.Say("tension.part.committee"),
        _ => Text.Say("tension.part.circle"),
    };

    /// <summary>Who is asked to talk to somebody they do not know cannot be asked to meet them.</summary>
    private static string Hidden(Viewpoint view, Side side) =>
        side == Side.Other && view.Tension is { NameHidden: true, Within: false, Course.Stage: Stage.Talk } ? ".hidden" : "";

    private static IEnumerable<Element> Question(Viewpoint view)
    {
        if (view is not { Side: { } side, Tension.Course: { Ended: null } course })
        {
            yield break;
        }

        if (course.Question is { } question)
        {
            yield return new Element.Facts(
            [
                new(Text.Say("tension.answer.you"), Answer(question.Of(side))),
                new(Text.Say("tension.answer.other"), Answer(question.Of(side == Side.Raiser ? Side.Other : Side.Raiser))),
            ]);
            yield return new Element.Paragraph(Text.Say(view.Tension.OnlyWithConsent ? "tension.asked.silence-waits" : "tension.asked.silence-leads-on")) { Quiet = true };
        }

        if (course.WouldStepBack is { } back)
        {
            yield return new Element.Paragraph(Text.Say(back == side ? "tension.back.you" : "tension.back.other"));
        }
    }

    private static Text Answer(Wish? wish) => Text.Say(wish switch
    {
        Wish.Resolved => "tension.button.answer.resolved",
        Wish.MoreTime => "tension.button.answer.more-time",
        Wish.Escalate => "tension.button.answer.escalate",
        _ => "tension.answer.none",
    });

    /// <summary>Somebody's words below what they are: said first, so that nobody takes a heading for a name.</summary>
    internal static Element[] Quoted(Text label, Text words) => [new Element.Paragraph(new Text.Strong(label)), new Element.Quote(words)];

    /// <summary>What happened, as it was written when it was raised.</summary>
    internal static IEnumerable<Element> Matter(Matter matter, bool quoted) =>
    [
        .. Quoted(Text.Say("tension.what"), matter.What),
        .. Quoted(Text.Say("tension.need"), matter.Need),
        .. quoted && matter.Quote is { } quote ? Quoted(Text.Say("tension.quote"), quote) : [],
    ];

    private static IEnumerable<Element> Words(Viewpoint view)
    {
        var tension = view.Tension;
        // What waits for an answer, and what was said last: all of it would make each reader's card, and so the document, very large.
        var waiting = tension.Sayings.Where(s => s.Offer is { } n && tension.Course!.Offers.Any(o => o.Number == n)).ToArray();
        return
        [
            .. tension.Matter is { } matter ? Matter(matter, quoted: true) : [],
            .. tension.Sayings.Where(s => s.What is Events.Acknowledged or Events.Declined).TakeLast(ShownSayings - waiting.Length).Concat(waiting).OrderBy(s => s.At)
                .SelectMany(s => Quoted(Text.Say($"tension.said.{s.What}", ("who", Who(tension, s.By))), s.Words)),
            .. tension.Agreement is { } agreement && view.Sees(Aspect.Agreement) ? Quoted(Text.Say("tension.agreement"), agreement.Words) : [],
        ];
    }

    private static IEnumerable<Element> Drafts(Viewpoint view)
    {
        var tension = view.Tension;
        if (view.Side is { } side)
        {
            foreach (var (joint, key) in new[] { (tension.Released, "release"), (tension.Lesson, "lesson") })
            {
                foreach (var element in joint is null ? [] : Quoted(Text.Say($"tension.{key}.{(joint.Both ? "both" : joint.By == side ? "waits" : "asks")}"), joint.Words))
                {
                    yield return element;
                }
            }
        }

        if (tension.Committee is { } committee && (view.Side is not null || view.Roles.Contains(Viewer.Committee)))
        {
            foreach (var element in CommitteeCards.Of(committee, view.Side is null ? tension.Released : null))
            {
                yield return element;
            }
        }
    }

    private static IEnumerable<Element> History(Viewpoint view)
    {
        var tension = view.Tension;
        var all = tension.Course!.Events.Concat(tension.More).OrderBy(e => e.At).ToArray();
        var looks = (view.Sees(Aspect.Looks) ? tension.Looks : []).TakeLast(Shown).ToArray();
        yield return new Element.Divider();
        yield return Lines(all.TakeLast(Shown).Select(e => (e.At, Happened(tension, e))));
        if (looks.Length > 0)
        {
            yield return new Element.Paragraph(Text.Say("tension.looks")) { Quiet = true };
            yield return Lines(looks.Select(l => (l.At, Text.Say($"tension.look.{TensionFacts.Wire(l.As)}", ("name", l.Person.Name)))));
        }
    }

    /// <summary>A line for each: a moment is too long for the label of a fact, which may be kept narrow.</summary>
    private static Element.Paragraph Lines(IEnumerable<(Instant At, Text What)> all) =>
        new(new Text.Joined([.. all.SelectMany((l, i) => new Text[] { i == 0 ? "" : "\n", l.At, " · ", l.What })])) { Quiet = true };

    private static IEnumerable<Element> Buttons(string partnership, Viewpoint view)
    {
        Button[] buttons = view switch
        {
            { Side: { } side } => [.. TensionButtons.Of(partnership, view.Tension, side)],
            { As: Viewer.Handler } => [.. GuideTension.Buttons(partnership, view.Tension)],
            { As: Viewer.Committee } => [.. CommitteeCards.Buttons(partnership, view.Tension)],
            _ => [ReadTension.Button(partnership, view.Tension)],
        };
        return buttons.Length > 0 ? [new Element.Buttons(buttons)] : [];
    }
}
