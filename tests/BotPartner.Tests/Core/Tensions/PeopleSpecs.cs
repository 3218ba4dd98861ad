using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Who stands where in a tension, also when people come, go, and are several things at once.</summary>
public sealed class PeopleSpecs
{
    [Fact]
    public void Where_nobody_is_named_who_answers_for_the_partner_does_and_else_who_votes_and_else_who_speaks()
    {
        Party south = Quarrel.Party("south", null), west = Quarrel.Party("west", null), north = Quarrel.Party("north", null);
        Assert.Equal(["sid"], Names(Quarrel.Usual.Of(south)));
        Assert.Equal(["wim"], Names(Quarrel.Usual.Of(west)));
        Assert.Equal(["anna", "nico"], Names(Without(Without(Quarrel.Usual, "nora"), "nobody").Of(north)));
        Assert.Empty(Quarrel.Usual.Of(Quarrel.Party("nowhere", null)));
    }

    [Fact]
    public void A_named_person_who_leaves_or_is_forgotten_is_answered_for()
    {
        Assert.Equal(["sid"], Names(Without(Quarrel.Usual, "bo").Of(Quarrel.Party("south", "bo"))));
        var forgotten = Quarrel.Party("south", "bo") with { Person = new(BotPartner.Core.Chat.Person.Gone, "-", "x", "—") };
        Assert.Equal(["sid"], Names(Quarrel.Usual.Of(forgotten)));
        var moved = Quarrel.Usual with { Members = [.. Quarrel.Usual.Members.Select(m => m.Person.User == "bo" ? m with { PartnerId = Partner.IdOf("west") } : m)] };
        Assert.Equal(["sid"], Names(moved.Of(Quarrel.Party("south", "bo"))));
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("bo")]
    public void Whom_a_side_named_neither_guides_nor_decides_whomever_they_speak_for_now(string who)
    {
        var quarrel = Quarrel.Raised(people: Quarrel.Usual with { Partnership = Quarrel.Usual.Partnership with { Facilitators = [Quarrel.Person(who), Quarrel.Person("fay")] } });
        quarrel.With(p => p with { Members = [.. p.Members.Select(m => m.Person.User == who ? m with { PartnerId = Partner.IdOf("west"), PartnerName = "west", Delegate = true } : m)] });
        quarrel.To(Stage.Committee).Release();
        Assert.Equal(("fay", "themself"), (Assert.Single(quarrel.Tension.Panel!.Asked).User, Assert.Single(quarrel.Tension.Panel.PassedOver).Why));
        Assert.Equal([Viewer.Anybody], quarrel.View(who).Roles);
        Assert.DoesNotContain(quarrel.Tension.Holders, h => h.As == Viewer.Committee && h.Person.User == who);
    }

    [Fact]
    public void Nobody_is_on_both_sides()
    {
        var within = Quarrel.Raised(t => t with { Raiser = Quarrel.Party("north", "nora"), Other = Quarrel.Party("north", null) }, With("nic2", "north", focal: true));
        Assert.Equal("nora raiser, nic2 other", within.Holders());
        Assert.Equal(Side.Raiser, within.People.SideOf(within.Tension, Quarrel.IdOf("nora")));
        Assert.Null(within.People.SideOf(within.Tension, Quarrel.IdOf("anna")));
    }

    [Fact]
    public void Linked_accounts_are_one_person()
    {
        var people = Quarrel.Usual with { Members = [.. Quarrel.Usual.Members.Select(m => m.Person.User == "bo" ? m with { Accounts = [Quarrel.Person("bo-at-work")] } : m)] };
        Assert.Equal(Quarrel.IdOf("bo"), people.IdOf(Quarrel.Person("bo-at-work")));
        var quarrel = Quarrel.Raised(people: people);
        Assert.Equal(Side.Other, Viewpoint.Of(quarrel.Tension, people, people.IdOf(Quarrel.Person("bo-at-work"))).Side);
        Assert.Equal(Key.Hash(Quarrel.Person("stranger").Key), people.IdOf(Quarrel.Person("stranger")));
    }

    [Fact]
    public void A_facilitator_of_a_side_is_passed_over_with_the_reason_and_the_free_one_is_asked()
    {
        var panel = Quarrel.Raised().To(Stage.Facilitated).Tension.Panel!;
        Assert.Equal((Handlers.Facilitator, "fay", "nico side"), (panel.As, Assert.Single(panel.Asked).User, string.Join(", ", panel.PassedOver.Select(p => $"{p.Person.User} {p.Why}"))));
    }

