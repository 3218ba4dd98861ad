using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>Decisions put, voted on and closed, and what must hold of their chain of records.</summary>
internal static class Ledger
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A chamber with open decisions on each of which north votes for and west against.</summary>
    public static async Task<Chamber> Open(int decisions = 1)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        for (var n = 1; n <= decisions; n++)
        {
            await desk.Do(chamber.Say("north", $"decide Text {n} | majority | quorum 60% | closes in 3d"));
            await desk.Do(chamber.Press("north", CastBallot.Action, Choose(n, Choice.For)));
            await desk.Do(chamber.Press("west", CastBallot.Action, Choose(n, Choice.Against)));
        }

        return chamber;
    }

    public static Dictionary<string, string> Choose(int number, string choice, int round = 1) =>
        new(BallotForm.Args(Chamber.Id, number, round)) { ["c"] = choice };

    /// <summary>All records, checked: one chain without a fork or a gap, nothing waiting, each ending once.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> Records(this Chamber chamber)
    {
        var records = await new RecordShelf(chamber.Documents, new Change(chamber.Documents, new DueSignal())).All(Chamber.Id, Stop).ToArrayAsync(Stop);
        var chain = await chamber.Documents.Find(DecisionKinds.ChainKey(Chamber.Id), Stop) is { } entry ? DecisionKinds.Chain.Read(entry) : null;
        Assert.Equal((records.Length, records.LastOrDefault()?.Hash ?? DecisionRecord.Zeros, null, null), (chain?.State.Last ?? 0, chain?.State.Hash ?? DecisionRecord.Zeros, chain?.State.Claimed, chain?.Wake));
        if (records.Length > 0)
        {
            Assert.Equal(new Verification(records.Length, 1, null), RecordVerifier.Verify(records.Select(Chains.Json)));
        }

        Assert.Equal(records.Length, records.Select(r => (r.Number, r.ClosedAt, r.Rounds.Count)).Distinct().Count());
        foreach (var found in (await chamber.Documents.List(Chamber.Id, "decision", "", 1000, Stop)).Select(DecisionKinds.Decision.Read))
        {
            Assert.True(!found.State.Unrecorded || found.Wake is not null, $"decision {found.State.Number} waits for nothing");
            if (found.State.Recorded is { Position: > 0 and var position })
            {
                Assert.Equal(found.State.Number, records[position - 1].Number);
            }
        }

        return records;
    }

    /// <summary>The bytes of a file that was answered.</summary>
    public static async Task<byte[]> Bytes(this Reply reply)
    {
        using var stream = new MemoryStream();
        await Assert.IsType<Reply.File>(reply).Write(stream, Stop);
        return stream.ToArray();
    }

    public static JsonElement Parsed(byte[] bytes) => JsonDocument.Parse(bytes).RootElement;
}
