using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Settings;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Who votes, as cards and forms show it: weights, delegates who must agree, members.</summary>
internal static class ElectorateGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly string[] Groups = ["government", "business", "civil-society", "international", "community"];

    public static IEnumerable<(string Name, Card Card)> Cards(string name, Person person, string text)
    {
        var method = Method.Majority(new(2, 3, Strict: false));
        foreach (var (kind, terms) in new (string, Terms)[]
        {
            ("weights", new(method, 50) { CapPercent = 30, Delegates = Delegates.MustAgree, EachConstituency = true, MandateCap = 3 }),
            ("weights-all", new(new(Method.GradientsId) { Threshold = new(3, 4, Strict: true), OfElectorate = true }, 50)),
            ("weights-choose", new(new(Method.ChooseId) { Options = ["Lima", "Dakar"] }, 50)),
            ("agree", new(Method.Consent, 50) { Delegates = Delegates.MustAgree }),
            ("agree-sealed", new(method, 50) { Delegates = Delegates.MustAgree, Visibility = Visibility.Sealed }),
            ("members", new(method with { OfElectorate = true, EachConstituency = true }, 50) { Electors = Electors.Members, EachConstituency = true }),
            ("members-consent", new(Method.Consent, 50) { Electors = Electors.Members }),
        })
        {
            foreach (var size in new[] { 3, 500 })
            {
                var decision = new Decision(12, text, terms.Method, 50, person, Cut(name, 80), Now, Now + Duration.FromDays(7)) { Phase = Phase.Open, Electorate = size, Boxes = 1, Terms = terms, PutIn = Cut(name, 80) };
                var voices = Voices(kind, terms, size, name, person, text);
                var closed = decision with { Phase = Phase.Closed, ClosedAt = Now, Outcome = Count.Of(terms, [.. voices.Select(v => new Vote(v.Voter, v.Ballot?.Choice))]) };
                Voice[] silent = [.. voices.Select(v => v with { Ballot = null, Spoken = [] })];
                var none = closed with { Outcome = Count.Of(terms, [.. silent.Select(v => new Vote(v.Voter, null))]) };
                var past = decision with { Earlier = [new PastRound(text, Now, Now, 40, closed.Outcome!, person)] };
                yield return ($"electorate-live-{kind}-{size}", DecisionCards.Live("p", decision, voices));
                yield return ($"electorate-before-{kind}-{size}", DecisionCards.Live("p", past, silent));
                yield return ($"electorate-closed-{kind}-{size}", DecisionCards.Closed(closed, voices, "p"));
                yield return ($"electorate-none-{kind}-{size}", DecisionCards.Closed(none, silent, "p"));
                yield return ($"electorate-outcome-{kind}-{size}", DecisionCards.Outcome(closed));
                yield return ($"electorate-reminder-{kind}-{size}", ReminderCards.Reminder("p", Cut(name, 80), decision, halfTime: true, divided: terms.MustAgree));
                yield return ($"electorate-preview-{kind}-{size}", PreviewProposal.Preview("p", "d", Proposal.Blank with { Text = text }, decision, silent));
                yield return ($"electorate-round-{kind}-{size}", LifeCards.RoundOpened("p", past));
            }
        }

        Ballot[] said = [.. Enumerable.Range(0, 12).Select(i => new Ballot(i == 0 ? Choice.Against : Choice.For, null, person with { User = $"u{i}" }, Now))];
        yield return ("agree-divided", AgreementCards.Told("p", method, 12, 3, Cut(name, 80), said[0], said));
        yield return ("agree-agreed", AgreementCards.Told("p", method, 12, 1, Cut(name, 80), said[1], said[1..]));
        yield return ("agree-answer-divided", Card.Of(AgreementCards.Answer(method, 12, Cut(name, 80), said[0], null, said)));
        yield return ("agree-answer-agreed", Card.Of(AgreementCards.Answer(method, 12, Cut(name, 80), said[1], null, said[1..])));
        var partnership = new Partnership(Cut(name, 80), "Africa/Dakar", [person], [], Now) { Delegates = Delegates.MustAgree, WeightCap = 30 };
        yield return ("settings", SettingsCards.Card(new("p", partnership, person, null), null));
        yield return ("settings-default", SettingsCards.Card(new("p", partnership with { Delegates = null, WeightCap = null, Stewards = [] }, person, null), null));
        yield return ("partners-weights", PartnershipCards.Partners(new("p", partnership, person, null), [.. Enumerable.Range(0, 40).Select(i => new Partner($"{Cut(name, 70)} {i}", Groups[i % 5], null) { Weight = i % 3 == 0 ? "1000000" : null })]));
    }

    public static IEnumerable<(string Name, Form Form)> Forms(string nasty)
    {
        var all = Enumerable.Range(0, 100).Select(i => (Partner.IdOf($"{i}"), new Partner(Cut($"{i} {nasty}", 80), "business", null))).ToArray();
        yield return ("weight", WeighPartner.Form("p", all, all[3].Item1, "1.5"));
        yield return ("weight-many", WeighPartner.Form("p", [.. all, .. all], nasty, new string('9', 500)));
        yield return ("settings", SettingsCards.Form("p", s => s.Value(new Partnership(Cut(nasty, 80), "Africa/Dakar", [], [], Now) { Delegates = Delegates.MustAgree, WeightCap = 30 })));
        yield return ("propose-members", ProposalForm.Of("p", Proposal.Blank with { Text = "x", Electors = Electors.Members }));
        yield return ("ballot-members", BallotForm.Of("p", 12, new(Method.Consent, 50) { Electors = Electors.Members }, null, null));
    }

    private static Voice[] Voices(string kind, Terms terms, int size, string name, Person person, string text)
    {
        var said = terms.Method.Choices;
        return [.. Enumerable.Range(0, size).Select(i =>
        {
            var voter = new Voter($"v{i}", $"{Cut(name, 70)} {i}", Groups[i % Groups.Length])
            {
                Weight = kind.StartsWith("weights", StringComparison.Ordinal) && i % 2 == 0 ? new Weight(1_500_001 + (i * 250_000)) : null,
                Partner = terms.OfMembers ? Cut(name, 75) : null,
            };
            Ballot Says(int choice) => new(said[choice % said.Count], terms.Method.NeedsReason(said[choice % said.Count]) ? Cut(text, 1500) : null, person with { User = $"u{choice}" }, Now);
            return i % 7 == 6 ? new Voice(voter, null)
                : terms.MustAgree && i % 5 == 1 ? new Voice(voter, null) { Spoken = [Says(0), Says(1)] }
                : new Voice(voter, Says(i));
        })];
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
