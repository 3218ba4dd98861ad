using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>The cards and forms of every method, with the most and the longest options there can be.</summary>
internal static class MethodGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly string[] Groups = ["government", "business", "civil-society", "international", "community"];

    public static IEnumerable<(string Name, Card Card)> Cards(string name, Person person, string text)
    {
        foreach (var (kind, method) in Methods(name))
        {
            foreach (var size in new[] { 1, 6, 500 })
            {
                var terms = new Terms(method, 50) { EachConstituency = size > 1, Visibility = size == 6 ? Visibility.Sealed : null, MandateCap = 3 };
                var decision = new Decision(12, text, method, 50, person, Cut(name, 80), Now, Now + Duration.FromDays(7))
                {
                    Phase = Phase.Open,
                    Electorate = size,
                    Boxes = 1,
                    Terms = terms,
                };
                var said = Contents(method);
                var voices = Enumerable.Range(0, size).Select(i => new Voice(
                    new($"v{i}", $"{Cut(name, 70)} {i}", Groups[i % Groups.Length]),
                    i % 7 == 6 ? null : new Ballot(said[i % said.Length], i % 3 == 2 || method.NeedsReason(said[i % said.Length]) ? Cut(text, 1500) : null, person, Now) { Principle = i % 2 == 0 ? Cut(text, 200) : null })
                {
                    Holder = i % 4 == 3 ? $"{Cut(name, 70)} {i / 2}" : null,
                    Via = i % 8 == 3 ? "v0" : null,
                }).ToArray();
                var closed = decision with
                {
                    Phase = Phase.Closed,
                    ClosedAt = Now,
                    Outcome = Count.Of(terms, [.. voices.Select(v => new Vote(v.Voter, v.Ballot?.Choice))]),
                };
                var none = closed with { Outcome = Count.Of(terms, [.. voices.Select(v => new Vote(v.Voter, null))]) };
                var past = new PastRound(text, Now, Now, 40, closed.Outcome!, person);
                yield return ($"method-live-{kind}-{size}", DecisionCards.Live("p", decision, voices));
                yield return ($"method-live-again-{kind}-{size}", DecisionCards.Live("p", decision with { Earlier = [past] }, voices));
                yield return ($"method-closed-{kind}-{size}", DecisionCards.Closed(closed, voices, "p"));
                foreach (var card in Anonymous(kind, decision, voices, Cut(text, 1500)))
                {
                    yield return card;
                }

                yield return ($"method-outcome-{kind}-{size}", DecisionCards.Outcome(closed));
                yield return ($"method-none-{kind}-{size}", DecisionCards.Closed(none, [.. voices.Select(v => v with { Ballot = null })], "p"));
                yield return ($"method-past-{kind}-{size}", LifeCards.Past("p", decision with { Earlier = [past] }, 1));
                yield return ($"method-reminder-{kind}-{size}", ReminderCards.Reminder("p", Cut(name, 80), decision, halfTime: true));
                if (TableCards.Has(closed))
                {
                    yield return ($"method-table-{kind}-{size}", TableCards.Of("p", closed));
                }
            }

            var ballot = new Ballot(Contents(method)[0], null, person, Now);
            yield return ($"method-confirmed-{kind}", Card.Of(VoteCards.Confirmation(method, 12, Cut(name, 80), ballot, ballot with { By = person with { User = "U9" }, Choice = Contents(method)[1] })));
            yield return ($"method-replaced-{kind}", VoteCards.Replaced(method, 12, Cut(name, 80), ballot, ballot with { Choice = Contents(method)[1] }));
        }
    }

    private static IEnumerable<(string, Card)> Anonymous(string kind, Decision decision, IReadOnlyList<Voice> voices, string reason)
    {
        var terms = decision.Terms with { Visibility = Visibility.Anonymous, MandateCap = null, Method = decision.Method with { EachConstituency = false } };
        var open = decision with { Terms = terms };
        Voice[] quiet = [.. voices.Select(v => new Voice(v.Voter, null) { InUrn = v.Ballot is not null })];
        var urn = new Urn([.. quiet.Where(v => v.InUrn).Select(v => v.Voter.Id)], [.. voices.Where(v => v.Ballot is not null).Select(v => new Slip(v.Ballot!.Choice, v.Ballot.Reason))]);
        var closed = open with { Phase = Phase.Closed, ClosedAt = Now, Outcome = PourUrns.Counted(terms, [.. quiet.Select(v => v.Voter)], urn) };
        var missed = open with { Phase = Phase.Closed, ClosedAt = Now, Outcome = PourUrns.Counted(terms, [.. quiet.Select(v => v.Voter)], Urn.Empty) };
        yield return ($"anonymous-live-{kind}-{voices.Count}", DecisionCards.Live("p", open, quiet));
        yield return ($"anonymous-closed-{kind}-{voices.Count}", DecisionCards.Closed(closed, quiet, "p", urn));
        yield return ($"anonymous-unopened-{kind}-{voices.Count}", DecisionCards.Closed(missed, quiet, "p", Urn.Empty));
        yield return ($"anonymous-outcome-{kind}-{voices.Count}", DecisionCards.Outcome(missed));
        yield return ($"anonymous-again-{kind}-{voices.Count}", ((Reply.Show)AnonymousCards.Refused(AnonymousBallot.Again(12), voices[0].Voter.Name, KeptWords.Of(terms.Method, Contents(terms.Method)[0], new(reason, reason)))).Card);
        yield return ($"anonymous-recorded-{kind}-{voices.Count}", Card.Of(AnonymousCards.Confirmation(terms.Method, 12, voices[0].Voter.Name, Contents(terms.Method)[0])));
    }

    public static IEnumerable<(string Name, Form Form)> Forms(string nasty)
    {
        foreach (var (kind, method) in Methods(nasty))
        {
            var terms = new Terms(method, 50) { Visibility = Visibility.Sealed };
            yield return ($"mandate-{kind}", GiveMandate.Form("p", new(999, "x", method, 50, new("slack", "T1", "U1", nasty), null, Now, Now), nasty));
            yield return ($"ballot-{kind}", BallotForm.Of("p", 999, terms, null, null, 19));
            yield return ($"ballot-anonymous-{kind}", BallotForm.Of("p", 999, terms with { Visibility = Visibility.Anonymous }, null, null, 19));
            foreach (var content in Contents(method))
            {
                yield return ($"ballot-{kind}-{content}", BallotForm.Of("p", 12, terms, null, new Ballot(content, nasty, new("slack", "T1", "U1", nasty), Now)));
            }

            yield return ($"ballot-{kind}-mended", ((Reply.Correct)BallotForm.Mend("p", 12, terms, "approve:99", new(nasty, nasty))).Form);
            yield return ($"propose-{kind}", ProposalForm.Of("p", Proposal.Blank with { Text = nasty, Method = method, EachConstituency = true, Visibility = Visibility.Sealed }, Text.Say("propose.unclear", ("parts", nasty))));
        }
    }

    private static IEnumerable<(string, Method)> Methods(string name)
    {
        string[] options = [.. Enumerable.Range(0, 10).Select(i => Cut($"{i} {string.Concat(Enumerable.Repeat(name, 5))}", 75))];
        yield return ("gradients", new(Method.GradientsId));
        yield return ("veto", new(Method.GradientsId) { Veto = true, OfElectorate = true, EachConstituency = true, Threshold = new(99, 100, Strict: false) });
        yield return ("every", Method.Majority(new(99, 100, Strict: true)) with { OfElectorate = true, EachConstituency = true });
        yield return ("choose", new(Method.ChooseId) { Options = options });
        yield return ("choose-few", new(Method.ChooseId) { Options = [Cut($"A {name}", 30), "B", "C", "D"] });
        yield return ("approve", new(Method.ChooseId) { Options = options, Approvals = 10 });
        yield return ("rank", new(Method.RankId) { Options = options });
    }

    private static string[] Contents(Method method) => method switch
    {
        { Id: Method.RankId } => ["rank:10>1=2>3>4=5=6>7>8>9", "rank:2>1", Choice.Abstain, "rank:3", "rank:4=5", "rank:6>5>4>3>2>1", "rank:7=1>2", "rank:8>9", "rank:9"],
        { Approvals: > 1 } => ["approve:1,2,3,4,5,6,7,8,9,10", "approve:3", Choice.Abstain],
        _ => [.. method.Choices],
    };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