    [Fact]
    public void When_all_have_given_it_back_stewards_are_asked_and_then_the_mediator()
    {
        var quarrel = Quarrel.Raised().To(Stage.Facilitated);
        Leave(quarrel, "fay");
        Assert.Equal((Handlers.Steward, "stu"), (quarrel.Tension.Panel!.As, Assert.Single(quarrel.Tension.Panel.Asked).User));
        Leave(quarrel, "stu");
        Assert.Equal((Handlers.Mediator, 0), (quarrel.Tension.Panel!.As, quarrel.Tension.Panel.Asked.Count));
        Assert.Equal(Happenings.NoGuide, quarrel.Tension.More[^1].What);
        Assert.Equal(["left", "left", "side"], quarrel.Tension.Panel.PassedOver.Select(p => p.Why).Order());
        quarrel.Do(Side.Raiser, Moves.Propose, "x");
        Assert.Single(quarrel.Tension.More, e => e.What == Happenings.NoGuide);
    }

    [Fact]
    public void Who_guided_it_and_is_none_any_more_is_replaced()
    {
        var quarrel = Quarrel.Raised().To(Stage.Facilitated);
        quarrel.Into(quarrel.Tension with { Panel = quarrel.Tension.Panel! with { Taken = Quarrel.Person("fay") } }, Quarrel.IdOf("fay"));
        Assert.Equal([Viewer.Handler, Viewer.Facilitator], quarrel.View("fay").Roles);
        quarrel.Without("fay").Do(Side.Raiser, Moves.Propose, "x");
        Assert.Equal((Handlers.Steward, null), (quarrel.Tension.Panel!.As, quarrel.Tension.Panel.Taken));
    }

    [Fact]
    public void The_other_partners_decide_once_both_sides_released_something_and_the_sides_partners_never()
    {
        var quarrel = Quarrel.Raised(people: With("nd", "north", delegates: true)).To(Stage.Facilitated);
        quarrel.Release();
        Assert.Null(quarrel.Tension.Committee);
        quarrel.To(Stage.Committee);
        Assert.Equal(["east", "west"], quarrel.Tension.Committee!.Voters.Select(v => v.PartnerName));
        Assert.Equal([Viewer.Anybody], quarrel.View("nd").Roles);
    }

    [Fact]
    public void It_is_decided_as_soon_as_all_have_voted_or_when_the_time_is_over()
    {
        var quarrel = Quarrel.Raised().To(Stage.Committee).Release();
        Vote(quarrel, "west", "for");
        Assert.Null(quarrel.Tension.Committee!.Outcome);
        Vote(quarrel, "east", "abstain");
        Assert.Equal((BotPartner.Core.Decisions.Result.Adopted, 2), (quarrel.Tension.Committee!.Outcome!.Result, quarrel.Tension.Committee.Outcome.Cast));
        Assert.Single(quarrel.Tension.More, e => e.What == Happenings.CommitteeDecided);

        var late = Quarrel.Raised().To(Stage.Committee).Release();
        Assert.NotEqual(BotPartner.Core.Decisions.Result.Adopted, late.Asked().Tension.Committee!.Outcome!.Result);
        Assert.Equal(1, Vote(Quarrel.Raised().To(Stage.Committee).Release(), "west", "for").Asked().Tension.Committee!.Outcome!.Cast);
    }

    [Theory]
    [InlineData(1, 0, 1, true)]
    [InlineData(1, 0, 2, true)]
    [InlineData(1, 1, 2, false)]
    [InlineData(2, 1, 5, true)]
    [InlineData(2, 0, 5, false)]
    [InlineData(0, 0, 1, false)]
    public void More_for_than_against_and_half_of_the_partners(int yes, int no, int voters, bool adopted)
    {
        Seatholder[] seats = [.. Enumerable.Range(0, voters).Select(i => new Seatholder($"{i}", $"{i}"))];
        var ballots = Enumerable.Range(0, yes + no).ToDictionary(i => $"{i}", i => new CommitteeBallot(i < yes ? "for" : "against", Instant.MinValue));
        Assert.Equal(adopted, CommitteeCards.Count(new(seats) { Ballots = ballots }).Result == BotPartner.Core.Decisions.Result.Adopted);
    }

    [Theory]
    [InlineData(2, 2, 2, "tensions.open.few", "tensions.ended.few")]
    [InlineData(3, 0, 2, "tensions.open", "tensions.ended.few")]
    [InlineData(0, 3, 3, "tensions.open.few", "tensions.ended.resolved")]
    [InlineData(0, 3, 4, "tensions.open.few", "tensions.ended")]
    [InlineData(0, 3, 5, "tensions.open.few", "tensions.ended")]
    [InlineData(0, 3, 6, "tensions.open.few", "tensions.ended.resolved")]
    [InlineData(0, 2, 9, "tensions.open.few", "tensions.ended")]
    public void Numbers_are_said_from_three_upward_and_so_that_no_fewer_can_be_worked_out(int open, int resolved, int ended, params string[] keys) =>
        Assert.Equal(keys, ((BotPartner.Core.Chat.Text.Joined)new TensionNumbers(open, resolved, ended).Say()).Parts.OfType<BotPartner.Core.Chat.Text.Said>().Select(s => s.Key));

