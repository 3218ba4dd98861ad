using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Principles in every state, and their forms.</summary>
internal static class PrincipleGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    public static IEnumerable<(string, Card)> Cards(string name, Person person, string text)
    {
        var partners = Enumerable.Range(0, 40).Select(i => new Acknowledger($"id{i}", $"{name} {i}")).ToArray();
        var partnership = new Partnership(name, "Africa/Dakar", [person], [], Now);
        var seat = new Seat("p", partnership, person, null);
        foreach (var (state, principle) in States(person, text))
        {
            yield return ($"principle-{state}", PrincipleCards.One("p", principle, partners, postable: true));
            yield return ($"principle-{state}-noted", PrincipleCards.One("p", principle, [], Text.Say("principle.acknowledge.changed", ("n", principle.Number))));
            yield return ($"principle-{state}-posted", PrincipleCards.Posted("p", principle, partners));
            yield return ($"principle-{state}-cited", PrincipleCards.Cited(principle, name));
        }

        var all = States(person, text).Select(s => s.Principle).ToArray();
        yield return ("principle-replaced", PrincipleCards.Replaced("p", all[2], 12));
        yield return ("principle-late", PrincipleCards.Late("p", all[^1], 12));
        yield return ("principle-overtaken", PrincipleCards.Late("p", all[2], 12));
        var retire = new PrincipleMatter(Act.Retire, null, 3, null, 2).ToMatter(all[1].Name);
        yield return ("decision-of-matter", DecisionCards.Live("p", new(12, text, Method.Consent, 50, person, name, Now, Now + Duration.FromDays(7)) { Matter = retire }, []));
        yield return ("principle-retired-told", PrincipleCards.Retired("p", all[^1]));
        yield return ("principle-review", PrincipleCards.Review("p", all[2]));
        yield return ("principle-cited-catalogue", PrincipleCards.Cited(Catalogue.All[5]));
        yield return ("principles", PrincipleLists.Page(seat, [.. Enumerable.Repeat(all, 12).SelectMany(a => a)], partners, 1, text[..Math.Min(text.Length, 18)]));
        yield return ("principles-one", PrincipleLists.Page(seat, all[..1], partners, 0, ""));
        yield return ("principles-none", PrincipleLists.None(seat));
        foreach (var (i, source) in Catalogue.Sources.Index())
        {
            yield return ($"catalogue-{source}", PrincipleLists.OfCatalogue("p", i, all));
        }

        var edition = new BotPartner.Core.Digests.Edition("p", partnership, Audience.All, Now - Duration.FromDays(7), Now, DateTimeZone.Utc);
        yield return ("principle-digest", new Card(Text.Say("principles.button"), Text.Say("principles.button"), PrincipleDigest.Of(edition, all).Body));
    }

    public static IEnumerable<(string, Form)> Forms(Person person, string nasty)
    {
        var all = States(person, string.Concat(Enumerable.Repeat(nasty, 20))).Select(s => s.Principle).ToArray();
        var filled = Filled.Of("own", string.Concat(Enumerable.Repeat(nasty, 20)), string.Concat(Enumerable.Repeat(nasty, 20)), Proposal.Blank with { Closes = new Deadline.At(new(2027, 1, 1, 18, 0)) }, nasty[..30]);
        yield return ("principle-adopt", AdoptForm.Of("p", [], null));
        yield return ("principle-adopt-nasty", AdoptForm.Of("p", all, filled, Text.Say("principle.unclear", ("parts", nasty))));
        yield return ("principle-revise", AdoptForm.Of("p", 999, Act.Revise, filled));
        yield return ("principle-retire", AdoptForm.Of("p", 999, Act.Retire, filled));
        yield return ("principle-cite", CitePrinciple.Form("p", all, null));
        yield return ("principle-cite-many", CitePrinciple.Form("p", [.. Enumerable.Repeat(all[0], 101)], nasty[..80]));
        Option[] choices = [.. Enumerable.Range(1, 98).Select(i => new Option($"{i}", PrincipleCards.Title(all[1] with { Number = i })))];
        yield return ("ballot-citing", Cited.From(BallotForm.Of("p", 12, new(Method.Consent, 50), Choice.Object, new Ballot(Choice.Object, nasty, person, Now) { Principle = "#3 " + nasty[..40] }), choices));
        yield return ("ballot-citing-typed", Cited.From(BallotForm.Of("p", 12, new(Method.Consent, 50), null, new Ballot(Choice.Object, nasty, person, Now) { Principle = nasty[..70] }), choices));
    }

    private static IEnumerable<(string State, Principle Principle)> States(Person person, string text)
    {
        var title = text.ReplaceLineEndings(" ").Length > 60 ? text.ReplaceLineEndings(" ")[..60] : text;
        var given = Enumerable.Range(0, 40).Where(i => i % 3 > 0).ToDictionary(i => $"id{i}", i => new Acknowledgement($"p{i}", person, Now, 1));
        var adopted = new Principle(1, [new(Turn.Adopted, 12, Now)]) { From = "ilo.sustainable", AdoptedAt = Now };
        var own = new Principle(2, [new(Turn.Adopted, 13, Now) { Title = title, Words = text }]) { Title = title, Words = text, AdoptedAt = Now, Acknowledged = given };
        var revised = own.Passing(new(Turn.Revised, 14, Now) { Title = title, Words = text }) with { Version = 2, From = "gmi.no-free-riders", ReviewOn = "2027-11-21", Acknowledged = given.ToDictionary(g => g.Key, g => g.Value with { Version = 2 }) };
        yield return ("adopted", adopted);
        yield return ("own", own);
        yield return ("revised", revised);
        yield return ("often", Enumerable.Range(20, 30).Aggregate(revised, (p, n) => p.Passing(new(Turn.Revised, n, Now) { Title = title, Words = text })));
        yield return ("retired", revised.Passing(new(Turn.Retired, 99, Now)) with { RetiredAt = Now });
    }
}
