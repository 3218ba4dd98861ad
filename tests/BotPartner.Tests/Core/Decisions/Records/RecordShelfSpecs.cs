using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Tests.Core.Decisions.Counting;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>A record is as long as what was said; the documents that it is kept in are not.</summary>
public sealed class RecordShelfSpecs
{
    private const string Id = "p";
    private readonly MemoryDocuments documents = new(new ManualTime());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RecordShelf Shelf => new(documents, new Change(documents, new DueSignal()));

    /// <summary>Whatever stands where a page ends: a character of two units, one of several, or half of what the file escapes.</summary>
    [Theory]
    [InlineData("😀", 0)]
    [InlineData("😀", 1)]
    [InlineData("水", 0)]
    [InlineData("\"", 0)]
    [InlineData("\"", 1)]
    [InlineData("\u0001", 3)]
    public async Task A_long_record_is_kept_in_pages_and_read_whole(string character, int shift)
    {
        var record = Long(string.Concat(Enumerable.Repeat(character, 1500 / character.Length)), shift);
        Assert.True(record.ToBytes().Length > 2_000_000);
        await Shelf.Keep(Id, record, Stop);
        Assert.Equal(record.ToBytes(), (await Shelf.Find(Id, 1, Stop))!.ToBytes());
        Assert.All(await documents.List(Id, "record-page", "", 1000, Stop), p => Assert.InRange(p.Body.Length, 1, 1_300_000));
        Assert.InRange(Assert.Single(await documents.List(Id, "record", "", 10, Stop)).Body.Length, 1, 1_000);
    }

    [Fact]
    public async Task Records_long_and_short_come_in_the_order_of_their_chain()
    {
        var first = Chains.Three()[0];
        var second = Long("水", 0, first);
        var third = Long(new string('x', 900), 0, second);
        var fourth = Chains.Three()[1].After(third);
        foreach (var record in new[] { fourth, second, third, first })
        {
            await Shelf.Keep(Id, record, Stop);
        }

        var all = await Shelf.All(Id, Stop).ToArrayAsync(Stop);
        Assert.Equal(new[] { first, second, third, fourth }.Select(r => r.Hash), all.Select(r => r.Hash));
        Assert.Equal(new Verification(4, 1, null), RecordVerifier.Verify(all.Select(Chains.Json)));
    }

    [Fact]
    public async Task Whoever_dies_while_it_is_written_the_next_one_finishes()
    {
        var record = Long(new string('水', 1500), 0);
        var saves = 0;
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            (died, saves) = (false, 0);
            documents.Writing = _ =>
            {
                if (++saves == dieAt)
                {
                    died = true;
                    throw new StoreUnavailableException("died");
                }
            };
            if (await Record.ExceptionAsync(() => Shelf.Keep(Id, record, Stop)) is not null)
            {
                Assert.Null(await Shelf.Find(Id, 1, Stop));
            }
        }

