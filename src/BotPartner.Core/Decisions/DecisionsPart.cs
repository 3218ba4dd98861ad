using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>An open decision, with those whose vote is awaited where that may be seen.</summary>
/// <param name="Decision">Which.</param>
/// <param name="Cast">How many took part.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Awaited">The partners that have not voted; null where only the turnout may be seen, or where persons vote.</param>
public sealed record Standings(Decision Decision, int Cast, int Of, IReadOnlyList<Voter>? Awaited);

/// <summary>What a week brought in decisions: those open and whose vote is awaited, those closed, and what comes.</summary>
public sealed class DecisionsPart(IDocuments documents, Ballots ballots) : IDigestPart
{
    /// <summary>How many decisions back are looked at.</summary>
    public const int LookBack = 200;

    private const int Shown = 6;
    private const int Page = 50;
    private static readonly Period Soon = Period.FromDays(7);
    private static readonly Period Ahead = Period.FromDays(28);

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var after = DecisionKinds.Key(edition.PartnershipId, Math.Max(0, edition.Partnership.LastDecision - LookBack));
        var (all, read) = (new List<Decision>(), 0);
        await foreach (var entry in documents.All(edition.PartnershipId, DecisionKinds.Decision.Name, Page, cancellation, after.Id))
        {
            // They may be long: only those that are told of are held.
            if (DecisionKinds.Decision.Read(entry).State is var decision && (IsOpen(decision) || IsClosedIn(edition, decision) || ReviewIn(edition, decision) is not null))
            {
                all.Add(decision);
            }

            if (++read == 2 * LookBack)
            {
                break;
            }
        }

        var (open, voiced) = (new List<Standings>(), 0);
        foreach (var decision in all.Where(IsOpen).OrderBy(d => d.ClosesAt).ThenBy(d => d.Number))
        {
            // Beyond what is shown nobody need be looked for; where those who objected are asked, nobody votes.
            open.Add(decision.Phase is Phase.Open or Phase.Closing && voiced++ < Shown
                ? Standing(decision, await ballots.Voices(edition.PartnershipId, decision, cancellation))
                : new(decision, decision.Cast, decision.Electorate, null));
        }