    [Fact]
    public void What_was_written_is_erased_after_its_time_and_only_numbers_stay()
    {
        var quarrel = Quarrel.Raised(t => t with { Agreed = Agreed.Default with { KeepDays = 30 } }).To(Stage.Talk).Resolve();
        var ended = quarrel.Now;
        quarrel.Tick().Sent().Tick();
        Assert.Equal(ended + Duration.FromDays(30), quarrel.Now);
        Assert.Equal(new(2026, Ending.Resolved, Stage.Talk, 0), quarrel.Tension.Trace);
        Assert.All(quarrel.Document.Owes, o => Assert.True(o.EditOnly));
        Assert.Equal(2, quarrel.Document.Owes.Count);
        var text = System.Text.Encoding.UTF8.GetString(TensionKinds.Tension.Write(quarrel.Document with { Owes = [] }).Body.Span);
        Assert.DoesNotContain(Quarrel.Written, text, StringComparison.Ordinal);
        Assert.DoesNotMatch("Full-Name|north\"|south\"", text);
        Assert.Equal(new(0, 1, 1), TensionNumbers.Of([quarrel.Tension]));

        quarrel.Sent().Tick();
        Assert.Equal(ended + Duration.FromDays(37), quarrel.Now);
        Assert.Empty(quarrel.Document.Delivered);
        Assert.Null(quarrel.Document.Wake);
        Assert.DoesNotMatch("anna|bo\"", System.Text.Encoding.UTF8.GetString(TensionKinds.Tension.Write(quarrel.Document).Body.Span));
    }

    [Fact]
    public void Whom_was_chosen_stands_in_the_form_however_many_there_are_and_after_them_that_partners_people()
    {
        var people = Quarrel.Usual with { Members = [.. Enumerable.Range(0, 150).Select(i => Quarrel.Member($"m{i:000}", $"p{i / 3:000}"))] };
        (string, string)[] partners = [.. people.Members.Select(m => (m.PartnerId, m.PartnerName)).Distinct()];
        BotPartner.Core.Chat.Field.Choice Persons(string? with, string? person) => Assert.IsType<BotPartner.Core.Chat.Field.Choice>(
            RaiseForm.Of(people, partners, Quarrel.IdOf("m000"), f => f == "with" ? with : f == "person" ? person : null, null).Fields.Single(f => f.Id == "person"));
        var last = people.Members[^1];
        var chosen = Persons(last.PartnerId, last.Id);
        Assert.Equal((100, last.Id), (chosen.Options.Count, chosen.Value));
        Assert.Equal(["-", last.Id, Quarrel.IdOf("m147"), Quarrel.IdOf("m148"), Quarrel.IdOf("m001")], chosen.Options.Take(5).Select(o => o.Value));
        Assert.Equal(("-", Quarrel.IdOf("m001")), (Persons(null, null).Value, Persons(null, null).Options[1].Value));
        Assert.IsType<BotPartner.Core.Chat.Field.Words>(RaiseForm.Of(people, [.. Enumerable.Range(0, 101).Select(i => ($"{i}", $"{i}"))], "x", _ => null, null).Fields[0]);
    }

    [Fact]
    public void The_clock_does_nothing_before_its_time()
    {
        var quarrel = Quarrel.Raised();
        Assert.IsType<Verdict<Tension>.Leave>(FollowTension.At(quarrel.Document, quarrel.People, quarrel.Document.Wake!.Value - Duration.FromSeconds(1)));
        Assert.IsType<Verdict<Tension>.Leave>(FollowTension.At(null, quarrel.People, quarrel.Now));
    }

    [Fact]
    public void Silence_leads_to_the_end_of_the_ladder_and_ends_there()
    {
        var quarrel = Quarrel.Raised();
        while (quarrel.Course.Ended is null)
        {
            quarrel.Sent().Tick();
        }

        Assert.Equal((Ending.Exhausted, Stage.Mediation), (quarrel.Course.Ended, quarrel.Course.Stage));
        Assert.Null(quarrel.Tension.Committee);
    }

    private static void Leave(Quarrel quarrel, string who)
    {
        var panel = quarrel.Tension.Panel!;
        quarrel.Into(quarrel.Tension with { Panel = panel with { Asked = [.. panel.Asked.Where(p => p.User != who)], PassedOver = [.. panel.PassedOver, new(Quarrel.Person(who), Skipped.Left)] } }, Quarrel.IdOf(who));
    }

    private static Quarrel Vote(Quarrel quarrel, string partner, string choice)
    {
        var committee = quarrel.Tension.Committee!;
        var ballots = new Dictionary<string, CommitteeBallot>(committee.Ballots) { [Partner.IdOf(partner)] = new(choice, quarrel.Now) };
        return quarrel.Into(quarrel.Tension with { Committee = committee with { Ballots = ballots } }, null);
    }

    private static IEnumerable<string> Names(IEnumerable<Member> members) => members.Select(m => m.Person.User);

    private static People Without(People people, string name) => people with { Members = [.. people.Members.Where(m => m.Person.User != name)] };

    private static People With(string name, string partner, bool focal = false, bool delegates = false) => Quarrel.Usual with { Members = [.. Quarrel.Usual.Members, Quarrel.Member(name, partner, focal, delegates)] };
}
