using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>What the two sides do with a tension, from their cards. What cannot be taken back is asked once more.</summary>
public sealed class MoveTension(FindTension find, Change change, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(TensionButtons.Do, (pressed, ct) => OnSide(pressed, pressed.Args, (found, side) => Act(pressed, found, side, pressed.Args, "", ct), ct)),
        new Route.Press(TensionButtons.Sure, (pressed, ct) => OnSide(pressed, pressed.Args, (found, side) => Task.FromResult(found.Answer(
            Sure(found.Seat.Id, found.Seat.Partnership.Name, found.Tension, side, pressed.Args) is { } card ? new Reply.Show(card) : Outdated())), ct)),
        new Route.Press(TensionButtons.More, (pressed, ct) => OnSide(pressed, pressed.Args, (found, side) => Task.FromResult(Rest(found, side)), ct)),
        new Route.Press(TensionButtons.Write, (pressed, ct) => OnSide(pressed, pressed.Args, (found, side) => Task.FromResult(found.Answer(
            WritingForm.Of(found.Seat.Id, found.Tension, side, pressed.Args, null) is { } form ? new Reply.Open(form) : Outdated())), ct)),
        new Route.Submit(TensionButtons.Write, (form, ct) => OnSide(form, form.Args, (found, side) => Written(form, found, side, ct), ct)),
    ];

    /// <summary>Why it was not done; what was written with it is not lost.</summary>
    internal static Reply Unsaid(Refusal refusal, string? words, params Button[] buttons) => new Reply.Show(Card.Of(
        refusal.Text,
        [
            .. words is { Length: > 0 } ? [new Element.Quote(words) { By = Text.Say("tension.unsaid") }] : Array.Empty<Element>(),
            .. buttons.Length > 0 ? [new Element.Buttons(buttons)] : Array.Empty<Element>(),
        ]));

    private static Reply Outdated() => Refusal.Of("refusal.outdated").ToReply();

    private async Task<Reply> OnSide(Request request, IReadOnlyDictionary<string, string> args, Func<Found, Side, Task<Reply>> act, CancellationToken cancellation)
    {
        var (found, refused) = await find.Of(request, args, cancellation);
        return found is null ? refused!
            : found.View.Side is { } side ? await act(found, side)
            : found.Answer(Refusal.Of("refusal.tension.sides-only").ToReply());
    }

    private static Reply Rest(Found found, Side side)
    {
        Button[] buttons = [.. TensionButtons.Rest(found.Seat.Id, found.Tension, side).Take(6)];
        return found.Answer(found.Tension.Course!.Ended is not null || buttons.Length == 0
            ? Reply.Say(Text.Say("tension.more.none"), TensionButtons.Open(found.Seat.Id, found.Tension.Code))
            : Reply.Say(Text.Say("tension.more"), buttons));
    }

    /// <summary>What it means, with the words that it is about, and the button that does it; null for what needs no asking.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="tension">Which tension.</param>
    /// <param name="side">Who would do it.</param>
    /// <param name="args">What the button carried.</param>
    public static Card? Sure(string partnership, string name, Tension tension, Side side, IReadOnlyDictionary<string, string> args)
    {
        ArgumentNullException.ThrowIfNull(tension);
        ArgumentNullException.ThrowIfNull(args);
        var move = args.GetValueOrDefault("m", "");
        if (move is not (Moves.Escalate or Moves.Back or Moves.Confirm or Moves.Withdraw or Moves.Reopen or Moves.ShowName or Moves.AgreeRelease or Moves.AgreeLesson))
        {
            return null;
        }

        var words = Words(tension, side, move);
        var what = Text.Say($"tension.sure.{move}", ("other", TensionCards.Who(tension, side == Side.Raiser ? Side.Other : Side.Raiser)), ("partnership", name));
        return new(
            Text.Say($"tension.button.{move}"),
            Text.Say("tension.summary", ("partnership", name)),
            [
                new Element.Paragraph(what),
                .. words is null ? Array.Empty<Element>() : [new Element.Quote(words)],
                new Element.Buttons(
                [
                    new(Text.Say($"tension.yes.{move}"), TensionButtons.Do, args) { Tone = move == Moves.Withdraw ? ButtonTone.Danger : ButtonTone.Primary },
                    TensionButtons.Open(partnership, tension.Code),
                ]),
            ]);
    }

    private static string? Words(Tension tension, Side side, string move) => move switch
    {
        Moves.Confirm => tension.Sayings.FirstOrDefault(s => s.Offer == Moves.Seen(tension, move, side))?.Words,
        Moves.AgreeRelease => tension.Released?.Words,
        Moves.AgreeLesson => tension.Lesson?.Words,
        _ => null,
    };

    private async Task<Reply> Written(Request.Submitted form, Found found, Side side, CancellationToken cancellation)
    {
        var words = form.Values.GetValueOrDefault(WritingForm.Words, "").Trim();
        return WritingForm.Of(found.Seat.Id, found.Tension, side, form.Args, words) is not { } again ? found.Answer(Outdated())
            : WritingForm.Problem(form.Args.GetValueOrDefault("m", ""), words) is { } problem ? found.Answer(new Reply.Correct(again, new Dictionary<string, Text> { [WritingForm.Words] = problem }))
            : await Act(form, found, side, form.Args, words, cancellation);
    }

    private async Task<Reply> Act(Request request, Found found, Side side, IReadOnlyDictionary<string, string> args, string words, CancellationToken cancellation)
    {
        if (!args.TryGetValue("m", out var move) || WritingForm.Problem(move, words) is not null)
        {
            return found.Answer(Outdated());
        }

        var now = time.Now();
        var changed = await change.Run(
            TensionKinds.Tension,
            found.Document.Key,
            request,
            current => current is not { State: { Course: not null } tension } ? Refusal.Of("refusal.tension.unknown")
                : Deeds.Do(tension, found.Protocol, side, args, words, now) is { Tension: { } next } ? Telling.Into(current, next, found.People, now, found.Id)
                : Refusal.Of($"refusal.tension.{Deeds.Do(tension, found.Protocol, side, args, words, now).Refusal}"),
            cancellation);

        return found.Answer(changed.Refusal is not { } refusal
            ? Reply.Say(Text.Say($"tension.done.{args["m"]}"), TensionButtons.Open(found.Seat.Id, found.Tension.Code))
            : Unsaid(refusal, words, TensionButtons.Open(found.Seat.Id, found.Tension.Code)));
    }
}
