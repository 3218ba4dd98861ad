using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary><c>record 12</c> and <c>export decisions</c>.</summary>
public sealed class FileSpecs
{
    [Fact]
    public async Task The_record_is_a_file_that_verifies_and_the_table_tells_its_hash()
    {
        var chamber = await Ledger.Open(2);
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "close 2"));

        // Asked before the clock had a look.
        var file = Assert.IsType<Reply.File>(await desk.Do(chamber.Say("south", "record 2")));
        Assert.Equal(("decision-2-record.json", "application/json", false), (file.Name, file.MediaType, file.Confidential));
        Assert.Equal(new Verification(1, 1, null), RecordVerifier.Verify(await file.Bytes()));
        Assert.Equal((await chamber.Records())[0].ToBytes(), await file.Bytes());

        var table = Encoding.UTF8.GetString(await (await desk.Do(chamber.Say("south", "export decisions csv"))).Bytes());
        Assert.StartsWith("\uFEFFposition,number,state,result,", table, StringComparison.Ordinal);
        var lines = table.Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("1,2,Closed,Rejected,Text 2,north,majority,60,open,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($"abstain 0; against 1; for 1,{(await chamber.Records())[0].Hash},{DecisionRecord.Zeros},partners,lastSpeaks,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(",1,Open,,Text 1,north,majority,60,open,", lines[2], StringComparison.Ordinal);
        Assert.All(lines[..3], l => Assert.Equal(DecisionTable.Header.Count, l.Split(',').Length));
    }

    [Fact]
    public async Task The_export_holds_all_records_in_the_order_of_their_chain_and_what_has_none()
    {
        var chamber = await Ledger.Open(60);
        var desk = chamber.Process();
        for (var n = 59; n >= 1; n--)
        {
            await desk.Do(chamber.Say("north", $"close {n}"));
            await desk.Tick();
        }

        var reply = Assert.IsType<Reply.File>(await desk.Do(chamber.Say("south", "exporter décisions")));
        Assert.True(reply.Confidential);
        var bytes = await reply.Bytes();
        Assert.Equal(new Verification(59, 1, null), RecordVerifier.Verify(bytes));
        var export = Ledger.Parsed(bytes);
        Assert.Equal(Enumerable.Range(1, 59).Reverse(), export.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("number").GetInt32()));
        var open = Assert.Single(export.GetProperty("unrecorded").EnumerateArray());
        Assert.Equal((60, "Open", 2), (open.GetProperty("number").GetInt32(), open.GetProperty("state").GetString(), open.GetProperty("ballots").GetArrayLength()));
        Assert.Equal(Faults.Hash, RecordVerifier.Verify(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("Text 7", "Text 8", StringComparison.Ordinal))).Finding?.Fault);
    }

    [Theory]
    [InlineData("stranger", "record 1", "refusal.stranger")]
    [InlineData("stranger", "export decisions", "refusal.stranger")]
    [InlineData("north", "record 1", "refusal.record-open")]
    [InlineData("north", "record 99", "refusal.no-decision")]
    [InlineData("north", "record", "refusal.no-decision")]
    [InlineData("north", "export decisions pdf", "export.unknown")]
    public async Task What_cannot_be_had_is_said_kindly(string who, string words, string key)
    {
        var chamber = await Ledger.Open();
        var told = Assert.IsType<Reply.Show>(await chamber.Process().Do(chamber.Say(who, words)));
        Assert.Equal(key, Assert.IsType<Text.Said>(told.Card.Summary).Key);
    }

    [Fact]
    public async Task The_button_gives_the_file_to_who_pressed_it_alone()
    {
        var chamber = await Ledger.Open();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "close 1"));
        var file = Assert.IsType<Reply.File>(await desk.Do(chamber.Press("south", ShowRecord.Action, BallotForm.Args(Chamber.Id, 1))));
        Assert.True(file.Confidential);
        Assert.IsType<Reply.File>(await desk.Do(chamber.Press("south", ExportDecisions.Action, new() { ["p"] = Chamber.Id, ["f"] = "table" })));
    }

    [Fact]
    public async Task A_decision_that_was_closed_before_records_were_kept_gets_its_record_when_it_is_asked_for()
    {
        var chamber = await Ledger.Open(2);
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Tick();
        await desk.Do(chamber.Say("north", "close 1"));

        // As an earlier version left it: closed, at rest, and not recorded.
        var (key, stop) = (DecisionKinds.Key(Chamber.Id, 1), TestContext.Current.CancellationToken);
        var old = DecisionKinds.Decision.Read((await chamber.Documents.Find(key, stop))!);
        await chamber.Documents.Save(DecisionKinds.Decision.Write(old with { Wake = null, State = old.State with { Recorded = null } }), stop);
        await desk.Tick();
        Assert.Single(await Records(chamber));
        var export = Ledger.Parsed(await (await desk.Do(chamber.Say("south", "export decisions"))).Bytes());
        Assert.Equal("Rejected", Assert.Single(export.GetProperty("unrecorded").EnumerateArray()).GetProperty("outcome").GetProperty("result").GetString());

        Assert.Equal(new Verification(1, 2, null), RecordVerifier.Verify(await (await desk.Do(chamber.Say("south", "record 1"))).Bytes()));
        Assert.Equal([2, 1], (await chamber.Records()).Select(r => r.Number));
    }

    private static Task<IReadOnlyList<Entry>> Records(Chamber chamber) => chamber.Documents.List(Chamber.Id, "record", "", 10, TestContext.Current.CancellationToken);
}
