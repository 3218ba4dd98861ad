using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>What follows from a change of a tension: everybody's card, what they are told, and when to look again. Pure.</summary>
public static class Telling
{
    /// <summary>People leave, and others come in their place, without a tension being told.</summary>
    public static readonly Duration LookAgain = Duration.FromHours(6);

    private static readonly Viewer[] Told = [Viewer.Raiser, Viewer.Other, Viewer.RaisersFocalPoint, Viewer.OthersFocalPoint, Viewer.Handler];

    /// <summary>The document with the changed tension and all that it owes.</summary>
    /// <param name="current">As it was.</param>
    /// <param name="changed">The tension as it is to be.</param>
    /// <param name="people">Who is who now.</param>
    /// <param name="now">The moment.</param>
    /// <param name="by">Who did it, by who they are; null for the clock. They know of it.</param>
    public static Document<Tension> Into(Document<Tension> current, Tension changed, People people, Instant now, string? by)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(people);
        var before = current.State;
        var entered = Entering.Into(Entering.Decide(changed, now), people, now);
        var tension = entered with { Revision = before.Revision + 1, Holders = [.. Viewpoint.Holders(entered, people).Where(h => Comes(current, entered, h))] };
        var next = Kept(current, tension) with { State = tension, Wake = Wake(tension, now), Expires = null };
        foreach (var holders in tension.Holders.GroupBy(Slot))
        {
            next = next.Owing(Card(holders.Key, [.. holders], tension, people, before, now, by is not null));
        }

        if (tension.Lesson is { Both: true } lesson && before.Lesson?.Both != true)
        {
            next = next.Owing(new("lesson", 1, Lesson(lesson), people.Partnership.Addressees) { Once = true });
        }

        foreach (var gone in before.Holders.Where(r => r.Person.Platform != Person.Gone).GroupBy(Slot).Where(g => tension.Holders.All(r => Slot(r) != g.Key)))
        {
            next = next.Owing(new(gone.Key, tension.Revision, TensionCards.Past(people.Partnership.Name), [.. gone.Select(r => To(r.Person, people))]) { EditOnly = true });
        }

        foreach (var holder in tension.Holders.Where(r => r.As != Viewer.Committee && people.IdOf(r.Person) != by))
        {
            var at = To(holder.Person, people, by is null ? At(tension, holder.Person, people, now) : null);
            foreach (var (card, i) in Notes(current, tension, people, holder).Select((c, i) => (c, i)))
            {
                next = next.Owing(new($"note:{tension.Revision}.{i}:{Slot(holder)}", 1, card, [at]) { Under = Slot(holder), Once = true });
            }
        }

