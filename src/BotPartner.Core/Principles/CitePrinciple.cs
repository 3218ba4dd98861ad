using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>A principle is looked up from anywhere, and posted where the partnership meets.</summary>
public sealed class CitePrinciple(Reach reach, PrincipleShelf shelf, PrincipleWords words) : IFeature
{
    /// <summary>Wire name of the form, of the button that opens it, and of the shortcut.</summary>
    public const string Id = "principle.cite";

    private const string Post = "principle.post";
    private const int MaxOptions = 100;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(Id, Ask) { Shortcut = Shortcut.Global | Shortcut.Message },
        new Route.Submit(Id, Chosen),
        new Route.Press(Post, Posted) { ForPlace = true },
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Opener(string partnership) => new(Text.Say("principle.cite.open.button"), Id, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>The button that posts one where it is pressed.</summary>
    public static Button Button(string partnership, int number) => new(Text.Say("principle.cite.button"), Post, PrincipleCards.Args(partnership, number));

    /// <summary>The form: a list, or where there are more than a list takes, words to look for.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="adopted">Those that hold.</param>
    /// <param name="typed">What stands in it.</param>
    public static Form Form(string partnership, IReadOnlyList<Principle> adopted, string? typed)
    {
        ArgumentNullException.ThrowIfNull(adopted);
        return new(
            Id,
            Text.Say("principle.cite.title"),
            Text.Say("principle.cite.submit"),
            [
                adopted.Count <= MaxOptions
                    ? new Field.Choice("which", Text.Say("principle.cite.which"), [.. adopted.Select(p => new Option(p.Number.ToString(), PrincipleCards.Title(p)))]) { Required = true, Value = adopted.Any(p => p.Number.ToString() == typed) ? typed : null }
                    : new Field.Words("which", Text.Say("principle.cite.words")) { Required = true, MaxLength = PrincipleLists.MaxSought, Value = typed },
            ])
        {
            Args = Opener(partnership).Args,
            Opener = Opener(partnership),
        };
    }

    private async Task<Reply> Ask(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(pressed, Opener, cancellation);
        if (seat is null)
        {
            return instead!;
        }

        var adopted = await shelf.Adopted(seat.Id, cancellation);
        return Reach.Answer(seat, pressed, adopted.Count == 0 ? new Reply.Show(PrincipleLists.None(seat)) : new Reply.Open(Form(seat.Id, adopted, null)));
    }

    private async Task<Reply> Chosen(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(form, Opener, cancellation);
        if (seat is null)
        {
            return instead!;
        }

        var typed = form.Values.GetValueOrDefault("which", "");
        var adopted = await shelf.Adopted(seat.Id, cancellation);
        var found = words.Among(adopted, typed) ?? (typed.Length == 0 ? null : words.About(adopted, typed, form.Person.Language, PrincipleWords.Of) is [var only] ? only : null);
        if (found is null)
        {
            return Reach.Answer(seat, form, new Reply.Correct(Form(seat.Id, adopted, typed), new Dictionary<string, Text> { ["which"] = Text.Say("principle.cite.unknown") }));
        }

        var card = PrincipleCards.Cited(found, seat.Partnership.Name);
        var here = Here(seat, form.Place);
        return Reach.Answer(seat, form, new Reply.Show(card with
        {
            Elements =
            [
                .. card.Elements,
                new Element.Paragraph(Text.Say(here is null ? "principle.cite.elsewhere" : "principle.cite.here")) { Quiet = true },
                new Element.Buttons([.. here is null ? [] : new[] { Button(seat.Id, found.Number) }, PrincipleCards.Show(seat.Id, found.Number)]),
            ],
        })) with
        { Confidential = true };
    }

    /// <summary>Posts it once for each press, as a message that its document owes.</summary>
    private async Task<Reply> Posted(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(pressed, Opener, cancellation);
        if (seat is null)
        {
            return instead!;
        }

        var number = BallotForm.NumberIn(pressed.Args);
        if (!seat.Belongs)
        {
            return Reach.Answer(seat, pressed, Refusal.Of("refusal.stranger").ToReply());
        }

        if (Here(seat, pressed.Place) is not { } here)
        {
            return Reach.Answer(seat, pressed, Reply.Say(Text.Say("principle.cite.elsewhere"), PrincipleCards.Show(seat.Id, number)));
        }

        var by = seat.Member is { Standing: Standing.Admitted } member ? Text.Say("principle.cited.by.partner", ("person", pressed.Person.Name), ("partner", member.PartnerName)) : Text.Say("principle.cited.by", ("person", pressed.Person.Name));
        var posted = await shelf.Run(
            PrincipleKinds.Key(seat.Id, number),
            pressed,
            current => current is null ? new Verdict<Principle>.Leave()
                : current.State.RetiredAt is not null ? Refusal.Of("refusal.principle.retired", ("n", number))
                : current.Owing(new($"cited:{Change.Mark(pressed)}", 1, Told(current, seat, by), [here]) { Once = true }),
            cancellation);
        return Reach.Answer(seat, pressed, posted.Refusal?.ToReply() ?? (posted.Document is null ? ShowPrinciples.Unknown(seat.Id, number) : Reply.Say(Text.Say("principle.cite.done", ("n", number)))));
    }

    /// <summary>Whether one can be posted there.</summary>
    internal static bool CanPost(Seat seat, Place place) => Here(seat, place) is not null;

    private static Card Told(Document<Principle> current, Seat seat, Text by)
    {
        var card = PrincipleCards.Cited(current.State, seat.Partnership.Name);
        return card with { Elements = [new Element.Paragraph(by), .. card.Elements, new Element.Buttons([PrincipleCards.Show(seat.Id, current.State.Number)])] };
    }

    /// <summary>The place as it is written to; null where the bot cannot post for this partnership.</summary>
    private static Addressee? Here(Seat seat, Place place) => seat.Partnership.Addressees.FirstOrDefault(a => a.Place.Key == place.Key);
}
