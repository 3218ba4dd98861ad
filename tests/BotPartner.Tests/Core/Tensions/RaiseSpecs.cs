using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>A tension is written, kept, sent, and read by whom it concerns; to all others it is not there.</summary>
public sealed partial class RaiseSpecs
{
    private const string Unknown = "refusal.tension.unknown";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_wrong_is_said_field_by_field_and_nothing_that_was_typed_is_lost()
    {
        var (chamber, desk) = await Open();
        var wrong = Assert.IsType<Reply.Correct>(await Fill(chamber, desk, "north", new() { ["with"] = "nowhere", ["what"] = " ", ["need"] = "N33D", ["principle"] = "trust", ["urgency"] = "now", ["circle"] = "stewards", ["name"] = "hidden", ["silence"] = "waits" }));
        Assert.True(wrong.Confidential);
        Assert.Equal(["what", "with"], wrong.Errors.Keys.Order());
        string? Value(string id) => wrong.Form.Fields.Single(f => f.Id == id).Value;
        Assert.Equal(("N33D", "trust", "now", "stewards", "hidden", "waits"), (Value("need"), Value("principle"), Value("urgency"), Value("circle"), Value("name"), Value("silence")));
        Assert.Equal(0, await chamber.Count("tension"));
        Assert.Equal(["tension.raise.person.elsewhere"], (await Fill(chamber, desk, "north", new() { ["person"] = Id("west") })).Keys());
        Assert.Equal(["tension.raise.person.yourself"], (await Fill(chamber, desk, "north", new() { ["with"] = Partner.IdOf("north"), ["person"] = Id("north") })).Keys());
        Assert.Equal(["tension.raise.person.yourself"], (await Fill(chamber, desk, "north", new() { ["with"] = Partner.IdOf("north") })).Keys());
        Assert.Equal(["tension.form.long"], (await Fill(chamber, desk, "north", new() { ["what"] = new('x', 3001) })).Keys());
    }

    [Fact]
    public async Task A_draft_is_changed_discarded_brought_back_and_sent_once()
    {
        var (chamber, desk) = await Open();
        var code = Code(await Fill(chamber, desk, "north", []));
        Assert.Equal([Unknown], (await desk.Do(chamber.Say("south", $"tensions {code}"))).Keys());
        Assert.Equal([Unknown], (await desk.Do(chamber.Say("north", $"tensions {code}"))).Keys());
        Assert.Equal(code, Code(await Fill(chamber, desk, "north", new() { ["what"] = "Another" }, code)));
        Assert.Equal(["tension.discarded"], (await Press(chamber, desk, "north", "tension.discard", code)).Keys());
        var again = Assert.IsType<Reply.Open>(await Press(chamber, desk, "north", RaiseForm.Id, code));
        Assert.Equal("Another", again.Form.Fields.Single(f => f.Id == "what").Value);
        Assert.Equal(code, Code(await Fill(chamber, desk, "north", new() { ["what"] = "Back" }, code)));
        Assert.Equal(["tension.sent"], (await Press(chamber, desk, "north", "tension.send", code)).Keys());
        Assert.Equal(["tension.sent"], (await Press(chamber, desk, "north", "tension.send", code)).Keys());
        var tension = await Tension(chamber, code);
        Assert.Equal(("Back", 1L, 1), (tension.Matter!.What, tension.Revision, tension.Course!.Events.Count));

        // What was changed in it meanwhile comes too late, and is not lost.
        var late = Assert.IsType<Reply.Show>(await Fill(chamber, desk, "north", new() { ["what"] = "T00 late" }, code));
        Assert.Equal(["refusal.tension.sent"], late.Keys());
        Assert.Contains(late.Card.Elements.OfType<Element.Quote>(), q => ((Text.Verbatim)q.Words).Value.Contains("T00 late", StringComparison.Ordinal));
        Assert.Equal(["refusal.tension.no-draft"], (await Press(chamber, desk, "north", "tension.discard", code)).Keys());
    }

