using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary><c>celebrations</c>: the wall, the newest first; <c>celebrations 3</c>: one with all of its buttons.</summary>
public sealed class ShowCelebrations(FindMilestone find, MilestoneShelf shelf) : IFeature
{
    private const string Action = "celebrations";
    private const int Page = 3;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("celebrations", (said, rest, ct) => Numbered.Split(rest).Number is > 0 and var number ? Show(said, number, ct) : Wall(said, 0, ct)) { Order = 133 },
        new Route.Press(Action, (pressed, ct) => Wall(pressed, int.TryParse(pressed.Args.GetValueOrDefault("o"), out var skip) ? Math.Max(0, skip) : 0, ct)),
        new Route.Press(CelebrationCards.Action, (pressed, ct) => Show(pressed, BallotForm.NumberIn(pressed.Args), ct)),
    ];

    /// <summary>The button that shows the wall.</summary>
    public static Button Button(string partnership) => new(Text.Say("celebrations.button"), Action, new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>A page of the wall.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="page">What is on it.</param>
    /// <param name="skip">How many are on earlier pages.</param>
    /// <param name="all">How many there are.</param>
    public static Card Card(Seat seat, IReadOnlyList<Celebration> page, int skip, int all)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(page);
        Button Turn(string label, int to) => new(Text.Say(label), Action, new Dictionary<string, string> { ["p"] = seat.Id, ["o"] = to.ToString() });
        return new(
            Text.Say("celebrations.heading", ("partnership", seat.Partnership.Name)),
            Text.Say("celebrations.summary", ("n", all)),
            [
                .. page.Count == 0 ? [new Element.Paragraph(Text.Say(all == 0 ? "celebrations.none" : "celebrations.none.further"))] : Array.Empty<Element>(),
                .. page.SelectMany((c, i) => One(c, seat.Partnership.TimeZone, i)),
                new Element.Buttons(
                [
                    .. skip > 0 ? [Turn("celebrations.newer.button", Math.Max(0, skip - Page))] : Array.Empty<Button>(),
                    .. skip + Page < all ? [Turn("celebrations.older.button", skip + Page)] : Array.Empty<Button>(),
                    .. page.Select(c => CelebrationCards.Show(seat.Id, c.Number)),
                    .. page.Count == 0 ? [ListMilestones.Button(seat.Id)] : new[] { ExportCelebrations.Button(seat.Id) },

                    // A card has six buttons: on the pages between there is no room for it.
                    .. page.Count == 0 || (skip > 0 && skip + Page < all) ? Array.Empty<Button>() : [ExportCelebrations.Button(seat.Id, json: true)],
                ]),
            ]);
    }

    private static IEnumerable<Element> One(Celebration celebration, string zone, int index)
    {
        if (index > 0)
        {
            yield return new Element.Divider();
        }

        yield return new Element.Paragraph(new Text.Strong(Text.Say(celebration.First ? "celebrations.line.first" : "celebrations.line", ("n", celebration.Number), ("title", celebration.Title))));
        yield return new Element.Facts([.. CelebrationCards.Facts(celebration, zone)]);
        if (celebration.Kudos.Values.Any(k => k > 0))
        {
            yield return new Element.Paragraph(CelebrationCards.Kudos(celebration));
        }
    }

    private async Task<Reply> Wall(Request request, int skip, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(request, "", cancellation);
        if (seat is null)
        {
            return refused!;
        }

        // As many as the wall is long are sorted; only what is on the page is kept in memory.
        var newest = new PriorityQueue<Celebration, (NodaTime.Instant, int)>();
        var all = 0;
        await foreach (var celebration in shelf.Celebrations(seat.Id, cancellation))
        {
            all++;
            newest.Enqueue(celebration, (celebration.At, celebration.Number));
            if (newest.Count > skip + Page)
            {
                newest.Dequeue();
            }
        }

        var page = newest.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element).Skip(skip).ToArray();
        return seat.Answer(new Reply.Show(Card(seat, page, skip, all)));
    }

    private async Task<Reply> Show(Request request, int number, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Of(request, number, "", cancellation);
        return found is null ? refused!
            : await shelf.Celebration(seat!.Id, number, cancellation) is { } celebration
                ? seat.Answer(new Reply.Show(CelebrationCards.Of(seat.Id, seat.Partnership.TimeZone, celebration.State)))
                : seat.Answer(Reply.Say(Text.Say("refusal.celebration.none", ("n", number)), MilestoneCards.Show(seat.Id, number)));
    }
}
