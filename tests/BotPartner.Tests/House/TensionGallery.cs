using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;
using Choice = BotPartner.Core.Decisions.Choice;

namespace BotPartner.Tests.House;

/// <summary>Tensions in every state, as each of their readers sees them.</summary>
internal static class TensionGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    public static IEnumerable<(string, Card)> Cards(string name, Person person, string text)
    {
        // What is the same however much was written is shown once.
        var nasty = text.Length > 1000;
        foreach (var (state, tension) in States(name, person, text).Where(s => nasty || !s.State.EndsWith("-asked", StringComparison.Ordinal)))
        {
            foreach (var viewer in Enum.GetValues<Viewer>().Where(v => v is not (Viewer.Anybody or Viewer.Mediator) && (v <= Viewer.Other || Told(v, state, tension))))
            {
                yield return ($"tension-{state}-{TensionFacts.Wire(viewer)}", TensionCards.Of("p", name, new(tension, [viewer])));
                if (viewer > Viewer.Other)
                {
                    yield return ($"tension-{state}-{TensionFacts.Wire(viewer)}-read", TensionCards.Read("p", name, new(tension, [viewer])));
                }
            }

            foreach (var side in Enum.GetValues<Side>())
            {
                foreach (var move in new[] { Moves.Escalate, Moves.Back, Moves.Confirm, Moves.Withdraw, Moves.Reopen, Moves.ShowName, Moves.AgreeRelease, Moves.AgreeLesson }.Where(_ => state is "offers" && nasty))
                {
                    yield return ($"tension-{state}-sure-{move}-{side}", MoveTension.Sure("p", name, tension, side, TensionButtons.Button(TensionButtons.Sure, move, "p", tension, side, label: "show").Args)!);
                }
            }
        }

        var draft = Tension(name, person, text) with { Quoted = true };
        var crowd = Enumerable.Range(0, 10).Select(i => new Member(person with { User = $"u{i}" }, "b", name, Standing.Admitted, Now)).ToArray();
        var people = new People("p", new Partnership(name, "Africa/Dakar", [person], [], Now), crowd, Agreed.Default);
        yield return ("tension-preview", RaiseTension.Preview(people, draft with { Other = new("b", Cut(name, 80)) }));
        yield return ("tension-preview-short", RaiseTension.Preview(people, draft with { Other = new("b", Cut(name, 80)) { Person = crowd[0].Person }, Matter = new("x", "y"), NameHidden = true, OnlyWithConsent = true }));
        yield return ("tension-past", TensionCards.Past(name));
        yield return ("tension-erased", TensionCards.Past(name, erased: true));
        yield return ("tension-lesson", Telling.Lesson(new(Cut(text, Joint.MaxWords), Side.Raiser, 10) { Both = true }));
        var all = States(name, person, text).ToArray();
        yield return ("tensions-none", ListTensions.Card("p", name, [], new(0, 0, 0)));
        yield return ("tensions", ListTensions.Card("p", name, [.. all.Take(25).Select(s => new Viewpoint(s.Tension, [Viewer.Raiser]))], new(100, 40, 70)));
        foreach (var (i, happened) in Notes().Where(_ => !nasty).Index())
        {
            yield return ($"tension-note-{i}", TensionCards.Note(name, new(Tension(name, person, text) with { Course = Course(Stage.Talk) }, [Viewer.Other]), happened));
        }
    }

    public static IEnumerable<(string, Form)> Forms(Person person, string nasty)
    {
        var text = string.Concat(Enumerable.Repeat(nasty, 40));
        var tension = States(nasty, person, Cut(text, 3000)).Single(s => s.State == "offers").Tension;
        foreach (var move in new[] { Moves.Hear, Moves.Propose, Moves.Decline, Moves.Release, Moves.Lesson })
        {
            foreach (var typed in new[] { null, text })
            {
                yield return ($"tension-{move}{(typed is null ? "" : "-typed")}", WritingForm.Of("p", tension, Side.Raiser, TensionButtons.Button(TensionButtons.Write, move, "p", tension, Side.Raiser).Args, typed)!);
            }
        }

        yield return ("tension-vote", CommitteeCards.FormOf("p", tension, null, null));
        yield return ("tension-vote-typed", CommitteeCards.FormOf("p", tension, Choice.Against, Cut(text, CommitteeBallot.MaxReason)));
        foreach (var size in new[] { 1, 100, 101, 400 })
        {
            var members = Enumerable.Range(0, size).Select(i => new Member(person with { User = $"u{i}" }, $"b{i}", Cut(nasty, 80), Standing.Admitted, Now)).ToArray();
            var people = new People("p", new Partnership(nasty, "Africa/Dakar", [person], [], Now), members, Agreed.Default);
            (string, string)[] partners = [.. Enumerable.Range(0, size).Select(i => ($"b{i}", Cut(nasty, 80)))];
            yield return ($"tension-raise-{size}", RaiseForm.Of(people, partners, "nobody", _ => null, null));
            yield return ($"tension-raise-{size}-typed", RaiseForm.Of(people, partners, "nobody", f => f is "what" or "need" or "principle" or "with" ? text : "no such thing", null));
            var draft = Tension(nasty, person, Cut(text, 3000)) with { Other = new($"b{size - 1}", Cut(nasty, 80)) { Person = members[^1].Person } };
            yield return ($"tension-raise-{size}-draft", RaiseForm.Of(people, partners, "nobody", f => RaiseForm.Value(draft, people, f), draft, Text.Say("tension.raise.intro.quote", ("quote", Cut(text, 300)))));
        }
    }

    private static IEnumerable<(string State, Tension Tension)> States(string name, Person person, string text)
    {
        var raised = Tension(name, person, text);
        foreach (var stage in Stages.All)
        {
            yield return ($"{stage.Id()}", raised with { Course = Course(stage) });
            yield return ($"{stage.Id()}-asked", raised with { Course = Course(stage) with { Question = new(60, Now, 1) { Raiser = Wish.MoreTime }, Offers = stage < Stage.Committee ? [] : [new(Side.Raiser, 20), new(Side.Other, 19)] } });
        }

        Saying Said(Side by, string what, int? offer = null) => new(Now, by, what, Cut(text, Saying.MaxWords)) { Offer = offer };
        Joint joint = new(Cut(text, Joint.MaxWords), Side.Raiser, 10);
        var full = raised with
        {
            NameHidden = true,
            Course = Course(Stage.Facilitated) with { Offers = [new(Side.Raiser, 20), new(Side.Other, 19)], WouldStepBack = Side.Raiser, Events = [.. Enumerable.Repeat(new Event(Now, Events.Proposed, Stage.Talk, Side.Raiser), 60)] },
            Sayings = [.. Enumerable.Repeat(Said(Side.Raiser, Events.Declined), 10), Said(Side.Other, Events.Acknowledged), Said(Side.Other, Events.Proposed, 19), Said(Side.Raiser, Events.Proposed, 20)],
            Released = joint,
            Looks = [.. Enum.GetValues<Viewer>().Where(v => v is > Viewer.Other and < Viewer.Mediator).SelectMany(v => Enumerable.Repeat(new Look(person, v, Now), 33))],
            Panel = new(Handlers.Facilitator, [person], [.. new[] { PassedOver.OfASide, PassedOver.Themself, Skipped.Left }.SelectMany(w => Enumerable.Repeat(new Skipped(person, w), 4))]),
        };
        yield return ("offers", full);
        yield return ("guided", full with { Panel = full.Panel! with { Taken = person }, Agreed = full.Agreed with { Ladder = full.Agreed.Ladder with { Mediator = Cut(text, Agreed.MaxMediator) } } });
        yield return ("no-guide", full with { Panel = full.Panel! with { As = Handlers.Mediator, Asked = [] }, Agreed = full.Agreed with { Ladder = full.Agreed.Ladder with { Mediator = Cut(text, Agreed.MaxMediator) } } });
        Seatholder[] seats = [.. Enumerable.Range(0, 100).Select(i => new Seatholder($"v{i}", Cut(name, 80)))];
        var reason = new CommitteeBallot(Choice.Against, Now) { Reason = Cut(text, CommitteeBallot.MaxReason) };
        var ballots = Enumerable.Range(0, 60).ToDictionary(i => $"v{i}", i => i % 2 == 0 ? reason : new(Choice.For, Now));
        var deciding = full with { Course = full.Course with { Stage = Stage.Committee }, Released = joint with { Both = true }, Committee = new(seats) };
        yield return ("deciding", deciding);
        yield return ("deciding-voted", deciding with { Committee = deciding.Committee with { Ballots = ballots } });
        var decided = deciding with { Committee = deciding.Committee with { Ballots = ballots, Outcome = CommitteeCards.Count(deciding.Committee with { Ballots = ballots }) } };
        yield return ("decided", decided);
        yield return ("undecided", deciding with { Committee = deciding.Committee with { Outcome = CommitteeCards.Count(deciding.Committee) } });
        foreach (var ending in Enum.GetValues<Ending>())
        {
            yield return ($"ended-{TensionFacts.Wire(ending)}", decided with { Course = Course(Stage.Mediation) with { Ended = ending, EndedAt = Now, Confirmed = ending == Ending.Resolved ? 20 : null } });
        }

        var over = decided with { Course = Course(Stage.Talk) with { Ended = Ending.Resolved, EndedAt = Now, Confirmed = 20 }, Lesson = joint };
        yield return ("lesson-asks", over);
        yield return ("lesson-shared", over with { Lesson = joint with { Both = true } });
        yield return ("within", raised with { Other = raised.Raiser with { Person = null }, Course = Course(Stage.FocalPoints) });
        yield return ("nobody-named", raised with { Other = raised.Other with { Person = null }, Course = Course(Stage.Acknowledge), Matter = null });
    }

    private static Tension Tension(string name, Person person, string text) => new(
        "ABC234",
        new("a", Cut(name, 80)) { Person = person },
        new("b", Cut(name, 80)) { Person = person },
        Agreed.Default)
    {
        Matter = new(Cut(text, Matter.MaxWhat), Cut(text, Matter.MaxNeed)) { Principle = Cut(text, Matter.MaxPrinciple), Quote = Cut(text, 1500) },
    };

    private static Course Course(Stage stage) => new(stage, Now, null) { Entry = 9, Events = [new(Now, Events.Raised, Stage.Acknowledge, Side.Raiser)] };

    private static IEnumerable<Event> Notes() =>
        from what in new[]
        {
            Events.Raised, Events.Acknowledged, Events.Nudged, Events.Asked, Events.Escalated, Events.Extended, Events.SteppedBack, Events.Proposed, Events.Declined, Events.Ended, Events.Reopened,
            Happenings.NameShown, Happenings.GuideFound, Happenings.GuideLeft, Happenings.NoGuide, Happenings.ReleaseDrafted, Happenings.Released, Happenings.CommitteeAsked, Happenings.CommitteeDecided,
            Happenings.LessonDrafted, Happenings.LessonShared, Happenings.ReopeningOver,
        }
        from who in new Side?[] { null, Side.Raiser }
        select new Event(Now, what, Stage.FocalPoints, who);

    /// <summary>Others than the two sides, in the states in which their card is another one.</summary>
    private static bool Told(Viewer viewer, string state, Tension tension) => viewer switch
    {
        Viewer.Committee => tension.Committee is not null,
        Viewer.Handler => state is "facilitated" or "offers" or "guided" or "ended-resolved",
        _ => state is "talk" or "offers" or "focal-points-asked" or "within" or "lesson-shared",
    };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
