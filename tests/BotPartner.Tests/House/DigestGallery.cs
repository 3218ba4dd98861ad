using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Digests: a quiet one, and the fullest that there can be.</summary>
internal static class DigestGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static IEnumerable<(string, Card)> Cards(string name, Person person, string text)
    {
        foreach (var phase in About.Phases)
        {
            var contents = Full(phase, name, person, text, null);
            yield return ($"digest-{phase}", DigestCards.Posted(Of(phase, name, person, null), contents, new(IsoDayOfWeek.Wednesday, new(17, 30)), "America/Argentina/ComodRivadavia"));
        }

        var space = Of("action", name, person, "media");
        var full = Full("action", name, person, text, "media");
        var off = new Link(person.Direct, "en") { NoDigest = true };
        yield return ("digest-space", DigestCards.Posted(space with { From = Now - Duration.FromDays(40) }, full, Weekly.Usual, "UTC"));
        yield return ("digest-asked", DigestCards.Asked(space, full, ChangeDigest.Now(space.Partnership, off with { NoDigest = false }), [ChangeDigest.Opener("p")]));
        yield return ("digest-asked-alone", DigestCards.Asked(space, full, null, []));
        yield return ("digest-quiet", DigestCards.Posted(space, full with { News = false }, Weekly.Usual, "UTC"));
        yield return ("digest-quiet-asked", DigestCards.Asked(space, full with { News = false }, ChangeDigest.Now(space.Partnership, off), [ChangeDigest.Opener("p")]));
    }

    public static IEnumerable<(string, Form)> Forms(string nasty)
    {
        yield return ("digest", ChangeDigest.Form("p", "1", "09:00"));
        yield return ("digest-nasty", ChangeDigest.Form("p", "off", nasty[..20], Text.Say("digest.which", ("typed", nasty))));
    }

    private static Edition Of(string phase, string name, Person person, string? audience) => new(
        "p",
        new Partnership(name, "Africa/Dakar", [person], [], Now) { About = new(null, phase, null) },
        new(audience),
        Now - Duration.FromDays(7),
        Now,
        DateTimeZone.Utc);

    private static Contents Full(string phase, string name, Person person, string text, string? audience)
    {
        var edition = Of(phase, name, person, audience);
        var open = new Decision(12, text, Method.Consent, 50, person, name, Now, Now + Duration.FromDays(7)) { Phase = Phase.Open, Electorate = 500, Boxes = 40 };
        var closed = open with
        {
            Phase = Phase.Closed,
            Outcome = Count.Of(Method.Consent, 50, 500, Enumerable.Repeat(BotPartner.Core.Decisions.Choice.Consent, 400)),
            ClosedAt = Now - Duration.FromDays(1),
            Statement = new(text, person, Now) { ReviewOn = "2027-03-01" },
        };
        var voices = Enumerable.Range(0, 500).Select(i => new Voice(
            new($"v{i}", $"{name} {i}", i % 2 == 0 ? "business" : "media"), i % 5 == 4 ? new Ballot(Method.Consent.Choices[0], null, person, Now) : null)).ToArray();
        var partners = Enumerable.Range(0, 60).Select(i => new Partner($"{name} {i}", Constituency.Ids[i % Constituency.Ids.Count], null)
        {
            Since = i % 2 == 0 ? Now - Duration.FromDays(2) : null,
            Removed = i % 7 == 0 ? Now - Duration.FromDays(1) : null,
        }).ToArray();
        DigestPart[] parts =
        [
            DecisionsPart.Of(edition, [.. Enumerable.Repeat(DecisionsPart.Standing(open, voices), 20)], [.. Enumerable.Repeat(open, 20), .. Enumerable.Repeat(closed, 20)]),
            TensionsPart.Of(new(30, 20, 40)),
            PartnersPart.Of(edition, partners),
            new PhasePart().Of(edition, CancellationToken.None).GetAwaiter().GetResult(),
        ];
        return Compose.Of(edition, parts);
    }
}