        return next;
    }

    /// <summary>What somebody is told besides their card. Whose part is new and whose card stands already would not notice that it changed.</summary>
    private static IEnumerable<Card> Notes(Document<Tension> current, Tension tension, People people, Holder holder)
    {
        var view = new Viewpoint(tension, [holder.As]);
        return current.State.Holders.Any(b => b.Person.Key == holder.Person.Key && b.As == holder.As)
            ? Told.Contains(holder.As) ? New(current.State, tension).Select(n => TensionCards.Note(people.Partnership.Name, view, n)) : []
            : current.Delivered.ContainsKey(Delivery.Key(Slot(holder), holder.Person.Direct)) ? [TensionCards.Asked(people.Partnership.Name, view)] : [];
    }

    /// <summary>What was taken back before somebody had it never comes to them.</summary>
    private static bool Comes(Document<Tension> current, Tension tension, Holder holder) =>
        tension.Course!.Ended != Ending.Withdrawn || holder.As == Viewer.Raiser || current.Delivered.ContainsKey(Delivery.Key(Slot(holder), holder.Person.Direct));

    /// <summary>Without what is still unsent to people who have nothing to do with it any more.</summary>
    private static Document<Tension> Kept(Document<Tension> current, Tension tension)
    {
        var places = tension.Holders.Select(h => h.Person.Direct.Key).ToHashSet();
        return current with { Owes = [.. current.Owes.Select(o => o.Slot == "lesson" ? o : o with { To = [.. o.To.Where(t => places.Contains(t.Place.Key))] }).Where(o => o.To.Count > 0)] };
    }

    /// <summary>The document with nothing left in it that was written, and nobody: only what the statistics need.</summary>
    public static Document<Tension> Erased(Document<Tension> current, People people, Instant now)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(people);
        var (tension, course) = (current.State, current.State.Course!);
        var ended = course.EndedAt!.Value;
        var trace = new Trace(ended.InUtc().Year, course.Ended!.Value, course.Stage, (int)(ended - course.Events[0].At).TotalDays);
        var next = current with
        {
            State = new(tension.Code, new("-", "-"), new("-", "-"), Agreed.Default) { Trace = trace, Revision = tension.Revision + 1 },
            Owes = [],
            Seen = [],
            Wake = now + Duration.FromDays(7),
        };
        foreach (var holders in tension.Holders.Where(r => r.Person.Platform != Person.Gone).GroupBy(Slot))
        {
            next = next.Owing(new(holders.Key, tension.Revision + 1, TensionCards.Past(people.Partnership.Name, erased: true), [.. holders.Select(r => To(r.Person, people))]) { EditOnly = true });
        }

        return next;
    }

    /// <summary>What both sides let everybody learn: without names, and without saying what it was about.</summary>
    public static Card Lesson(Joint lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        return new(
            Text.Say("tension.lesson.title"),
            Text.Say("tension.lesson.summary"),
            [new Element.Paragraph(Text.Say("tension.lesson.posted")), new Element.Quote(lesson.Words)]);
    }

    /// <summary>The slot of somebody's card: their own, whatever they are; those who decide have one for all.</summary>
    public static string Slot(Holder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return holder.As == Viewer.Committee ? "committee" : $"card:{Key.Hash(holder.Person.Key)[..10]}";
    }

    /// <summary>When the clock looks at it next: when something is due, and now and then at who is who.</summary>
    public static Instant? Wake(Tension tension, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tension);
        if (tension.Course is not { } course)
        {
            return null;
        }

        if (course.Ended is null)
        {
            return course.Due is { } due && due < now + LookAgain ? due : now + LookAgain;
        }

        var erased = course.EndedAt!.Value + Duration.FromDays(tension.Agreed.KeepDays);
        var over = course.EndedAt!.Value + Protocol.ReopenWithin;
        return Moves.ReopeningIsOver(tension) ? erased : Instant.Min(over, erased);
    }

    private static Post Card(string slot, IReadOnlyList<Holder> holders, Tension tension, People people, Tension before, Instant now, bool byPerson)
    {
        var card = TensionCards.Of(people.Id, people.Partnership.Name, new Viewpoint(tension, [holders[0].As]));
        return new(slot, tension.Revision, card, [.. holders.Select(r => To(
            r.Person,
            people,
            before.Holders.Any(b => b.Person.Key == r.Person.Key && Slot(b) == slot) || (byPerson && r.As == Viewer.Raiser) || (byPerson && r.As == Viewer.Other && tension.Matter?.Urgency == Urgency.Now) ? null : At(tension, r.Person, people, now)))]);
    }

    private static Addressee To(Person person, People people, Instant? notBefore = null) => Addressee.Directly(person, people.Partnership.TimeZone) with { NotBefore = notBefore };

    /// <summary>When somebody works next.</summary>
    private static Instant? At(Tension tension, Person person, People people, Instant now) =>
        tension.Agreed.Time.After(now, 0, people.Zone(person)) is var at && at > now ? at : null;

    /// <summary>What happened since.</summary>
    private static Event[] New(Tension before, Tension after) =>
        [.. after.Course!.Events.Skip(before.Course?.Events.Count ?? after.Course.Events.Count), .. after.More.Skip(before.More.Count).Where(e => e.What != Happenings.ReopeningOver)];
}
