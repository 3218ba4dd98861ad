using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>Anonymous ballots: counted exactly once, and nowhere beside who cast them.</summary>
public sealed class AnonymousSpecs
{
    private const string Proposal = "decide A text | majority > 1/2 | anonymous | quorum 60% | closes in 3d";
    private const string Reason = "The dam is too high.";
    private static readonly string[] Kinds = ["decision", "electorate", "box", "urn", "mandates", "reminders", "chain", "record", "partnership"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_stored_is_the_same_whoever_chose_what(bool closed)
    {
        var worlds = new List<string>();
        foreach (var against in new[] { "north", "south", "west" })
        {
            var chamber = await new Chamber().Found();
            var desk = chamber.Process();
            await desk.Do(chamber.Say("north", Proposal));
            foreach (var who in new[] { "west", "north", "south" })
            {
                await desk.Do(Vote(chamber, who, who == against ? Choice.Against : Choice.For, who == against ? Reason : null));
            }

            if (closed)
            {
                await desk.Do(chamber.Say("north", "close 1"));
            }

            await desk.Tick();
            worlds.Add(await Stored(chamber));
        }

        Assert.Contains(closed ? Reason : Choice.Against, worlds[0], StringComparison.Ordinal);
        Assert.Single(worlds.Distinct());
    }

    [Fact]
    public async Task While_it_runs_no_document_but_the_urn_knows_what_was_said_and_afterwards_only_the_whole()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal));
        await desk.Do(Vote(chamber, "north", Choice.For, Reason));
        await desk.Do(Vote(chamber, "south", Choice.For, null));
        await desk.Do(Vote(chamber, "west", Choice.Against, null));
        await desk.Tick();
        Assert.Equal(["box"], await Telling(chamber, Reason));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var telling = await Telling(chamber, Reason);
        Assert.DoesNotContain("box", telling);
        Assert.Contains("urn", telling);
        var box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
        Assert.Equal((3, 0, 0), (box.Urn!.TookPart.Count, box.Urn.Slips.Count, box.Ballots.Count));
        Assert.Equal((2, 1), ((await chamber.Decision()).Outcome!.Of(Choice.For), (await chamber.Decision()).Outcome!.Of(Choice.Against)));
    }

    [Fact]
    public async Task A_second_ballot_of_a_partner_is_refused_and_what_was_typed_is_said_again()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal));
        var first = Vote(chamber, "north", Choice.For, null);
        Assert.Equal("ballot.anonymous.recorded", Said(await desk.Do(first)));

        // Delivered again it is not known again: a mark of who came when would stay with the urn.
        Assert.Equal("refusal.in-urn", Said(await desk.Do(first)));
        Assert.Empty(DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).Seen);
        var again = Assert.IsType<Reply.Show>(await desk.Do(Vote(chamber, "north", Choice.Against, Reason)));
        Assert.True(again.Confidential);
        Assert.Equal("refusal.in-urn", Said(again));
        Assert.Contains(again.Card.Elements, e => e is Element.Quote { Words: var words } && words == Reason);
        var form = await desk.Do(chamber.Press("north", BallotForm.Id, BallotForm.Args(Chamber.Id, 1)));
        Assert.Equal("refusal.in-urn", Said(form));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        Assert.Equal(1, (await chamber.Decision()).Cast);
    }

    [Fact]
    public async Task What_is_typed_opens_the_form_with_it_and_nothing_is_cast_before_that_is_sent()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal));
        var open = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"vote 1 against {Reason}")));
        Assert.True(open.Confidential);
        Assert.Equal([Choice.Against, Reason], open.Form.Fields.Select(f => f switch { Field.Choice c => c.Value, Field.Words w => w.Value, _ => "" }));
        Assert.Empty(await Telling(chamber, Reason));

        // Where it opens at a press, it comes back with the choice; sent, it says what was chosen in it then.
        var pressed = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", BallotForm.Id, new(open.Form.Opener.Args))));
        Assert.Equal(Choice.Against, Assert.Single(pressed.Form.Fields.OfType<Field.Choice>()).Value);
        Assert.DoesNotContain("c", open.Form.Args.Keys);

        // With a mistake in it, it says that, and still that the ballot is final.
        var wrong = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "vote 1 perhaps")));
        Assert.Contains("ballot.anonymous.intro", Assert.IsType<Text.Joined>(wrong.Form.Intro).Parts.OfType<Text.Said>().Select(t => t.Key));
        await desk.Do(Vote(chamber, "north", Choice.For, null));
        var again = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("north", $"vote 1 against {Reason}")));
        Assert.Equal("refusal.in-urn", Said(again));
        Assert.Contains(again.Card.Elements, e => e is Element.Quote { Words: var words } && words == Reason);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Without_its_quorum_the_urn_is_erased_and_nobody_learns_what_was_in_it(int votes, bool erased)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal));
        foreach (var who in new[] { "north", "south", "west" }.Take(votes))
        {
            await desk.Do(Vote(chamber, who, Choice.Against, Reason));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal(erased ? Result.NoQuorum : Result.Rejected, (await chamber.Decision()).Outcome!.Result);
        Assert.Equal(votes, (await chamber.Decision()).Outcome!.Cast);
        Assert.Equal(erased, (await Telling(chamber, Reason)).Count == 0);
        var record = DecisionKinds.Record.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop))).State;
        Assert.Equal((votes, erased ? 0 : votes), (record.Rounds[0].Urn!.TookPart.Count, record.Rounds[0].Urn!.Slips.Count));
        Assert.Null(RecordVerifier.Verify(record.ToBytes()).Finding);
    }

    [Fact]
    public async Task What_is_withdrawn_is_erased_uncounted()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal));
        foreach (var who in new[] { "north", "south", "west" })
        {
            await desk.Do(Vote(chamber, who, Choice.Against, Reason));
        }

        await desk.Do(chamber.Say("north", "withdraw 1 Not now"));
        await desk.Tick();
        Assert.Equal(Phase.Withdrawn, (await chamber.Decision()).Phase);
        Assert.Empty(await Telling(chamber, Reason));
        var record = DecisionKinds.Record.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop))).State;
        Assert.Null(RecordVerifier.Verify(record.ToBytes()).Finding);
    }

    [Fact]
    public async Task A_new_round_begins_with_an_empty_urn_and_both_are_recorded()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide A text | consent | anonymous | quorum 60% | closes in 3d"));
        await desk.Do(Vote(chamber, "north", Choice.Consent, null));
        await desk.Do(Vote(chamber, "south", Choice.Consent, null));
        await desk.Do(Vote(chamber, "west", Choice.Object, Reason));
        await desk.Do(chamber.Say("north", "amend 1 A better text"));
        await desk.Tick();
        var open = await chamber.Decision();
        Assert.Equal((Phase.Open, 2, 0), (open.Phase, open.Round, open.Cast));
        Assert.Equal(1, open.Earlier![0].Outcome.Of(Choice.Object));
        foreach (var who in new[] { "west", "south", "north" })
        {
            await desk.Do(Vote(chamber, who, Choice.Consent, null, round: 2));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal((Phase.Closed, Result.Adopted), ((await chamber.Decision()).Phase, (await chamber.Decision()).Outcome!.Result));
        var record = DecisionKinds.Record.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop))).State;
        Assert.Equal([Choice.Consent, Choice.Consent, Choice.Object], record.Rounds[0].Urn!.Slips.Select(s => s.Choice));
        Assert.Equal(3, record.Rounds[1].Urn!.Slips.Count);
        Assert.Null(RecordVerifier.Verify(record.ToBytes()).Finding);
    }

    [Theory]
    [InlineData("close 1", false)]
    [InlineData("close 1", true)]
    [InlineData("withdraw 1", false)]
    [InlineData("withdraw 1", true)]
    public async Task A_process_that_dies_at_any_save_while_it_ends_loses_no_ballot_and_doubles_none(string words, bool written)
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var chamber = await new Chamber().Found();
            var desk = chamber.Process();
            await desk.Do(chamber.Say("north", Proposal));
            foreach (var (who, choice) in new[] { ("north", Choice.For), ("south", Choice.For), ("west", Choice.Against) })
            {
                await desk.Do(Vote(chamber, who, choice, null));
            }

            var end = chamber.Say("north", words);
            died = false;
            try
            {
                await chamber.Process(new DyingDocuments(chamber.Documents, dieAt, written)).Do(end);
            }
            catch (DeadException)
            {
                died = true;
            }

            var next = chamber.Process();
            await next.Do(end);
            await next.Tick();
            var over = await chamber.Decision();
            Assert.Equal(words.StartsWith("close", StringComparison.Ordinal) ? (Phase.Closed, 3) : (Phase.Withdrawn, 3), (over.Phase, over.Cast));
            Assert.Equal(over.Phase == Phase.Closed ? (2, 1) : (0, 0), (over.Outcome?.Of(Choice.For) ?? 0, over.Outcome?.Of(Choice.Against) ?? 0));
            var box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
            Assert.Equal((3, 0), (box.Urn!.TookPart.Count, box.Urn.Slips.Count));
            Assert.Equal(1, await chamber.Count("record"));
        }
    }

    [Theory]
    [InlineData("mandates 1", "terms.anonymous.mandates")]
    [InlineData("majority > 1/2 each constituency", "terms.anonymous.constituencies")]
    public async Task What_would_be_a_signature_is_refused_before_it_is_put(string part, string key)
    {
        var chamber = await new Chamber().Found();
        var refused = Assert.IsType<Reply.Open>(await chamber.Process().Do(chamber.Say("north", $"decide A text | anonymous | {part}")));
        Assert.Equal(key, Assert.IsType<Text.Said>(Assert.Single(Assert.IsType<Text.Joined>(refused.Form.Intro).Parts)).Key);
        Assert.Equal("A text", refused.Form.Fields[0].Value);
        Assert.Equal(0, await chamber.Count("decision"));
    }

    [Fact]
    public async Task Members_vote_in_it_each_as_themself()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", Proposal + " | members"));
        foreach (var (who, choice) in new[] { ("north", Choice.For), ("south", Choice.Against), ("west", Choice.For) })
        {
            Assert.Equal("ballot.anonymous.recorded.members", Said(await desk.Do(Vote(chamber, who, choice, null))));
        }

        Assert.Equal("refusal.in-urn", Said(await desk.Do(Vote(chamber, "west", Choice.Against, null))));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal((Result.Adopted, 2, 1), ((await chamber.Decision()).Outcome!.Result, (await chamber.Decision()).Outcome!.Of(Choice.For), (await chamber.Decision()).Outcome!.Of(Choice.Against)));
        var record = DecisionKinds.Record.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop))).State;
        Assert.Null(RecordVerifier.Verify(record.ToBytes()).Finding);
    }

    private static Request.Submitted Vote(Chamber chamber, string who, string choice, string? reason, int round = 1)
    {
        var values = new Dictionary<string, string> { ["choice"] = choice };
        if (reason is not null)
        {
            values["reason"] = reason;
        }

        return chamber.Submit(who, BallotForm.Id, BallotForm.Args(Chamber.Id, 1, round), values);
    }

    private static string Said(Reply reply) => Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(reply).Card.Summary).Key;

    /// <summary>The kinds of the documents that hold these words.</summary>
    private static async Task<IReadOnlyList<string>> Telling(Chamber chamber, string words)
    {
        var telling = new List<string>();
        foreach (var kind in Kinds)
        {
            if ((await chamber.Documents.List(Chamber.Id, kind, "", 1000, Stop)).Any(e => Encoding.UTF8.GetString(e.Body.Span).Contains(words, StringComparison.Ordinal)))
            {
                telling.Add(kind);
            }
        }

        return telling;
    }

    /// <summary>All that the store holds of the decision, byte for byte.</summary>
    private static async Task<string> Stored(Chamber chamber)
    {
        var all = new StringBuilder();
        foreach (var kind in Kinds)
        {
            foreach (var entry in await chamber.Documents.List(Chamber.Id, kind, "", 1000, Stop))
            {
                all.Append(entry.Key.Id).Append(' ').AppendLine(Encoding.UTF8.GetString(entry.Body.Span));
            }
        }

        return all.ToString();
    }
}
