using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>settings</c>: how this partnership votes. <c>settings delegates must agree</c>, <c>settings cap 30%</c>, or the form.</summary>
public sealed class ChangeVoting(Change change, Roster roster, Texts texts) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "settings";

    private const int MaxCap = 4;
    private static readonly string[] Rules = [Delegates.LastSpeaks, Delegates.MustAgree];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("settings", Typed) { Order = 145 },
        new Route.Press(FormId, async (pressed, ct) => await roster.StewardOf(pressed, ct) is ({ } seat, _)
            ? seat.Answer(new Reply.Open(Form(seat.Id, seat.Partnership.Delegates, seat.Partnership.WeightCap?.ToString())))
            : Refusal.Of("refusal.stewards-only").ToReply()),
        new Route.Submit(FormId, Filled),
    ];

    /// <summary>How the partnership votes now.</summary>
    public static Card Card(Seat seat) => new(
        Text.Say("settings.card.title", ("partnership", seat.Partnership.Name)),
        Text.Say("settings.summary", ("partnership", seat.Partnership.Name)),
        [
            new Element.Facts(
            [
                new(Text.Say("settings.delegates"), Text.Say($"settings.delegates.{Rule(seat.Partnership.Delegates)}")),
                new(Text.Say("settings.cap"), seat.Partnership.WeightCap is { } cap ? Text.Say("settings.cap.value", ("percent", cap)) : Text.Say("settings.cap.none")),
            ]),
            new Element.Paragraph(Text.Say("settings.frozen")) { Quiet = true },
            .. seat.Steward ? [new Element.Buttons([Opener(seat.Id)])] : Array.Empty<Element>(),
        ]);

    /// <summary>The form.</summary>
    public static Form Form(string partnership, string? delegates, string? cap) => new(
        FormId,
        Text.Say("settings.title"),
        Text.Say("settings.submit"),
        [
            new Field.Choice("delegates", Text.Say("settings.delegates"), [.. Rules.Select(r => new Option(r, Text.Say($"settings.delegates.{r}")))]) { Required = true, Value = Rule(delegates) },
            new Field.Words("cap", Text.Say("settings.cap")) { MaxLength = MaxCap, Value = cap?.Length > MaxCap ? null : cap, Hint = Text.Say("settings.cap.hint") },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Opener(partnership),
        Intro = Text.Say("settings.frozen"),
    };

    private static Button Opener(string partnership) =>
        new(Text.Say("settings.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    private static string Rule(string? delegates) => delegates == Delegates.MustAgree ? Delegates.MustAgree : Delegates.LastSpeaks;

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = rest.Length == 0 ? await roster.SeatOf(said, cancellation) : await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (rest.Length == 0)
        {
            return seat.Answer(seat.Belongs ? new Reply.Show(Card(seat)) : Refusal.Of("refusal.stranger").ToReply());
        }

        if (After(rest, "settings.words.delegates") is { } rule && (Is(rule, "settings.words.must-agree") || Is(rule, "settings.words.last-speaks")))
        {
            return await Save(said, seat, p => p with { Delegates = Is(rule, "settings.words.must-agree") ? Delegates.MustAgree : null }, cancellation);
        }

        if (After(rest, "settings.words.cap") is { Length: > 0 } cap && (Is(cap, "settings.words.none") || Percent(cap) is not null))
        {
            return await Save(said, seat, p => p with { WeightCap = Percent(cap) }, cancellation);
        }

        return seat.Answer(new Reply.Open(Form(seat.Id, seat.Partnership.Delegates, seat.Partnership.WeightCap?.ToString()) with { Intro = Text.Say("settings.unclear", ("typed", rest)) }));
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(form, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var rule = Rule(form.Values.GetValueOrDefault("delegates"));
        var cap = form.Values.GetValueOrDefault("cap", "").Trim();
        return cap.Length > 0 && Percent(cap) is null
            ? seat.Answer(new Reply.Correct(Form(seat.Id, rule, cap), new Dictionary<string, Text> { ["cap"] = Text.Say("terms.percent") }))
            : await Save(form, seat, p => p with { Delegates = rule == Delegates.MustAgree ? rule : null, WeightCap = Percent(cap) }, cancellation);
    }

    private async Task<Reply> Save(Request request, Seat seat, Func<Partnership, Partnership> set, CancellationToken cancellation)
    {
        var saved = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            request,
            current => current is null ? new Verdict<Partnership>.Leave() : current with { State = set(current.State) },
            cancellation);
        roster.Forget(seat.Id);
        return seat.Answer(saved.Refusal?.ToReply() ?? new Reply.Show(Card(seat with { Partnership = saved.Document?.State ?? seat.Partnership })));
    }

    private static int? Percent(string typed) => int.TryParse(typed.TrimEnd('%', ' '), out var percent) && percent is >= 1 and <= 100 ? percent : null;

    /// <summary>What follows one of the catalogue's words, or null.</summary>
    private string? After(string typed, string key)
    {
        var folded = $"{Words.Fold(typed)} ";
        return Spellings(key).OrderByDescending(w => w.Length).FirstOrDefault(w => folded.StartsWith($"{w} ", StringComparison.Ordinal)) is { } word ? folded[word.Length..].Trim() : null;
    }

    private bool Is(string typed, string key) => Spellings(key).Contains(Words.Fold(typed).TrimEnd('.', '!'));

    private IEnumerable<string> Spellings(string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Select(Words.Fold);
}
