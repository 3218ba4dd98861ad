using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Core.Tensions;
using Offer = BotPartner.Core.Chat.Offer;

namespace BotPartner.Core.Guidance;

/// <summary>The page that the bot keeps for each person, where a platform has one: what waits for them, what they can do, where to find help.</summary>
public sealed class PersonalPage(Roster roster, Change change, IGuide guide, IEnumerable<IHomePart> parts) : IFeature
{
    // Whoever belongs to more of them is busy elsewhere: the page has an end.
    private const int Most = 3;
    private const int LongestLabel = 30;

    // What people come for, of what they can do in a direct conversation.
    private static readonly string[] First = ["vote", "decide", "decisions", "tension.raise", "principles", "milestones", "join", "link", "settings"];

    private readonly IHomePart[] sorted = [.. parts.OrderBy(p => p.Order)];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Home(Show)];

    private async Task<Reply> Show(Request.Visited visit, CancellationToken cancellation)
    {
        var advice = await guide.For(visit, cancellation);
        var seats = new List<Seat>();
        foreach (var id in ((await change.Load(Kinds.Person, Kinds.PersonKey(visit.Person), cancellation))?.State.Partnerships ?? []).Reverse())
        {
            if (seats.Count < Most && await roster.SeatIn(id, visit.Person, cancellation) is { } seat && (seat.Belongs || seat.Facilitator))
            {
                seats.Add(seat);
            }
        }

        var news = new List<Element>();
        foreach (var seat in seats)
        {
            news.AddRange([new Element.Paragraph(new Text.Strong(seat.Partnership.Name)), .. seat.Belongs ? await News(seat, cancellation) : []]);
        }

        return new Reply.Show(Card(advice, news, seats)) { TimeZone = visit.Person.TimeZone ?? advice?.TimeZone };
    }

    /// <summary>The page.</summary>
    /// <param name="advice">What the reader can do; null where that is not known.</param>
    /// <param name="news">What waits for them, and what is good to know.</param>
    /// <param name="seats">Who they are in each of their partnerships.</param>
    public static Card Card(Advice? advice, IReadOnlyList<Element> news, IReadOnlyList<Seat> seats)
    {
        ArgumentNullException.ThrowIfNull(news);
        ArgumentNullException.ThrowIfNull(seats);
        var offers = First.Select(v => advice is null ? Offer.Whole(v) : advice.Offer(v)).OfType<Offer>();
        return new(
            Text.Say("home.title"),
            Text.Say("home.summary"),
            [
                .. news,
                .. seats.Count > 1 ? [new Element.Paragraph(Text.Say("home.several")) { Quiet = true }] : Array.Empty<Element>(),
                new Element.Buttons([.. seats is [var only] ? In(only) : seats.Select(Into), Help.Button]),
                new Element.Divider(),
                new Element.Paragraph(advice?.Who ?? Text.Say("help.intro")),
                new Element.Facts([.. offers.Select(o => new Fact(o.Usage, o.Does))]),
                new Element.Paragraph(Text.Say("home.more")) { Quiet = true },
            ]);
    }

    private static IEnumerable<Button> In(Seat seat) =>
    [
        .. seat.Belongs ? [ProposalForm.Opener(seat.Id), PartnershipCards.Decisions(seat.Id)] : new[] { ListTensions.Button(seat.Id) },
        .. seat.Member is { Standing: Standing.Admitted } ? [RaiseForm.Opener(seat.Id, null)] : Array.Empty<Button>(),
        .. seat.Belongs ? [PrincipleLists.Button(seat.Id), ListMilestones.Button(seat.Id)] : Array.Empty<Button>(),
    ];

    private static Button Into(Seat seat) =>
        (seat.Belongs ? PartnershipCards.Decisions(seat.Id) : ListTensions.Button(seat.Id)) with { Label = WritingForm.Fit(seat.Partnership.Name, LongestLabel)! };

    private async Task<IReadOnlyList<Element>> News(Seat seat, CancellationToken cancellation)
    {
        var news = new List<Element>();
        foreach (var part in sorted)
        {
            news.AddRange(await part.Of(seat, cancellation));
        }

        return news;
    }
}