    [Fact]
    public async Task A_draft_is_its_authors_alone_and_is_kept_for_a_week()
    {
        var (chamber, desk) = await Open();
        var code = Code(await Fill(chamber, desk, "north", new() { ["what"] = "S3CRET" }));
        Assert.Equal(["refusal.tension.no-draft"], (await Press(chamber, desk, "west", "tension.send", code)).Keys());
        Assert.Equal(["refusal.tension.no-draft"], (await Press(chamber, desk, "west", "tension.discard", code)).Keys());
        var form = Assert.IsType<Reply.Open>(await Press(chamber, desk, "west", RaiseForm.Id, code)).Form;
        Assert.DoesNotContain(form.Fields, f => f.Value?.Contains("S3CRET", StringComparison.Ordinal) == true);
        Assert.NotEqual(code, Code(await Fill(chamber, desk, "west", new() { ["what"] = "mine" }, code)));
        Assert.Equal("S3CRET", (await Tension(chamber, code)).Matter!.What);
        chamber.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(["refusal.tension.no-draft"], (await Press(chamber, desk, "north", "tension.send", code)).Keys());
    }

    [Fact]
    public async Task A_draft_of_who_speaks_for_another_partner_now_is_sent_for_that_one()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("nan", "north");
        var code = Code(await Fill(chamber, desk, "nan", []));
        await chamber.Leaves("nan");
        await new Change(chamber.Documents, new DueSignal()).Run(
            Kinds.Member, Kinds.MemberKey(Chamber.Id, Chamber.Delegate("nan")), null, c => c! with { State = c.State with { Standing = Standing.Admitted, PartnerId = Partner.IdOf("west"), PartnerName = "west" } }, Stop);
        chamber.Time.Advance(TimeSpan.FromSeconds(10));
        await Press(chamber, desk, "nan", "tension.send", code);
        Assert.Equal("west", (await Tension(chamber, code)).Raiser.PartnerName);
        Assert.Equal(["nan", "south"], (await Tension(chamber, code)).Holders.Select(h => h.Person.User));
    }

    [Fact]
    public async Task Nobody_has_more_than_five_under_way()
    {
        var (chamber, desk) = await Open();
        var codes = new List<string>();
        for (var i = 0; i < Drafts.MostOpen; i++)
        {
            codes.Add(await Raise(chamber, desk));
        }

        var sixth = Code(await Fill(chamber, desk, "north", []));
        Assert.Equal(["refusal.tension.many"], (await Press(chamber, desk, "north", "tension.send", sixth)).Keys());
        await Do(chamber, desk, "north", codes[0], Moves.Withdraw);
        Assert.Equal(["refusal.tension.many"], (await Press(chamber, desk, "north", "tension.send", sixth)).Keys());
        chamber.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(["tension.sent"], (await Press(chamber, desk, "north", "tension.send", Code(await Fill(chamber, desk, "north", [])))).Keys());
    }

    [Theory]
    [InlineData(true, "nico", Stage.FocalPoints, "nico nora north")]
    [InlineData(true, "nora", Stage.Acknowledge, "nora north")]
    [InlineData(false, "nico", Stage.Acknowledge, "nico north")]
    public async Task Within_one_organisation_its_focal_point_comes_first_if_there_is_one_of_neither_side(bool focal, string with, Stage stage, string holders)
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("nora", "north", focal: focal);
        var code = Code(await Fill(chamber, desk, "north", new() { ["with"] = Partner.IdOf("north"), ["person"] = Id(with) }));
        await Press(chamber, desk, "north", "tension.send", code);
        var tension = await Tension(chamber, code);
        Assert.Equal((stage, holders), (tension.Course!.Stage, string.Join(' ', tension.Holders.Select(h => h.Person.User).Order(StringComparer.Ordinal))));
        Assert.Contains("tension.title.within", Json(await desk.Do(chamber.Say("north", $"tensions {code}"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_other_partner_could_decide_that_stage_is_left_out()
    {
        var (chamber, desk) = await Open();
        Assert.Contains((await Tension(chamber, await Raise(chamber, desk))).Agreed.Ladder.Rungs, r => r.Stage == Stage.Committee);
        await chamber.Leaves("west");
        var tension = await Tension(chamber, await Raise(chamber, desk));
        Assert.DoesNotContain(tension.Agreed.Ladder.Rungs, r => r.Stage == Stage.Committee);
        Assert.Equal(Stage.Mediation, tension.Agreed.Ladder.Above(Stage.Facilitated));
    }

    [Fact]
    public async Task Somebody_acts_by_whichever_of_their_accounts()
    {
        var (chamber, desk) = await Open();
        await new Change(chamber.Documents, new DueSignal()).Run(
            Kinds.Member, Kinds.MemberKey(Chamber.Id, Chamber.Delegate("south")), null, c => c! with { State = c.State with { Accounts = [Chamber.Delegate("south-2")] } }, Stop);
        await chamber.Joins("south-2", "south", linkedTo: Id("south"));
        var code = await Raise(chamber, desk);
        Assert.Equal("tension.done.hear", (await desk.Do(chamber.Submit("south-2", TensionButtons.Write, Args(code, Moves.Hear), new() { ["words"] = "heard" }))).Keys()[0]);
        Assert.Equal("refusal.tension.acknowledged", (await desk.Do(chamber.Submit("south", TensionButtons.Write, Args(code, Moves.Hear), new() { ["words"] = "heard" }))).Keys()[0]);
        var own = Code(await Fill(chamber, desk, "south-2", new() { ["with"] = Partner.IdOf("north"), ["person"] = Id("north") }));
        await Press(chamber, desk, "south", "tension.send", own);
        Assert.Equal(["south", "north"], (await Tension(chamber, own)).Holders.Select(h => h.Person.User));
    }

    private static async Task<(Chamber, Chamber.Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        await chamber.Joins("sid", "south", focal: true);
        await chamber.Joins("nico", "north");
        await chamber.Joins("bygone", "south");
        await chamber.Names(["nico", "fay"], "stu");
        return (chamber, chamber.Process());
    }

    private static string Id(string name) => Key.Hash(Chamber.Delegate(name).Key);

    private static Dictionary<string, string> Args(string code, string move) => new() { ["p"] = Chamber.Id, ["t"] = code, ["m"] = move };

    private static Task<Reply> Fill(Chamber chamber, Chamber.Desk desk, string who, Dictionary<string, string> values, string? code = null)
    {
        var all = new Dictionary<string, string>
        {
            ["with"] = Partner.IdOf("south"),
            ["person"] = values.ContainsKey("with") ? "-" : Id("south"),
            ["what"] = "What",
            ["need"] = "Need",
            ["principle"] = "",
            ["urgency"] = "usual",
            ["circle"] = "sides",
            ["name"] = "shown",
            ["silence"] = "leads",
        };
        foreach (var (id, value) in values)
        {
            all[id] = value;
        }

        return desk.Do(chamber.Submit(who, RaiseForm.Id, code is null ? new() { ["p"] = Chamber.Id } : new() { ["p"] = Chamber.Id, ["t"] = code }, all));
    }

    private static async Task<Reply> Press(Chamber chamber, Chamber.Desk desk, string who, string action, string code)
    {
        var reply = await desk.Do(chamber.Press(who, action, new() { ["p"] = Chamber.Id, ["t"] = code }));

        // Sent is what was looked at: whoever sends it without is shown it.
        return action == "tension.send" && reply is Reply.Show { Card: var preview } && preview.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).FirstOrDefault(b => b.Action == action) is { } send
            ? await desk.Do(chamber.Press(who, action, new(send.Args)))
            : reply;
    }

    private static string Code(Reply preview) =>
        Assert.IsType<Reply.Show>(preview).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Single(b => b.Action == "tension.send").Args["t"];

    private static async Task<string> Raise(Chamber chamber, Chamber.Desk desk)
    {
        var code = Code(await Fill(chamber, desk, "north", []));
        Assert.Equal(["tension.sent"], (await Press(chamber, desk, "north", "tension.send", code)).Keys());
        return code;
    }

    private static async Task Do(Chamber chamber, Chamber.Desk desk, string who, string code, string move) =>
        Assert.Equal([$"tension.done.{move}"], (await desk.Do(chamber.Press(who, TensionButtons.Do, new(Args(code, move)) { ["e"] = $"{await Entry(chamber, code, desk)}" }))).Keys());

    private static async Task Escalate(Chamber chamber, Chamber.Desk desk, string code, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Do(chamber, desk, "north", code, Moves.Escalate);
        }
    }

    /// <summary>As the button on the card carries it.</summary>
    private static async Task<string> Entry(Chamber chamber, string code, Chamber.Desk desk) =>
        ((Reply.Show)await Press(chamber, desk, "north", TensionButtons.Show, code)).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).First(b => b.Args.ContainsKey("e")).Args["e"];

    private static async Task<Tension> Tension(Chamber chamber, string code) => TensionKinds.Tension.Read((await chamber.Documents.Find(TensionKinds.Key(Chamber.Id, code), Stop))!).State;

    private static string Json(Reply reply) => Json(((Reply.Show)reply).Card);

    private static string Json(Card card) => Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(card, BotPartner.Core.CoreJson.Default.Card));
}