        Assert.Equal(record.Hash, (await Shelf.Find(Id, 1, Stop))!.Hash);
    }

    /// <summary>As by a process of another version, which wrote it in another way and died.</summary>
    [Fact]
    public async Task Pages_that_somebody_else_left_at_its_place_are_not_taken_for_its_own()
    {
        var other = Long(new string('y', 1500), 0);
        documents.Writing = k => _ = k.Id == "record:00000001" ? throw new StoreUnavailableException("died") : 0;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Shelf.Keep(Id, other, Stop));
        documents.Writing = null;
        var record = Long(new string('x', 1500), 0);
        await Shelf.Keep(Id, record, Stop);
        Assert.Equal(record.ToBytes(), (await Shelf.Find(Id, 1, Stop))!.ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_page_that_the_store_does_not_show_yet_is_waited_for(int missing)
    {
        await Shelf.Keep(Id, Long(new string('水', 1500), 0), Stop);
        var pages = await documents.List(Id, "record-page", "", 1000, Stop);
        var gone = pages[missing < 0 ? pages.Count - 1 : missing];
        await documents.Delete(gone.Key, gone.Version!, Stop);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Shelf.Find(Id, 1, Stop));
    }

    /// <summary>Two megabytes of reasons in one round: the chain goes on behind it, and everybody gets the file.</summary>
    [Fact]
    public async Task What_hundreds_of_partners_said_at_length_is_recorded_and_the_chain_goes_on()
    {
        var chamber = await new Chamber().Found();
        string[] partners = [.. Enumerable.Range(0, 470).Select(i => $"partner{i:000}")];
        await chamber.Seats(partners);
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide Text 1 | majority | quorum 60% | closes in 3d"));
        foreach (var partner in partners)
        {
            await desk.Do(chamber.Submit(partner, BallotForm.Id, Ledger.Choose(1, Choice.For), new() { ["choice"] = Choice.For, ["reason"] = new('水', Grounds.MaxReason) }));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        await desk.Do(chamber.Say("north", "decide Text 2 | majority | quorum 60% | closes in 3d"));
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Tick();
        var records = await chamber.Records();
        Assert.Equal([1, 2], records.Select(r => r.Number));
        Assert.Equal(470, records[0].Rounds[0].Outcome!.Cast);
        var file = Ledger.Parsed(await (await desk.Do(chamber.Say("north", "record 1"))).Bytes());
        Assert.Equal(470, file.GetProperty("rounds")[0].GetProperty("ballots").GetArrayLength());
        var export = Ledger.Parsed(await (await desk.Do(chamber.Say("north", "export decisions"))).Bytes());
        Assert.Equal(new Verification(2, 1, null), RecordVerifier.Verify(export.GetProperty("records").EnumerateArray()));
    }

    /// <summary>As by a process that began before another had written it, and would write it in another way.</summary>
    [Theory]
    [InlineData(10, 1500)]
    [InlineData(1500, 10)]
    [InlineData(1500, 1500)]
    public async Task What_stands_is_what_is_gone_on_from(int first, int second)
    {
        var stands = Long(new string('x', first), 0);
        await Shelf.Keep(Id, stands, Stop);
        var kept = await Shelf.Keep(Id, Long(new string('y', second), 0), Stop);
        Assert.Equal(stands.ToBytes(), kept.ToBytes());
        Assert.Equal(stands.ToBytes(), (await Shelf.Find(Id, 1, Stop))!.ToBytes());
    }

    /// <summary>Hundreds object at length, and the text is amended: the decision goes on, over rounds.</summary>
    [Fact]
    public async Task What_hundreds_objected_at_length_does_not_hold_up_the_next_round()
    {
        var chamber = await new Chamber().Found();
        string[] partners = [.. Enumerable.Range(0, 470).Select(i => $"partner{i:000}")];
        await chamber.Seats(partners);
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide Text 1 | consent | quorum 60% | closes in 3d"));
        for (var round = 1; round <= 2; round++)
        {
            foreach (var partner in partners)
            {
                await desk.Do(chamber.Submit(partner, BallotForm.Id, Ledger.Choose(1, Choice.Object, round), new() { ["reason"] = new('水', Grounds.MaxReason) }));
            }

            await desk.Do(chamber.Say("north", $"amend 1 Text {round + 1}"));
            await desk.Tick();
            foreach (var partner in partners.Take(20))
            {
                await desk.Do(chamber.Submit(partner, AnswerAmendment.FormId, new(BallotForm.Args(Chamber.Id, 1, round + 1)) { ["d"] = "1" }, new() { ["answer"] = "no", ["words"] = new('水', 1000) }));
            }

            chamber.Time.Advance(TimeSpan.FromHours(25));
            await desk.Tick();
            var decision = await chamber.Decision();
            Assert.Equal((Phase.Open, round + 1), (decision.Phase, decision.Round));
            var concerns = decision.Earlier![^1].Concerns!;
            Assert.Equal((470, 20), (concerns.Count, concerns.Count(c => c.Answers.Count > 0)));
        }
    }

    /// <summary>A record of many reasons after another; the shift moves what stands at the ends of pages.</summary>
    private static DecisionRecord Long(string reason, int shift, DecisionRecord? before = null)
    {
        var voters = Enumerable.Range(1, 1500).Select(i => Poll.Voter(i)).ToArray();
        var round = new RecordedRound(new string('a', shift + 1), new Terms(Poll.Half, 60), voters) { Ballots = [.. voters.Select(v => new RecordedBallot(v.Id, Choice.For, reason))] };
        var noon = Instant.FromUtc(2026, 11, 21, 12, 0);
        return new DecisionRecord(DecisionRecord.CurrentFormat, Id, 0, 1, "", noon, noon + Duration.FromDays(7), [round.Counted()], "").After(before);
    }
}
