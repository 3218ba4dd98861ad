using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Principles;

/// <summary>Makes of the list what a decision on it says, once it is adopted. Numbers are given without gaps and each is looked at on the
/// way to the next, so that two decisions on the same principle of the catalogue find one another.</summary>
public sealed class SettlePrinciple(PrincipleShelf shelf, PrincipleWords words, Roster roster) : IMatters
{
    /// <inheritdoc/>
    public string Kind => PrincipleMatter.Kind;

    /// <inheritdoc/>
    public async Task Settle(string partnership, Decision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision is not { Phase: Phase.Closed, Outcome.Result: Result.Adopted } || PrincipleMatter.Of(decision.Matter) is not { } matter)
        {
            return;
        }

        var hand = new Hand(partnership, decision, matter, Text(decision, matter), (await roster.Latest(partnership, cancellation))!, await shelf.Partners(partnership, cancellation));
        if (matter.Act != Act.Adopt)
        {
            await Change(hand, PrincipleKinds.Key(partnership, matter.Number), cancellation);
            return;
        }

        var all = await shelf.All(partnership, cancellation);
        var number = (all.FirstOrDefault(p => p.Knows(decision.Number)) ?? all.FirstOrDefault(p => Same(p, hand)))?.Number ?? all.Count + 1;
        while (!await Adopt(hand, number, cancellation))
        {
            number++;
        }
    }

    /// <summary>When to wake for a review: the earliest morning of its day in any place; null for none.</summary>
    public static Instant? Wake(Principle principle, Partnership partnership)
    {
        ArgumentNullException.ThrowIfNull(principle);
        ArgumentNullException.ThrowIfNull(partnership);
        return principle.Review is { } day
            ? partnership.Addressees.Select(a => a.TimeZone).Append(partnership.TimeZone).Min(z => Decent.Morning(day, Decent.Zone(z)))
            : null;
    }

    /// <summary>What was agreed: a title and words, or neither where they are the catalogue's.</summary>
    private (string? Title, string? Words) Text(Decision decision, PrincipleMatter matter)
    {
        if (Catalogue.Find(matter.Catalogue) is { } one && words.IsOf(one, decision.Text))
        {
            return (null, null);
        }

        // Who amended the text may have left out what it is called.
        var (title, said) = words.Read(matter, decision.Text);
        title ??= words.Read(matter, decision.Earlier is [var first, ..] ? first.Text : decision.Text).Title ?? DecisionCards.Shortened(said);
        return (title, said);
    }

    private async Task<bool> Adopt(Hand hand, int number, CancellationToken cancellation)
    {
        var key = PrincipleKinds.Key(hand.PartnershipId, number);
        var ran = await shelf.Run(
            key,
            null,
            current => current is null ? New(hand, key, number)
                : !current.State.Knows(hand.Decision.Number) && Same(current.State, hand) ? current with { State = current.State.Passing(hand.Passage(Turn.Confirmed)) }
                : new Verdict<Principle>.Leave(),
            cancellation);
        return ran.Refusal is not null ? throw new StoreUnavailableException("a principle is busy")
            : ran.Document?.State.Knows(hand.Decision.Number) == true;
    }

    private async Task Change(Hand hand, Key key, CancellationToken cancellation)
    {
        var changed = await shelf.Run(
            key,
            null,
            current => current is null || current.State.Knows(hand.Decision.Number) ? new Verdict<Principle>.Leave()
                : current.State.RetiredAt is not null ? Late(current, hand)
                : hand.Matter.Act == Act.Revise ? (Overtaken(current.State, hand) ? Late(current, hand) : Revised(current, hand))
                : Retired(current, hand),
            cancellation);
        if (changed.Refusal is not null)
        {
            throw new StoreUnavailableException("a principle is busy");
        }
    }

    private static Document<Principle> New(Hand hand, Key key, int number)
    {
        var principle = new Principle(number, [hand.Passage(Turn.Adopted)])
        {
            From = hand.Matter.Catalogue,
            Title = hand.Said.Title,
            Words = hand.Said.Words,
            AdoptedAt = hand.At,
            ReviewOn = hand.ReviewOn,
        };
        return (PrincipleKinds.Principle.New(key, principle) with { Wake = Wake(principle, hand.Partnership) }).Owing(hand.Post(principle));
    }

    private static Document<Principle> Revised(Document<Principle> current, Hand hand)
    {
        var before = current.State;
        var next = before.Passing(hand.Passage(Turn.Revised)) with
        {
            Title = hand.Said.Title,
            Words = hand.Said.Words,
            Version = before.Version + 1,
            Revision = before.Revision + 1,
            ReviewOn = hand.NoReview ? null : hand.ReviewOn ?? before.ReviewOn,
            Reviewed = hand.ReviewOn is null && !hand.NoReview && before.Reviewed,
        };
        return ((next.ReviewOn == before.ReviewOn ? current : Unreviewed(current)) with { State = next, Wake = Wake(next, hand.Partnership) })
            .Owing(new(PrincipleCards.Slot(before.Version), next.Revision, PrincipleCards.Replaced(hand.PartnershipId, next, hand.Decision.Number), hand.Partnership.Addressees) { EditOnly = true })
            .Owing(hand.Post(next));
    }

    private static Document<Principle> Retired(Document<Principle> current, Hand hand)
    {
        var next = current.State.Passing(hand.Passage(Turn.Retired)) with { RetiredAt = hand.At, Revision = current.State.Revision + 1 };
        return (Unreviewed(current) with { State = next, Wake = null })
            .Owing(hand.Post(next) with { EditOnly = true })
            .Owing(new("retired", 1, PrincipleCards.Retired(hand.PartnershipId, next), hand.Partnership.Addressees) { Once = true });
    }

    /// <summary>Whether another text was agreed since this one was put, or after it: it does not silently give way.</summary>
    private static bool Overtaken(Principle principle, Hand hand) =>
        (hand.Matter.Version > 0 && hand.Matter.Version != principle.Version) || principle.History.Any(h => h.Turn == Turn.Revised && h.At > hand.At);

    /// <summary>Without the message of a review that has not been sent yet.</summary>
    private static Document<Principle> Unreviewed(Document<Principle> current) =>
        current with { Owes = [.. current.Owes.Where(o => !o.Slot.StartsWith("review:", StringComparison.Ordinal))] };

    private static Document<Principle> Late(Document<Principle> current, Hand hand)
    {
        var next = current.State.Passing(hand.Passage(Turn.Late));
        return (current with { State = next })
            .Owing(new($"late:{hand.Decision.Number}", 1, PrincipleCards.Late(hand.PartnershipId, next, hand.Decision.Number), hand.Partnership.Addressees) { Once = true });
    }

    /// <summary>Whether it holds already, word by word.</summary>
    private static bool Same(Principle principle, Hand hand) => principle.RetiredAt is null
        && (hand.Said.Words is null ? principle.OfCatalogue && principle.From == hand.Matter.Catalogue : principle.Title == hand.Said.Title && principle.Words == hand.Said.Words);

    /// <summary>A decision at hand.</summary>
    private sealed record Hand(
        string PartnershipId, Decision Decision, PrincipleMatter Matter, (string? Title, string? Words) Said, Partnership Partnership, IReadOnlyList<Acknowledger> Partners)
    {
        public Instant At => Decision.ClosedAt ?? Decision.Since;

        /// <summary>Whether no review is wanted any more.</summary>
        public bool NoReview => Matter.Review == AdoptForm.NoReview;

        private LocalDate Today => At.InZone(Decent.Zone(Partnership.TimeZone)).Date;

        /// <summary>Spans are counted from the day that it was decided; a day that is past by then is none.</summary>
        public string? ReviewOn => Matter.Review is { } typed && TimeWords.Date(typed, Today) is { } day && day > Today ? LocalDatePattern.Iso.Format(day) : null;

        public Passage Passage(Turn turn) => turn is Turn.Adopted or Turn.Revised
            ? new(turn, Decision.Number, At) { Title = Said.Title, Words = Said.Words }
            : new(turn, Decision.Number, At);

        public Chat.Post Post(Principle principle) => new(
            PrincipleCards.Slot(principle.Version), principle.Revision, PrincipleCards.Posted(PartnershipId, principle, Partners), Partnership.Addressees);
    }
}
