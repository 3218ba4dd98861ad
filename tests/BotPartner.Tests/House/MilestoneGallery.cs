using BotPartner.Core.Chat;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Milestones and celebrations in every state.</summary>
internal static class MilestoneGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly LocalDate Today = new(2026, 11, 21);

    public static IEnumerable<(string, Card)> Cards(string name, Person person, string text)
    {
        var seat = new Seat("p", new Partnership(name, "Africa/Dakar", [person], [], Now), person, new(person, "o0", name, Standing.Admitted, Now));
        foreach (var (state, milestone) in States(name, person, text))
        {
            yield return ($"milestone-{state}", MilestoneCards.One(seat, milestone, Today, Text.Say("milestone.added", ("n", 999))));
            yield return ($"milestone-{state}-reminder", MilestoneCards.Reminder("p", name, milestone, today: false));
            yield return ($"milestone-{state}-reminder-today", MilestoneCards.Reminder("p", name, milestone, today: true));
            yield return ($"milestone-{state}-reminder-stewards", MilestoneCards.Reminder("p", name, milestone, today: true, stewards: true));
        }

        var many = Enumerable.Range(1, 30).Select(i => States(name, person, text).ElementAt(i % 4).Item2 with { Number = i }).ToArray();
        var sums = new MilestoneSums([.. many.Where(m => m.Late(Today))], [.. many.Where(m => m.Open && !m.Late(Today))], [.. many.Where(m => m.Done is not null)]);
        yield return ("milestones", ListMilestones.Card(seat, sums, null, 8, Today));
        yield return ("milestones-first", ListMilestones.Card(seat, sums, null, 0, Today));
        yield return ("milestones-late", ListMilestones.Card(seat, sums, "late", 0, Today));
        yield return ("milestones-none", ListMilestones.Card(seat, new([], [], []), null, 0, Today));
        foreach (var (state, celebration) in Celebrations(name, person, text))
        {
            yield return ($"celebration-{state}", CelebrationCards.Of("p", "Africa/Dakar", celebration));
            yield return ($"celebration-{state}-invite", CelebrationCards.Invitation("p", name, celebration, new("o1", Cut(name, 80))));
            yield return ($"celebration-{state}-answered", CelebrationCards.Answered("p", celebration, new("o1", Cut(name, 80)) { By = person, At = Now, Line = Cut(text, Credit.MaxLine) }));
            yield return ($"celebrations-{state}", ShowCelebrations.Card(seat, [celebration, celebration, celebration], 3, 99));
            yield return ($"celebrations-{state}-first", ShowCelebrations.Card(seat, [celebration, celebration, celebration], 0, 99));
        }

        yield return ("celebrations-none", ShowCelebrations.Card(seat, [], 0, 0));
    }

    public static IEnumerable<(string, Form)> Forms(Person person, string nasty)
    {
        var text = string.Concat(Enumerable.Repeat(nasty, 40));
        foreach (var size in new[] { 0, 1, 100, 101 })
        {
            (string, Partner)[] partners = [.. Enumerable.Range(0, size).Select(i => (Partner.IdOf($"p{i}"), new Partner($"{Cut(nasty, 70)}{i}", "business", null)))];
            var full = new Drafted(text, text, string.Join(',', partners.Select(p => p.Item1)), text, text) { Measured = text };
            yield return ($"milestone-add-{size}", MilestoneForm.Add("p", Drafted.Blank, partners));
            yield return ($"milestone-add-{size}-typed", MilestoneForm.Add("p", full, partners));
            yield return ($"milestone-edit-{size}", MilestoneForm.Edit("p", 999, full, partners, done: true));
        }

        var (_, milestone) = States(nasty, person, text).First();
        yield return ("milestone-done", MilestoneForm.Done("p", milestone, ""));
        yield return ("milestone-done-typed", MilestoneForm.Done("p", milestone with { Number = 999, Indicator = null }, text));
        var (_, celebration) = Celebrations(nasty, person, text).First();
        yield return ("celebration-credit", CreditForm.Of("p", celebration, Cut(nasty, 80), "", confirmed: false));
        yield return ("celebration-credit-typed", CreditForm.Of("p", celebration, Cut(nasty, 80), text, confirmed: true));
    }

    private static IEnumerable<(string, Milestone)> States(string name, Person person, string text)
    {
        var milestone = new Milestone(12, Cut(text, Milestone.MaxTitle), "2026-12-01", person, Now)
        {
            Indicator = Cut(text, Milestone.MaxIndicator),
            Owners = [.. Enumerable.Range(0, 40).Select(i => new MilestoneOwner($"o{i}", Cut(name, 80)))],
            Decision = 999_999,
        };
        var ended = new Completion(person, Now) { Partner = Cut(name, 80), Measured = Cut(text, Milestone.MaxMeasured) };
        yield return ("due", milestone);
        yield return ("late", milestone with { On = "2026-11-01", Owners = [] });
        yield return ("done", milestone with { Done = ended });
        yield return ("done-by-steward", milestone with { Done = ended with { Partner = null, Measured = null }, Decision = null, Indicator = null });
        yield return ("dropped", milestone with { Dropped = ended });
    }

    private static IEnumerable<(string, Celebration)> Celebrations(string name, Person person, string text)
    {
        var celebration = new Celebration(12, Cut(text, Milestone.MaxTitle), person, Now)
        {
            ByPartner = Cut(name, 80),
            Indicator = Cut(text, Milestone.MaxIndicator),
            Measured = Cut(text, Milestone.MaxMeasured),
            Decision = 999_999,
            First = true,
            Credits = [.. Enumerable.Range(0, 60).Select(i => new Credit($"o{i}", Cut(name, 80)) { Owner = true, By = i % 2 == 0 ? person : null, At = i % 2 == 0 ? Now : null, Line = i % 2 == 0 ? Cut(text, Credit.MaxLine) : null })],
            Kudos = new Dictionary<string, int> { ["clap"] = 12_345, ["heart"] = 1, ["party"] = 99 },
        };
        yield return ("full", celebration);
        yield return ("bare", new(1, "x", person, Now));
        yield return ("back", celebration with { TakenBack = true });
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
