using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>The cards and forms of a decision's life beside the voting.</summary>
internal static class LifeGallery
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    public static IEnumerable<(string Name, Card Card)> Cards(string name, Person person, string text)
    {
        var reason = Cut(text, 1500);
        var answer = new ConcernAnswer(2, false, Cut(text, 1000), person, Now);
        var objector = new Objector(12, 3, 2, new("v", Cut(name, 80), "business"), reason, []) { Asked = [person], Revision = 1 };
        var outcome = Count.Of(Method.Consent, 50, 500, Enumerable.Repeat(Choice.Consent, 400).Append(Choice.Object));
        var past = Enumerable.Range(0, 19).Select(i => new PastRound(text, Now, Now, 40, outcome, person)
        {
            Concerns = [.. Enumerable.Range(0, 30).Select(k => new Concern($"{Cut(name, 70)} {k}", reason, k % 3 == 0 ? [] : [answer with { Meets = k % 3 == 1 }]))],
        }).ToArray();
        var open = new Decision(12, text, Method.Consent, 50, person, Cut(name, 80), Now, Now + Duration.FromDays(7))
        {
            Phase = Phase.Open,
            Electorate = 500,
            Boxes = 40,
            Earlier = past,
            Extension = new(Now, person),
            PutIn = Cut(name, 80),
        };
        var asking = open with { Phase = Phase.Asking, Amendment = new(text, "P7D", person, Now) { Draft = 2, OpensAt = Now } };
        var closed = open with { Phase = Phase.Closed, Outcome = outcome, ClosedAt = Now, Statement = new(Cut(text, 2000), person, Now) { ReviewOn = "2027-03-01" } };
        var withdrawn = open with { Phase = Phase.Withdrawn, Withdrawal = new(person, Now, Cut(text, 1000)), ClosedAt = Now, ClosedBy = person };
        var voices = Enumerable.Range(0, 500).Select(i => new Voice(
            new($"v{i}", $"{Cut(name, 70)} {i}", "business"), i % 5 == 4 ? null : new Ballot(Method.Consent.Choices[i % 3], i % 3 == 2 ? reason : null, person, Now))).ToArray();
        var seat = new Seat("p", new Partnership(name, "Africa/Dakar", [person], [], Now), person, null);
        yield return ("asking", LifeCards.Asking("p", asking, [.. Enumerable.Repeat(objector, 20), .. Enumerable.Repeat(objector with { Answers = [answer] }, 20)]));
        yield return ("asking-first", LifeCards.Asking("p", asking, []));
        yield return ("question", LifeCards.Question("p", name, asking, objector));
        yield return ("question-answered", LifeCards.Question("p", name, asking, objector with { Answers = [answer] }));
        yield return ("question-over", LifeCards.Question("p", name, asking with { Amendment = asking.Amendment }, objector with { Closed = true }));
        yield return ("told", LifeCards.Told("p", 12, name, answer));
        yield return ("round-opened", LifeCards.RoundOpened("p", open));
        yield return ("round-live", DecisionCards.Live("p", open, voices));
        yield return ("round-past", LifeCards.Past("p", open, 5));
        yield return ("withdrawn", LifeCards.Withdrawn(withdrawn));
        yield return ("withdrawn-message", LifeCards.WithdrawnMessage(withdrawn));
        yield return ("stated", DecisionCards.Closed(closed, voices, "p"));
        yield return ("unstated", DecisionCards.Closed(closed with { Statement = null }, voices, "p"));
        yield return ("statement", LifeCards.StatementMessage(closed));
        yield return ("review", LifeCards.Review("p", closed));
        yield return ("reminder", ReminderCards.Reminder("p", name, open, halfTime: true));
        yield return ("reminder-day", ReminderCards.Reminder("p", name, open with { PutIn = null }, halfTime: false));
        yield return ("preview", PreviewProposal.Preview("p", "d", Proposal.Blank with { Text = text }, open with { Earlier = null, Extension = null }, voices));
        foreach (var (kind, decision) in new[] { ("open", open with { Earlier = null }), ("asking", asking), ("closed", closed with { Earlier = null }), ("withdrawn", withdrawn) })
        {
            yield return ($"manage-{kind}", ManageDecision.Card("p", decision));
        }

        var page = new Page([.. Enumerable.Range(0, Register.Shown).Select(i => new Line((i % 4) switch { 0 => open, 1 => asking, 2 => closed, _ => withdrawn }, (i % 5) switch { 0 => Cast.NotYet, 1 => Cast.Done, 2 => Cast.Divided, _ => null }))], 7, 21);
        foreach (var filter in Enum.GetValues<Filter>())
        {
            yield return ($"register-{filter}", ((Reply.Show)RegisterCards.Page(seat, filter, page, further: true)).Card);
            yield return ($"register-{filter}-none", ((Reply.Show)RegisterCards.Page(seat, filter, new([], null, null), further: false)).Card);
        }
    }

    public static IEnumerable<(string Name, Form Form)> Forms(Person person, string nasty)
    {
        var decision = new Decision(999, new string('x', 3000), Method.Consent, 50, person, null, Now, Now + Duration.FromDays(7)) { Phase = Phase.Open };
        var args = new Dictionary<string, string>(BallotForm.Args("p", 12, 3)) { ["d"] = "2" };
        yield return ("amend", AmendForm.Of("p", decision, decision.Text, AmendForm.Lasts(decision)));
        yield return ("amend-nasty", AmendForm.Of("p", decision, nasty, new Deadline.On(IsoDayOfWeek.Friday, new(17, 0)), Text.Say("amend.unclear", ("parts", nasty))));
        yield return ("concern", AnswerAmendment.Form(args, "yes", nasty));
        yield return ("withdraw", WithdrawDecision.Form("p", 999, nasty));
        yield return ("extend", ExtendDecision.Form("p", decision, null, null));
        yield return ("statement", StatementForm.Of("p", 999, nasty, "2027-03-01"));
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