        return Of(edition, open, all);
    }

    /// <summary>Where an open decision stands, as far as it may be seen.</summary>
    public static Standings Standing(Decision decision, IReadOnlyList<Voice> voices) => new(
        decision,
        SumCards.Turnout(decision, voices),
        voices.Count,
        decision.Hidden || decision.Terms.OfMembers ? null : [.. voices.Where(v => v.Divided || v is { TookPart: false, Holder: null }).Select(v => v.Voter)]);

    /// <summary>What is said of these decisions. Pure.</summary>
    public static DigestPart Of(Edition edition, IReadOnlyList<Standings> open, IReadOnlyCollection<Decision> all)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var closed = all.Where(d => IsClosedIn(edition, d)).OrderByDescending(d => d.ClosedAt).ToArray();
        var reviews = all.Select(d => (Decision: d, Day: ReviewIn(edition, d))).Where(r => r.Day is not null).ToArray();
        return new()
        {
            News = open.Count + closed.Length > 0 || reviews.Any(r => r.Day <= edition.Today + Soon),
            Headlines =
            [
                new(Text.Say("digest.decisions.open", ("n", open.Count)), open.Count),
                new(Text.Say("digest.decisions.closed", ("n", closed.Length)), closed.Length),
            ],
            Body = [.. Open(edition, open), .. Closed(closed)],
            Next =
            [
                .. open.Where(s => s.Decision.Phase is Phase.Opening or Phase.Open && s.Decision.ClosesAt > edition.Now).Select(s => new Upcoming(s.Decision.ClosesAt.InZone(edition.Zone).Date, Text.Say("digest.decisions.closes", ("n", s.Decision.Number), ("text", DecisionCards.Shortened(s.Decision.Text))))),
                .. reviews.Select(r => new Upcoming(r.Day!.Value, Text.Say("digest.decisions.review", ("n", r.Decision.Number), ("text", DecisionCards.Shortened(r.Decision.Text))))),
            ],
        };
    }

    private static bool IsOpen(Decision decision) => decision.Phase is Phase.Opening or Phase.Open or Phase.Closing or Phase.Asking;

    private static bool IsClosedIn(Edition edition, Decision decision) => decision.Phase == Phase.Closed && edition.Covers(decision.ClosedAt);

    /// <summary>The day on which it is to be reviewed, if that is soon enough to be told.</summary>
    private static LocalDate? ReviewIn(Edition edition, Decision decision) => Review(decision) is { } day && day >= edition.Today && day <= edition.Today + Ahead ? day : null;

    private static LocalDate? Review(Decision decision) =>
        decision is { Phase: Phase.Closed, Statement: { Reviewed: false, ReviewOn: { } on } } && LocalDatePattern.Iso.Parse(on) is { Success: true, Value: var day } ? day : null;

    private static IEnumerable<Element> Open(Edition edition, IReadOnlyList<Standings> all)
    {
        var (asking, open) = (all.Where(IsAsking).ToArray(), all.Where(s => !IsAsking(s)).ToArray());
        return [.. Voting(edition, open), .. Asking(asking)];
    }

    private static bool IsAsking(Standings standings) => standings.Decision.Phase == Phase.Asking;

    /// <summary>Nobody votes on them now, so they have no turnout.</summary>
    private static IEnumerable<Element> Asking(Standings[] asking)
    {
        if (asking.Length == 0)
        {
            yield break;
        }

        yield return new Element.Facts([.. asking.Take(Shown).Select(s => new Fact(Line(s.Decision), Text.Say("decisions.asking")))]);
        if (asking.Length > Shown)
        {
            yield return More(asking.Length - Shown);
        }
    }

    private static IEnumerable<Element> Voting(Edition edition, Standings[] open)
    {
        if (open.Length == 0)
        {
            yield break;
        }

        yield return new Element.Paragraph(new Text.Strong(Text.Say("digest.decisions.open.head")));
        yield return new Element.Bars([.. open.Take(Shown).Select(s => new Bar(Line(s.Decision), s.Cast, s.Of))]);
        Fact[] awaited = [.. open.Take(Shown).SelectMany(s => Awaited(edition, s))];
        if (awaited.Length > 0)
        {
            yield return new Element.Facts(awaited);
        }

        if (open.Length > Shown)
        {
            yield return More(open.Length - Shown);
        }
    }

    /// <summary>Partners and not persons; in a group's own space first those of the group.</summary>
    private static IEnumerable<Fact> Awaited(Edition edition, Standings standings)
    {
        // One whose time is over waits for nobody but its counting.
        if (standings.Awaited is not { Count: > 0 } awaited || standings.Decision.ClosesAt <= edition.Now)
        {
            yield break;
        }

        var own = edition.Audience.Constituency is { } group ? awaited.Where(v => v.Constituency == group).ToArray() : [];
        var names = own.Length > 0 ? own : awaited;
        yield return new(
            Text.Say(own.Length > 0 ? "digest.decisions.awaited.group" : "digest.decisions.awaited", ("n", standings.Decision.Number)),
            PartnershipCards.Names([.. names.Select(v => v.Name)]));
    }

    private static IEnumerable<Element> Closed(Decision[] closed)
    {
        if (closed.Length == 0)
        {
            yield break;
        }

        yield return new Element.Paragraph(new Text.Strong(Text.Say("digest.decisions.closed.head")));
        yield return new Element.Facts([.. closed.Take(Shown).Select(d => new Fact(Line(d), DecisionCards.ResultOf(d)))]);
        if (closed.Length > Shown)
        {
            yield return More(closed.Length - Shown);
        }
    }

    private static Element More(int more) => new Element.Paragraph(Text.Say("digest.decisions.more", ("n", more))) { Quiet = true };

    private static Text Line(Decision decision) => Text.Say("decisions.line", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)));
}
