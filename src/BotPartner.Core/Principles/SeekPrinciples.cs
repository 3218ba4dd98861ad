using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Principles;

/// <summary>Principles are looked for while a message is being written: at first that of the week, then the others; where none is adopted, the catalogue's.</summary>
public sealed class SeekPrinciples(Reach reach, PrincipleShelf shelf, PrincipleWords words) : IFeature
{
    private const int LineLength = 100;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Search("principle", Seek)];

    private async Task<Reply> Seek(Request.Sought sought, CancellationToken cancellation)
    {
        var (seats, refusal) = await reach.Of(sought, cancellation);
        if (seats.Count == 0)
        {
            return refusal!.ToReply();
        }

        var hits = new List<Hit>();
        foreach (var seat in seats)
        {
            hits.AddRange(await Of(seat, sought, seats.Count > 1, cancellation));
        }

        if (hits.Count == 0 && !await Any(seats, cancellation))
        {
            hits.AddRange(words.About(Catalogue.All, sought.Words, sought.Person.Language, PrincipleWords.Of)
                .Select(c => new Hit(c.Title, Catalogue.SourceText(c.Source), PrincipleCards.Cited(c))));
        }

        return seats[0].Answer(new Reply.Found([.. hits.Skip(Math.Max(0, sought.Skip)).Take(Math.Clamp(sought.Take, 1, 25))]));
    }

    private async Task<IEnumerable<Hit>> Of(Seat seat, Request.Sought sought, bool several, CancellationToken cancellation)
    {
        var adopted = await shelf.Adopted(seat.Id, cancellation);
        var week = PrincipleOfTheWeek.Of(adopted, sought.At.InZone(Decent.Zone(sought.Person.TimeZone ?? seat.Partnership.TimeZone)).Date);
        return (string.IsNullOrWhiteSpace(sought.Words) ? [.. adopted.OrderBy(p => p.Number != week?.Number).ThenBy(p => p.Number)] : words.About(adopted, sought.Words, sought.Person.Language, PrincipleWords.Of))
            .Select(p => new Hit(PrincipleCards.Title(p), Line(seat, p, sought.Person.Language, several), PrincipleCards.Cited(p, seat.Partnership.Name)));
    }

    private Text Line(Seat seat, Principle principle, string? language, bool several)
    {
        var said = PrincipleWords.Line(words.Plain(principle.Saying, language));
        var line = said.Length <= LineLength ? said : $"{AdoptForm.Fit(said, LineLength)}…";
        return several ? Text.Say("principle.found.line", ("partnership", seat.Partnership.Name), ("text", line)) : line;
    }

    private async Task<bool> Any(IReadOnlyList<Seat> seats, CancellationToken cancellation)
    {
        foreach (var seat in seats)
        {
            if ((await shelf.Adopted(seat.Id, cancellation)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One principle each week, each in its turn.</summary>
public static class PrincipleOfTheWeek
{
    // A Monday.
    private static readonly LocalDate Beginning = new(2024, 1, 1);

    /// <summary>The one of a day's week, the same on all of its days; null where there are none.</summary>
    public static Principle? Of(IReadOnlyList<Principle> adopted, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(adopted);
        var weeks = (int)Math.Floor(Period.DaysBetween(Beginning, day) / 7.0);
        return adopted.Count == 0 ? null : adopted[((weeks % adopted.Count) + adopted.Count) % adopted.Count];
    }
}
