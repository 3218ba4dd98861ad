using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary><c>conflict-protocol</c>, or the shortcut on a message: asks in private what it is about, shows what will be sent, and sends it
/// once it is said so. What was written is kept as a draft until then, which nobody but its author knows of.</summary>
public sealed class RaiseTension(Drafts drafts, Change change, WhichPartnership which, TimeProvider time) : IFeature
{
    private const string Send = "tension.send";
    private const string Discard = "tension.discard";
    private const int MostShown = 300;
    private const string Unseen = "refusal.tension.moved-on";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("tension.raise", (said, rest, ct) => Ask(said, new Dictionary<string, string>(), rest, ct)) { Order = 90 },
        new Route.Press(RaiseForm.Id, (pressed, ct) => Ask(pressed, pressed.Args, "", ct)) { Shortcut = Shortcut.Message | Shortcut.Global },
        new Route.Submit(RaiseForm.Id, Filled),
        new Route.Press(Send, Sent) { ForPlace = true },
        new Route.Press(Discard, Discarded),
    ];

    /// <summary>What will be sent, to whom, and who else will know; shown to its author before it is.</summary>
    public static Card Preview(People people, Tension draft)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(draft);
        var to = people.Others(draft).Select(m => (Text)m.Person.Name).ToArray();
        var matter = draft.Matter!;
        return new(
            Text.Say("tension.preview.title"),
            Text.Say("tension.preview.summary"),
            [
                new Element.Paragraph(Text.Say("tension.preview", ("names", new Text.Listed(to)), ("partner", new Text.Strong(draft.Other.PartnerName)))),
                .. TensionCards.Matter(matter, draft.Quoted),
                new Element.Facts(
                [
                    .. matter.Principle is { } principle ? [new(Text.Say("tension.principle"), principle)] : Array.Empty<Fact>(),
                    new(Text.Say("tension.urgency"), Text.Say($"tension.urgency.{TensionFacts.Wire(matter.Urgency)}")),
                    new(Text.Say("tension.circle"), Text.Say($"tension.circle.{TensionFacts.Wire(draft.Circle)}")),
                    new(Text.Say("tension.raise.name"), Text.Say(draft.NameHidden ? "tension.raise.name.hidden" : "tension.raise.name.shown")),
                    new(Text.Say("tension.raise.silence"), Text.Say(draft.OnlyWithConsent ? "tension.raise.silence.waits" : "tension.raise.silence.leads")),
                ]),
                new Element.Paragraph(Text.Say("tension.preview.next")) { Quiet = true },
                new Element.Buttons(
                [
                    new(Text.Say("tension.button.send"), Send, new Dictionary<string, string>(TensionButtons.Args(people.Id, draft.Code)) { ["h"] = Seen(people, draft) }) { Tone = ButtonTone.Primary },
                    RaiseForm.Opener(people.Id, draft.Code) with { Label = Text.Say("tension.button.change") },
                    new(Text.Say("tension.button.discard"), Discard, TensionButtons.Args(people.Id, draft.Code)),
                ]),
            ]);
    }

    private async Task<Reply> Ask(Request request, IReadOnlyDictionary<string, string> args, string typed, CancellationToken cancellation)
    {
        var (desk, refused) = await drafts.Of(request, args, cancellation);
        if (desk is null)
        {
            return await which.Ask(request, p => RaiseForm.Opener(p, null), typed, cancellation) ?? refused!;
        }

        var draft = desk.Draft?.State;
        if (request is Request.Pressed { About: { } about } && about.Words.Length > 0)
        {
            draft = await drafts.Quoting(request, desk, about, cancellation);
        }

        var pointed = (request as Request.Pressed)?.About?.By is { } by && desk.People.Member(desk.People.IdOf(by)) is { } author && author.Id != desk.Author.Id ? author : null;
        var form = RaiseForm.Of(
            desk.People,
            desk.Partners,
            desk.Author.Id,
            f => f switch
            {
                "with" when pointed is not null => pointed.PartnerId,
                "person" when pointed is not null => pointed.Id,
                "what" when typed.Length > 0 => typed,
                _ => draft is { Matter.What.Length: > 0 } ? RaiseForm.Value(draft, desk.People, f) : null,
            },
            draft,
            draft is { Matter: { Quote: { } quote, What.Length: 0 } } ? Text.Say("tension.raise.intro.quote", ("quote", quote.Length > MostShown ? WritingForm.Fit(quote, MostShown) + "…" : quote)) : null);
        return desk.Answer(new Reply.Open(Cited.From(form, desk.Principles)));
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (desk, refused) = await drafts.Of(form, form.Args, cancellation);
        if (desk is null)
        {
            return refused!;
        }

        var principle = await drafts.Citing(form, desk, form.Values.GetValueOrDefault(Cited.Field, "").Trim(), cancellation);
        string Value(string field) => field == Cited.Field ? principle : form.Values.GetValueOrDefault(field, "").Trim();
        var code = desk.Draft?.State.Code ?? FindTension.CodeOf(form.Id);
        var blank = desk.Draft?.State ?? new Tension(code, desk.Party(form.Person), desk.Party(form.Person), Agreed.Default);
        var (draft, problems) = RaiseForm.Read(desk.People, desk.Named(Value("with")), desk.Author, blank, Value);
        if (draft is null)
        {
            return desk.Answer(new Reply.Correct(Cited.From(RaiseForm.Of(desk.People, desk.Partners, desk.Author.Id, f => f == Cited.Field ? principle : form.Values.GetValueOrDefault(f), desk.Draft?.State), desk.Principles), problems));
        }

        return desk.Answer(await drafts.Keep(form, desk, draft, cancellation) is not { } refusal ? new Reply.Show(Preview(desk.People, draft))
            : MoveTension.Unsaid(refusal, $"{draft.Matter!.What}\n\n{draft.Matter.Need}"));
    }

    private async Task<Reply> Sent(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (desk, refused) = await drafts.Of(pressed, pressed.Args, cancellation);
        if (desk is null)
        {
            return refused!;
        }

        var now = time.Now();
        if (desk.Draft is { State.Course: null } && await drafts.TooMany(desk, now, cancellation))
        {
            return desk.Answer(Refusal.Of("refusal.tension.many", ("max", Drafts.MostOpen)).ToReply());
        }

        var sent = await change.Run(
            TensionKinds.Tension,
            TensionKinds.Key(desk.Seat.Id, pressed.Args.GetValueOrDefault("t", "-")),
            pressed,
            current => current is not { State.Matter: { What.Length: > 0 } } || !desk.IsAuthor(current.State) ? Refusal.Of("refusal.tension.no-draft")
                : current.State.Course is not null ? new Verdict<Tension>.Leave()
                : current.State.Discarded || Seen(desk.People, Signed(current, desk, pressed).State) != pressed.Args.GetValueOrDefault("h") ? Refusal.Of(Unseen)
                : desk.People.Others(Signed(current, desk, pressed).State).Count == 0 ? Refusal.Of("refusal.tension.nobody", ("partner", current.State.Other.PartnerName))
                : Begun(Signed(current, desk, pressed), desk.People, now, desk.Author.Id),
            cancellation);
        if (sent is { Refusal.Text: Text.Said { Key: Unseen }, Document.State: var other })
        {
            // Something else than what they looked at would go out.
            return desk.Answer(new Reply.Show(Preview(desk.People, other)));
        }

        return desk.Answer(sent.Refusal?.ToReply() ?? Reply.Say(
            Text.Say("tension.sent", ("code", sent.Document!.State.Code)), TensionButtons.Open(desk.Seat.Id, sent.Document.State.Code)));
    }

    private async Task<Reply> Discarded(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (desk, refused) = await drafts.Of(pressed, pressed.Args, cancellation);
        return desk is null ? refused!
            : desk.Draft is not { State: { Course: null } draft } ? desk.Answer(Refusal.Of("refusal.tension.no-draft").ToReply())
            : desk.Answer(await drafts.Discard(pressed, desk, cancellation) ?? Reply.Say(Text.Say("tension.discarded"), RaiseForm.Opener(desk.Seat.Id, draft.Code) with { Label = Text.Say("tension.button.bring-back") }));
    }

    /// <summary>What its author looked at: what is written, to whom it goes, and who else will know.</summary>
    private static string Seen(People people, Tension draft) => Key.Hash(string.Join(
        '\n',
        [draft.Matter!.What, draft.Matter.Need, draft.Matter.Principle, $"{draft.Matter.Urgency} {draft.Quoted} {draft.Circle} {draft.NameHidden} {draft.OnlyWithConsent}", .. people.Others(draft).Select(m => m.Id)]))[..12];

    /// <summary>The draft by who sends it: for the partner that they speak for now, and not for the one that they have left meanwhile.</summary>
    private static Document<Tension> Signed(Document<Tension> draft, Desk desk, Request request) => draft with { State = draft.State with { Raiser = desk.Party(request.Person) } };

    /// <summary>The tension on its way. A stage for which there is nobody is left out; within one organisation its focal point comes first.</summary>
    private static Document<Tension> Begun(Document<Tension> current, People people, Instant now, string author)
    {
        var (draft, agreed) = (current.State, people.Agreed);
        var nobody = new[] { (Stage.Committee, people.Committee(draft).Count), (Stage.FocalPoints, people.FocalPoints(draft, Side.Raiser).Count + people.FocalPoints(draft, Side.Other).Count) }
            .Where(s => s.Item2 == 0).Select(s => s.Item1).ToArray();
        var ladder = agreed.Ladder with { Rungs = [.. agreed.Ladder.Rungs.Where(r => !nobody.Contains(r.Stage))] };
        var tension = draft with
        {
            Agreed = agreed with { Ladder = ladder },
            Matter = draft.Matter! with { Quote = draft.Quoted ? draft.Matter.Quote : null },
            Quoted = false,
        };
        var within = tension.Within && people.FocalPoints(tension, Side.Raiser).Count > 0;
        var course = new Protocol(ladder, agreed.Time, people.Zones(tension), tension.OnlyWithConsent).Begin(now, within);
        return Telling.Into(current, tension with { Course = course }, people, now, author);
    }
}
