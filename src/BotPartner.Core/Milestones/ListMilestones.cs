using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary><c>milestones [late|due|done]</c>: what is late, what is due and what was done, with the picture of it; <c>milestone 3</c>: one.</summary>
public sealed class ListMilestones(FindMilestone find, MilestoneShelf shelf, Texts texts) : IFeature
{
    /// <summary>The button that shows them.</summary>
    public const string Action = "milestones";

    private const int Page = 8;
    private const int Shown = 3;
    private const int MostButtons = 6;
    private static readonly string[] Filters = ["late", "due", "done"];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("milestones", Typed) { Order = 129 },
        new Route.Press(Action, (pressed, ct) => List(
            pressed, Filters.FirstOrDefault(f => f == pressed.Args.GetValueOrDefault("f")), int.TryParse(pressed.Args.GetValueOrDefault("o"), out var skip) ? Math.Max(0, skip) : 0, ct)),
        new Route.Command("milestone", (said, rest, ct) => rest.Length == 0 ? List(said, null, 0, ct) : Show(said, Numbered.Split(rest).Number, ct)) { Order = 130 },
        new Route.Press(MilestoneCards.Action, (pressed, ct) => Show(pressed, BallotForm.NumberIn(pressed.Args), ct)),
    ];

    /// <summary>The button that shows them.</summary>
    public static Button Button(string partnership) => new(Text.Say("milestones.button"), Action, new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>A page.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="all">All milestones.</param>
    /// <param name="filter">Which part of them; null for all.</param>
    /// <param name="skip">How many are on earlier pages.</param>
    /// <param name="today">The day it is in the partnership.</param>
    public static Card Card(Seat seat, MilestoneSums all, string? filter, int skip, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(all);
        var lines = filter switch { "late" => all.Late, "due" => all.Due, "done" => all.Done, _ => [.. all.Late, .. all.Due, .. all.Done] };
        var page = lines.Skip(skip).Take(Page).ToArray();
        Button Turn(string label, int to)
        {
            var args = new Dictionary<string, string> { ["p"] = seat.Id, ["o"] = to.ToString() };
            if (filter is not null)
            {
                args["f"] = filter;
            }

            return new(Text.Say(label), Action, args);
        }

        // On the first page the parts of the list can be chosen, on that of a part the whole.
        Button[] parts = skip > 0 ? [] : filter is not null ? [Button(seat.Id)]
            :
            [
                .. new[] { ("late", all.Late.Count), ("due", all.Due.Count), ("done", all.Done.Count) }
                    .Where(p => p.Item2 > 0 && p.Item2 < all.Count)
                    .Select(p => new Button(Text.Say($"milestones.{p.Item1}.button"), Action, new Dictionary<string, string> { ["p"] = seat.Id, ["f"] = p.Item1 })),
            ];
        Button[] turn =
        [
            .. skip > 0 ? [Turn("milestones.back.button", Math.Max(0, skip - Page))] : Array.Empty<Button>(),
            .. skip + Page < lines.Count ? [Turn("milestones.on.button", skip + Page)] : Array.Empty<Button>(),
        ];
        return new(
            Text.Say("milestones.heading", ("partnership", seat.Partnership.Name)),
            Text.Say("milestones.summary", ("done", all.Done.Count), ("due", all.Due.Count), ("late", all.Late.Count)),
            [
                .. all.Count == 0 ? [] : new Element[] { all.Bars },
                page.Length == 0
                    ? new Element.Paragraph(Text.Say(all.Count == 0 ? "milestones.none" : "milestones.none.such"))
                    : new Element.Facts([.. page.Select(m => new Fact(
                        Text.Say("milestones.line", ("n", m.Number), ("title", DecisionCards.Shortened(m.Title))),
                        Text.Say("milestones.line.state", ("state", MilestoneCards.State(m, today, seat.Partnership.TimeZone)), ("owners", MilestoneCards.Owners(m)))))]),
                new Element.Buttons(
                [
                    .. turn,
                    .. parts,
                    .. page.Take(Math.Min(Shown, MostButtons - 1 - turn.Length - parts.Length)).Select(m => MilestoneCards.Show(seat.Id, m.Number)),
                    MilestoneForm.AddOpener(seat.Id),
                ]),
            ]);
    }

    private Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation) =>
        rest.Length == 0 ? List(said, null, 0, cancellation)
        : Filters.FirstOrDefault(f => Texts.Languages.SelectMany(l => texts.Raw($"milestones.words.{f}", l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(rest))) is { } filter
            ? List(said, filter, 0, cancellation)
        : Numbered.Split(rest) is ( > 0 and var number, "") ? Show(said, number, cancellation)
        : Task.FromResult(Reply.Say(Text.Say("milestones.unknown", ("typed", rest))));

    private async Task<Reply> List(Request request, string? filter, int skip, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(request, "", cancellation);
        if (seat is null)
        {
            return refused!;
        }

        var today = FindMilestone.Today(seat, request.At);
        return seat.Answer(new Reply.Show(Card(seat, await MilestoneSums.Of(shelf.All(seat.Id, cancellation), today), filter, skip, today)));
    }

    private async Task<Reply> Show(Request request, int number, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Of(request, number, "", cancellation);
        return found is null ? refused! : seat!.Answer(new Reply.Show(MilestoneCards.One(seat, found.State, FindMilestone.Today(seat, request.At))));
    }
}
