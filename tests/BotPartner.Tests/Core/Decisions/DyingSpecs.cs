using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>A process dies at any save while a decision changes its course; the next one carries it through, and it comes out as if once.</summary>
public sealed class DyingSpecs
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_amendment_is_carried_through_from_wherever_it_stopped(bool written, bool deliveredAgain)
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var chamber = await Open();
            var amend = chamber.Say("north", "amend 1 A better text");
            died = await Dies(chamber, dieAt, written, amend);
            var next = chamber.Process();
            if (deliveredAgain || !died || (await chamber.Decision()).Amendment is null)
            {
                await next.Do(amend);
            }

            await next.Tick();
            var asking = await chamber.Decision();
            Assert.Equal((Phase.Asking, 2, "A better text", 2), (asking.Phase, asking.Round, asking.Text, asking.Earlier![0].Outcome.Cast));
            Assert.Equal(1, await chamber.Count("objector"));
            Assert.Equal(1, asking.Amendment!.Draft);
            chamber.Time.Advance(TimeSpan.FromHours(25));
            await next.Tick();
            var open = await chamber.Decision();
            Assert.Equal((Phase.Open, 2, 3), (open.Phase, open.Round, open.Electorate));
            Assert.Equal((2, 2), (await chamber.Count("box"), await chamber.Count("electorate")));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_is_kept_and_opens_the_round_from_wherever_it_stopped(bool written)
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var chamber = await Open();
            await chamber.Process().Do(chamber.Say("north", "amend 1 A better text"));
            var answer = chamber.Press("west", AnswerAmendment.Action, Args(("r", "2"), ("d", "1"), ("a", "yes")));
            died = await Dies(chamber, dieAt, written, answer);
            var next = chamber.Process();
            await next.Do(answer);
            await next.Tick();
            var open = await chamber.Decision();
            Assert.Equal((Phase.Open, 2), (open.Phase, open.Round));
            Assert.True(Assert.Single(Assert.Single(open.Earlier![0].Concerns!).Answers).Meets);
        }
    }

    [Theory]
    [InlineData("withdraw 1 Not now", Phase.Withdrawn)]
    [InlineData("close 1", Phase.Closed)]
    public async Task An_ending_is_carried_through_from_wherever_it_stopped(string words, Phase phase)
    {
        foreach (var written in new[] { false, true })
        {
            for (var (dieAt, died) = (1, true); died; dieAt++)
            {
                var chamber = await Open();
                var end = chamber.Say("north", words);
                died = await Dies(chamber, dieAt, written, end);
                var next = chamber.Process();
                await next.Tick();
                if ((await chamber.Decision()).Phase == Phase.Open)
                {
                    await next.Do(end);
                }

                await next.Tick();
                Assert.Equal((phase, 1), ((await chamber.Decision()).Phase, (await chamber.Decision()).Round));
                var late = await next.Do(chamber.Press("south", CastBallot.Action, Args(("c", Choice.Consent))));
                Assert.Equal(phase == Phase.Withdrawn ? "refusal.withdrawn" : "refusal.closed", Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(late).Card.Summary).Key);
            }
        }
    }

    [Fact]
    public async Task A_draft_becomes_one_decision_though_it_is_pressed_on_two_machines_and_one_dies()
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var chamber = await new Chamber().Found();
            var first = chamber.Process();
            await first.Do(chamber.Submit("north", ProposalForm.Id, new() { ["p"] = Chamber.Id }, new() { ["text"] = "Adopt the charter" }));
            var draft = Assert.Single(await chamber.Documents.List(Chamber.Id, "draft", "", 10, TestContext.Current.CancellationToken)).Key.Id[6..];
            var args = new Dictionary<string, string> { ["p"] = Chamber.Id, ["d"] = draft };
            died = await Dies(chamber, dieAt, written: dieAt % 2 == 0, chamber.Press("north", "draft.open", args));
            await Task.WhenAll(first.Do(chamber.Press("north", "draft.open", args)), chamber.Process().Do(chamber.Press("north", "draft.open", args)));
            await first.Tick();
            Assert.Equal(1, await chamber.Count("decision"));
            Assert.Equal(Phase.Open, (await chamber.Decision()).Phase);

            // Somebody else's press reaches nobody's draft.
            var other = await first.Do(chamber.Press("south", "draft.open", args));
            Assert.Equal("refusal.draft-gone", Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(other).Card.Summary).Key);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mandate_counts_once_from_wherever_the_closing_stopped(bool written)
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var chamber = await new Chamber().Found();
            var desk = chamber.Process();
            await desk.Do(chamber.Say("north", "decide A text | majority > 1/2 | mandates 1 | quorum 60% | closes in 3d"));
            await desk.Do(chamber.Say("west", "mandate 1 to north"));
            await desk.Do(chamber.Press("north", CastBallot.Action, Args(("c", Choice.For))));
            var close = chamber.Say("north", "close 1");
            died = await Dies(chamber, dieAt, written, close);
            var next = chamber.Process();
            await next.Do(close);
            await next.Tick();
            var closed = await chamber.Decision();
            Assert.Equal((Phase.Closed, Result.Adopted, 2), (closed.Phase, closed.Outcome!.Result, closed.Outcome.Cast));

            // Sealed with its boxes: nothing moves any more.
            await next.Do(chamber.Say("west", "mandate 1 back"));
            await next.Tick();
            Assert.Equal(2, (await chamber.Decision()).Outcome!.Cast);
        }
    }

    [Fact]
    public async Task Two_machines_that_do_everything_at_once_do_it_once()
    {
        var chamber = await Open();
        var (one, two) = (chamber.Process(), chamber.Process());
        var amend = chamber.Say("north", "amend 1 A better text");
        await Task.WhenAll(one.Do(amend), two.Do(amend), one.Tick(), two.Tick());
        await Task.WhenAll(one.Tick(), two.Tick());
        Assert.Equal((Phase.Asking, 2), ((await chamber.Decision()).Phase, (await chamber.Decision()).Round));
        chamber.Time.Advance(TimeSpan.FromHours(25));
        await Task.WhenAll(one.Tick(), two.Tick());
        Assert.Equal((Phase.Open, 2), ((await chamber.Decision()).Phase, (await chamber.Decision()).Round));
    }

    [Fact]
    public async Task No_more_than_twenty_rounds_are_kept_and_the_text_leads_on()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide Text 1 | majority | closes in 3d"));
        for (var round = 2; round <= Amendment.MostRounds; round++)
        {
            await desk.Do(chamber.Say("north", $"amend 1 Text {round}"));
            await desk.Tick();
        }

        Assert.Equal(Amendment.MostRounds, (await chamber.Decision()).Round);
        var refused = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "amend 1 One too many")));
        Assert.Equal((ProposalForm.Id, "One too many"), (refused.Form.Id, refused.Form.Fields[0].Value));
        Assert.Equal("Text 20", (await chamber.Decision()).Text);
    }

    /// <summary>A decision on which north consents and west objects.</summary>
    private static async Task<Chamber> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide A text | consent | quorum 60% | closes in 3d"));
        await desk.Do(chamber.Press("north", CastBallot.Action, Args(("c", Choice.Consent))));
        await desk.Do(chamber.Submit("west", BallotForm.Id, Args(("c", Choice.Object)), new() { ["reason"] = "No fish can pass." }));
        return chamber;
    }

    private static async Task<bool> Dies(Chamber chamber, int dieAt, bool written, Request request)
    {
        try
        {
            await chamber.Process(new DyingDocuments(chamber.Documents, dieAt, written)).Do(request);
            return false;
        }
        catch (DeadException)
        {
            return true;
        }
    }

    private static Dictionary<string, string> Args(params (string Name, string Value)[] more)
    {
        var args = BallotForm.Args(Chamber.Id, 1);
        foreach (var (name, value) in more)
        {
            args[name] = value;
        }

        return args;
    }
}
