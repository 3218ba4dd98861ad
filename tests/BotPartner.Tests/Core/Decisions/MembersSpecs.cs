using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions.Records;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>Everybody who speaks for a partner votes as themself: one member, one vote.</summary>
public sealed class MembersSpecs
{
    private static readonly Texts Texts = Texts.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_member_has_a_vote_whether_they_are_a_delegate_or_not()
    {
        var (chamber, desk) = await Put("majority | quorum 60%");
        Assert.Equal("Recorded as your vote on decision 1: For. You can change it until the decision closes.", await Said(desk, chamber.Press("nora", CastBallot.Action, Ledger.Choose(1, Choice.For))));
        Assert.StartsWith("Your vote on decision 1 is changed: from For to Against.", await Said(desk, chamber.Press("nora", CastBallot.Action, Ledger.Choose(1, Choice.Against))), StringComparison.Ordinal);
        await desk.Do(chamber.Say("sam", "vote 1 for"));
        await desk.Do(chamber.Say("north", "vote 1 for"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var decision = await chamber.Decision();
        Assert.Equal((5, 3, 3, Result.Adopted), (decision.Outcome!.Electorate, decision.Outcome.Needed, decision.Outcome.Cast, decision.Outcome.Result));
        var round = Assert.Single(await chamber.Records()).Rounds[0];
        Assert.Equal(["nora (north)", "north (north)", "sam (south)", "south (south)", "west (west)"], round.Voters.Select(v => v.Shown).Order());
    }

    [Fact]
    public async Task A_member_with_two_accounts_votes_once_and_is_not_told_of_themself()
    {
        var (chamber, desk) = await Put("majority | quorum 20%", linked: true);
        Assert.Equal(5, (await chamber.Decision()).Electorate);
        await desk.Do(chamber.Say("nora", "vote 1 for"));
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Do(chamber.Say("nora-elsewhere", "vote 1 against"));
        Assert.All(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop), b => Assert.Empty(DecisionKinds.Box.Read(b).Owes));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal((1, 1), ((await chamber.Decision()).Outcome!.Cast, (await chamber.Decision()).Outcome!.Of(Choice.Against)));
    }

    [Theory]
    [InlineData("stranger", "refusal.stranger")]
    [InlineData("late", "refusal.not-in-electorate.members")]
    public async Task Who_is_no_member_or_came_later_is_told_so(string who, string key)
    {
        var (chamber, desk) = await Put("majority | quorum 60%");
        await chamber.Joins("late", "west");
        Assert.Equal(Plain(Text.Say(key, ("n", 1))), await Said(desk, chamber.Press(who, CastBallot.Action, Ledger.Choose(1, Choice.For))));
    }

    [Fact]
    public async Task Where_partners_vote_a_member_who_is_no_delegate_is_told_who_can_name_them()
    {
        var (chamber, desk) = await Put("majority", "");
        Assert.Equal(Plain(Text.Say("refusal.not-delegate", ("partner", "south"))), await Said(desk, chamber.Press("sam", CastBallot.Action, Ledger.Choose(1, Choice.For))));
        Assert.Equal(3, (await chamber.Decision()).Electorate);
    }

    [Fact]
    public async Task Nobody_gives_a_mandate()
    {
        var (chamber, desk) = await Put("majority");
        Assert.Equal(Plain(Text.Say("mandate.members", ("n", 1))), await Said(desk, chamber.Say("sam", "mandate 1 to north")));
        var refused = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "decide Text | majority | members | mandates 1")));
        Assert.Equal("terms.members.mandates", ((Text.Said)((Text.Joined)refused.Form.Intro!).Parts[0]).Key);
        Assert.Equal("Text", refused.Form.Fields.First(f => f.Id == "text").Value);
    }

    [Fact]
    public async Task A_constituency_is_heard_when_a_member_of_one_of_its_partners_votes()
    {
        var chamber = await new Chamber().Found();
        var west = Kinds.PartnerKey(Chamber.Id, Partner.IdOf("west"));
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Partner, west, null, p => p! with { State = p!.State with { Constituency = "media" } }, Stop);
        await chamber.Joins("wendy", "west");
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide Text | consent | quorum 25% each constituency | members | closes in 3d"));
        await desk.Do(chamber.Say("wendy", "vote 1 consent"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var turnout = (await chamber.Decision()).Outcome!.Working!.Turnout!;
        Assert.Equal((false, "business 0 of 2, media 1 of 2"), (turnout.Met, string.Join(", ", turnout.Constituencies.Select(c => $"{c.Constituency} {c.Cast} of {c.Voters}"))));
    }

    [Fact]
    public async Task Reminders_go_to_members_who_have_not_voted_and_once_to_who_has_two_accounts()
    {
        var (chamber, desk) = await Put("majority", linked: true);
        await desk.Do(chamber.Say("sam", "vote 1 for"));
        var unvoted = new Unvoted(new Ballots(chamber.Documents, new Change(chamber.Documents, new DueSignal())), new Members(chamber.Documents));
        var awaited = await unvoted.Of(Chamber.Id, await chamber.Decision(), "UTC", Stop);
        Assert.Equal(["nora", "north", "south", "west"], awaited.Select(a => a.Person.User).Order());

        // On whichever of them a person says that they want none, or want them again: so it is.
        await desk.Do(chamber.Say("nora-elsewhere", "reminders off"));
        Assert.Equal(["north", "south", "west"], (await unvoted.Of(Chamber.Id, await chamber.Decision(), "UTC", Stop)).Select(a => a.Person.User).Order());
        await desk.Do(chamber.Say("nora", "reminders on"));
        await desk.Do(chamber.Say("nora", "reminders off"));
        await desk.Do(chamber.Say("nora-elsewhere", "reminders on"));
        Assert.Equal(["nora", "north", "south", "west"], (await unvoted.Of(Chamber.Id, await chamber.Decision(), "UTC", Stop)).Select(a => a.Person.User).Order());
    }

    [Fact]
    public async Task Who_objected_and_has_two_accounts_is_asked_on_one()
    {
        var (chamber, desk) = await Put("consent | quorum 20%", linked: true);
        await desk.Do(chamber.Submit("nora-elsewhere", BallotForm.Id, Ledger.Choose(1, Choice.Object), new() { ["reason"] = "Too early." }));
        await desk.Do(chamber.Say("north", "amend 1 A better text"));
        await desk.Tick();
        var asked = DecisionKinds.Objector.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "objector", "", 10, Stop)));
        Assert.Equal(["nora"], asked.State.Asked!.Select(p => p.User));
    }

    [Fact]
    public async Task The_member_who_objected_is_asked_about_the_amended_text()
    {
        var (chamber, desk) = await Put("consent | quorum 20%");
        await desk.Do(chamber.Submit("sam", BallotForm.Id, Ledger.Choose(1, Choice.Object), new() { ["reason"] = "Too early." }));
        await desk.Do(chamber.Say("north", "amend 1 A better text"));
        await desk.Tick();
        Assert.Equal(Phase.Asking, (await chamber.Decision()).Phase);
        var args = new Dictionary<string, string>(BallotForm.Args(Chamber.Id, 1, 2)) { ["d"] = "1", ["a"] = "yes" };
        await desk.Do(chamber.Press("south", AnswerAmendment.Action, args));
        Assert.Equal(Phase.Asking, (await chamber.Decision()).Phase);
        await desk.Do(chamber.Press("sam", AnswerAmendment.Action, args));
        await desk.Tick();
        var decision = await chamber.Decision();
        Assert.Equal((Phase.Open, 2, "sam (south)", true), (decision.Phase, decision.Round, decision.Earlier![0].Concerns![0].Partner, decision.Earlier[0].Concerns![0].Answers[0].Meets));
    }

    [Fact]
    public void Thousands_of_members_make_the_decision_no_larger()
    {
        var partner = new Partner("Rivières Vivantes", "civil-society", null);
        var members = Franchise.Of(
            Enumerable.Range(0, 5000).Select(i => new Member(new("a", "r", $"u{i}", $"Élodie Martin {i}"), "x", partner.Name, Standing.Admitted, default)),
            new Dictionary<string, Partner> { ["x"] = partner });
        var electorate = Electorate.Of(members);
        Assert.InRange(electorate.Boxes, 5000 / Electorate.BoxSize, 1000);
        Assert.True(electorate.Voters.GroupBy(v => Electorate.BoxOf(v.Id, electorate.Boxes)).Max(g => g.Count()) <= Electorate.BoxSize);
        Assert.InRange(DecisionKinds.Electorate.Write(DecisionKinds.Electorate.New(new("p", "e"), electorate)).Body.Length, 0, 800 * 1024);
        var decision = new Decision(1, "Text", Method.Consent, 50, new("a", "r", "u", "A"), null, default, Instant.FromUnixTimeSeconds(99)) { Electorate = 5000, Boxes = electorate.Boxes, Terms = new(Method.Consent, 50) { Electors = Electors.Members } };
        var voices = members.Select(v => new Voice(v, new(Choice.Consent, "A reason of some length.", new("a", "r", "u", "A"), default))).ToArray();
        var document = DecisionKinds.Decision.New(new("p", "d"), decision).Owing(new(DecisionCards.Slot, 1, DecisionCards.Live("p", decision, voices), []));
        Assert.InRange(DecisionKinds.Decision.Write(document).Body.Length, 0, 12 * 1024);
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Put(string terms, string electorate = "| members", bool linked = false)
    {
        var chamber = await new Chamber().Found();
        await chamber.Joins("nora", "north");
        await chamber.Joins("sam", "south");
        if (linked)
        {
            await chamber.Joins("nora-elsewhere", "north", linkedTo: Key.Hash(Chamber.Delegate("nora").Key));
        }

        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", $"decide Text | {terms} {electorate} | closes in 3d"));
        return (chamber, desk);
    }

    private static async Task<string> Said(Chamber.Desk desk, Request request) =>
        Plain(((Element.Paragraph)Assert.IsType<Reply.Show>(await desk.Do(request)).Card.Elements[0]).Text);

    private static string Plain(Text text) => Texts.Plain(text, Reader.Of("en", null));
}
