using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using BotPartner.Tests.Keys;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Who comes to what with which press, and what is nowhere to be found.</summary>
public sealed partial class RaiseSpecs
{
    [Fact]
    public async Task A_strangers_answer_is_the_one_to_a_code_that_there_is_not()
    {
        var (chamber, desk) = await Open();
        var code = await Raise(chamber, desk);
        foreach (var who in new[] { "west", "fay", "stranger", "nobody" })
        {
            var (known, unknown) = (await desk.Do(chamber.Say(who, $"tensions {code}")), await desk.Do(chamber.Say(who, "tensions ZZZZZZ")));
            Assert.Equal(Json(known), Json(unknown));
            Assert.True(known.Confidential && unknown.Confidential);
        }

        Assert.Equal("tension.summary", (await desk.Do(chamber.Say("south", $"tensions {code.ToLowerInvariant()}"))).Keys()[0]);
    }

    [Fact]
    public async Task Numbers_are_told_to_everybody_who_belongs_and_own_ones_to_whom_they_concern()
    {
        var (chamber, desk) = await Open();
        for (var i = 0; i < 3; i++)
        {
            await Raise(chamber, desk);
        }

        foreach (var (who, own) in new[] { ("north", 3), ("south", 3), ("west", 0), ("fay", 0), ("stu", 0) })
        {
            var card = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say(who, "tensions"))).Card;
            Assert.Equal(own, card.Elements.OfType<Element.Facts>().Sum(f => f.Lines.Count));
            Assert.Contains(own == 0 ? "tensions.open\"" : "tensions.open.few", Json(card), StringComparison.Ordinal);
        }

        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "tensions"))).Keys());
    }

    [Fact]
    public async Task Who_reads_what_was_written_is_noted_once_a_day_before_they_do_and_both_sides_see_it()
    {
        var (chamber, desk) = await Open();
        var code = await Raise(chamber, desk);
        await Escalate(chamber, desk, code, 3);
        chamber.Documents.Writing = _ => throw new StoreUnavailableException("busy");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Press(chamber, desk, "fay", "tension.read", code));
        chamber.Documents.Writing = null;
        Assert.Contains("\"What\"", Json(((Reply.Show)await Press(chamber, desk, "fay", "tension.read", code)).Card), StringComparison.Ordinal);
        await Press(chamber, desk, "fay", "tension.read", code);
        Assert.Single((await Tension(chamber, code)).Looks);
        chamber.Time.Advance(TimeSpan.FromDays(1));
        await Press(chamber, desk, "fay", "tension.read", code);
        Assert.Equal(2, (await Tension(chamber, code)).Looks.Count);
        foreach (var side in new[] { "north", "south" })
        {
            Assert.Contains("tension.look.handler", Json(((Reply.Show)await desk.Do(chamber.Say(side, $"tensions {code}"))).Card), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_guides_gives_it_back_and_the_next_is_asked()
    {
        var (chamber, desk) = await Open();
        var code = await Raise(chamber, desk);
        await Escalate(chamber, desk, code, 3);
        Assert.Equal(["tension.guide.taken"], (await Press(chamber, desk, "fay", "tension.guide.take", code)).Keys());
        Assert.Equal("fay", (await Tension(chamber, code)).Panel!.Taken!.User);
        Assert.Equal(["tension.guide.left"], (await Press(chamber, desk, "fay", "tension.guide.leave", code)).Keys());
        Assert.Equal([Unknown], (await Press(chamber, desk, "fay", "tension.guide.take", code)).Keys());
        var panel = (await Tension(chamber, code)).Panel!;
        Assert.Equal((Handlers.Steward, "stu", null), (panel.As, Assert.Single(panel.Asked).User, panel.Taken));
        Assert.Equal(["tension.guide.left"], (await Press(chamber, desk, "stu", "tension.guide.leave", code)).Keys());
        Assert.Equal(Handlers.Mediator, (await Tension(chamber, code)).Panel!.As);
    }

    /// <summary>Facilitated: what each kind of person comes to with each press.</summary>
    [Theory]
    [InlineData("north", "tension.done.propose", "open", "sides", "words", "vote")]
    [InlineData("south", "tension.done.propose", "open", "sides", "words", "vote")]
    [InlineData("sid", "refusal.tension.sides-only", "refusal.tension.sides-only", "guide", "noted", "vote")]
    [InlineData("fay", "refusal.tension.sides-only", "refusal.tension.sides-only", "taken", "noted", "vote")]
    [InlineData("nico", Unknown, Unknown, Unknown, Unknown, Unknown)]
    [InlineData("stu", Unknown, Unknown, Unknown, Unknown, Unknown)]
    [InlineData("west", Unknown, Unknown, Unknown, Unknown, Unknown)]
    [InlineData("stranger", Unknown, Unknown, Unknown, Unknown, Unknown)]
    [InlineData("bygone", Unknown, Unknown, Unknown, Unknown, Unknown)]
    public async Task Each_may_what_they_are(string who, string act, string more, string guide, string read, string vote)
    {
        var (chamber, desk) = await Open();
        var code = await Raise(chamber, desk);
        await Escalate(chamber, desk, code, 3);
        await chamber.Leaves("bygone");
        chamber.Time.Advance(TimeSpan.FromSeconds(10));
        Dictionary<string, string> words = new() { ["words"] = "so" };
        Assert.Equal(act, (await desk.Do(chamber.Submit(who, TensionButtons.Write, Args(code, Moves.Propose), words))).Keys()[0]);
        foreach (var action in new[] { TensionButtons.More, TensionButtons.Sure, TensionButtons.File })
        {
            var said = (await desk.Do(chamber.Press(who, action, Args(code, Moves.Escalate)))).Keys()[0];
            Assert.True(more == "open" ? said is not Unknown and not "refusal.tension.sides-only" : said == more, $"{action}: {said}");
        }

        Assert.Equal(guide switch { "taken" => "tension.guide.taken", Unknown => Unknown, _ => "refusal.tension.guide" }, (await Press(chamber, desk, who, "tension.guide.take", code)).Keys()[0]);
        var card = await Press(chamber, desk, who, "tension.read", code);
        Assert.True(card.Confidential);
        Assert.Equal(read is "words" or "noted", Json(((Reply.Show)card).Card).Contains("\"What\"", StringComparison.Ordinal));
        Assert.Equal(read == "noted" ? 1 : 0, (await Tension(chamber, code)).Looks.Count);
        var voted = (await desk.Do(chamber.Press(who, CommitteeCards.Vote, new(Args(code, "")) { ["c"] = "for" }))).Keys()[0];
        Assert.Equal(vote == Unknown ? Unknown : "refusal.tension.decided", voted);
    }

    [Fact]
    public async Task Delegates_of_the_others_vote_and_their_latest_word_counts()
    {
        var (chamber, desk) = await Open();
        await chamber.Seats("east");
        var code = await Raise(chamber, desk);
        await Escalate(chamber, desk, code, 4);
        Dictionary<string, string> words = new() { ["words"] = "Known to all" };
        await desk.Do(chamber.Submit("north", TensionButtons.Write, Args(code, Moves.Release), words));
        await desk.Do(chamber.Press("south", TensionButtons.Do, new(Args(code, Moves.AgreeRelease)) { ["o"] = "1" }));
        Dictionary<string, string> vote = new(Args(code, "")) { ["c"] = "for" };
        var early = chamber.Press("west", CommitteeCards.Vote, new(vote) { ["c"] = "against" });
        Assert.Equal("refusal.tension.no-vote", (await desk.Do(chamber.Press("north", CommitteeCards.Vote, vote))).Keys()[0]);
        Assert.Equal("refusal.tension.no-vote", (await desk.Do(chamber.Press("fay", CommitteeCards.Vote, vote))).Keys()[0]);
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("tension.vote.done", (await desk.Do(chamber.Press("west", CommitteeCards.Vote, vote))).Keys()[0]);
        await desk.Do(early);
        Assert.Equal("for", (await Tension(chamber, code)).Committee!.Ballots[Partner.IdOf("west")].Choice);
        Assert.DoesNotContain("\"What\"", Json(((Reply.Show)await Press(chamber, desk, "west", "tension.read", code)).Card), StringComparison.Ordinal);
        await desk.Do(chamber.Press("east", CommitteeCards.Vote, vote));
        Assert.NotNull((await Tension(chamber, code)).Committee!.Outcome);
        var late = Assert.IsType<Reply.Show>(await desk.Do(chamber.Submit("west", CommitteeCards.Form, Args(code, ""), new() { ["choice"] = "against", ["reason"] = "R34SON" })));
        Assert.Contains("R34SON", Json(late.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_raisers_file_holds_what_they_wrote_nobody_elses_does_and_forgotten_they_stand_nowhere()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("zina", "north");
        await chamber.Knows("zina");
        await chamber.Knows("south");
        await chamber.Knows("west");
        var code = Code(await Fill(chamber, desk, "zina", new() { ["what"] = "M4RK3R" }));
        await Press(chamber, desk, "zina", "tension.send", code);
        await desk.Do(chamber.Submit("south", TensionButtons.Write, Args(code, Moves.Hear), new() { ["words"] = "H34RD" }));
        Assert.Contains("M4RK3R", await Mine(chamber, desk, "zina"), StringComparison.Ordinal);
        Assert.DoesNotContain("H34RD", await Mine(chamber, desk, "zina"), StringComparison.Ordinal);
        Assert.Contains("H34RD", await Mine(chamber, desk, "south"), StringComparison.Ordinal);
        Assert.DoesNotContain("M4RK3R", await Mine(chamber, desk, "south") + await Mine(chamber, desk, "west"), StringComparison.Ordinal);
        Assert.DoesNotContain("M4RK3R", await Said(await desk.Do(chamber.Say("north", "export decisions"))), StringComparison.Ordinal);
        await desk.Tick();
        await desk.Do(chamber.Press("zina", "person.forget", []));
        await desk.Tick();
        var stored = (await chamber.Documents.Find(TensionKinds.Key(Chamber.Id, code), Stop))!;
        Assert.DoesNotContain("zina", Encoding.UTF8.GetString(stored.Body.Span), StringComparison.Ordinal);

        // A grievance is nobody else's: it goes with her, and the other side learns so at once.
        var tension = await Tension(chamber, code);
        Assert.Equal((Ending.Withdrawn, Happenings.RaiserLeft), (tension.Course!.Ended, tension.More[^1].What));
    }

    [Fact]
    public async Task A_draft_goes_with_who_wrote_it_and_stays_where_it_only_names_who_was_forgotten()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("zina", "north");
        await chamber.Knows("zina");
        var hers = Code(await Fill(chamber, desk, "zina", []));
        var about = Code(await Fill(chamber, desk, "south", new() { ["with"] = Partner.IdOf("north"), ["person"] = Id("zina") }));
        await desk.Do(chamber.Press("zina", "person.forget", []));
        await desk.Tick();
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await chamber.Documents.Find(TensionKinds.Key(Chamber.Id, hers), Stop));
        var kept = (await chamber.Documents.Find(TensionKinds.Key(Chamber.Id, about), Stop))!;
        Assert.DoesNotContain("zina", Encoding.UTF8.GetString(kept.Body.Span), StringComparison.Ordinal);
        Assert.Null(kept.Due);
    }

    [Fact]
    public async Task What_is_written_is_in_no_byte_of_the_store_and_in_no_line_of_the_log()
    {
        using var folder = new TemporaryFolder();
        var (chamber, _) = await Open();
        var log = new Everything();
        var documents = SealedDocumentsSpecs.Over(chamber.Documents, folder.File("keys"), chamber.Time);
        var desk = chamber.Process(documents, s => s.RemoveAll(typeof(ILogger<>)).AddLogging(b => b.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        var code = Code(await Fill(chamber, desk, "north", new() { ["what"] = "M4RK3R", ["need"] = "M4RK3R" }));
        await Press(chamber, desk, "north", "tension.send", code);
        await desk.Tick();
        await Escalate(chamber, desk, code, 3);
        await desk.Do(chamber.Submit("south", TensionButtons.Write, Args(code, Moves.Propose), new() { ["words"] = "M4RK3R" }));
        await Press(chamber, desk, "fay", "tension.read", code);
        await desk.Tick();
        await foreach (var entry in chamber.Documents.Read(null, Stop))
        {
            Assert.DoesNotContain("M4RK3R", Encoding.UTF8.GetString(entry.Body.Span), StringComparison.Ordinal);
        }

        // Only the two sides' own cards ever carried it.
        Assert.Equal(["@north", "@south"], chamber.Sent.Where(s => Json(s.Card).Contains("M4RK3R", StringComparison.Ordinal)).Select(s => s.To.Place.Channel).Distinct().Order());

        // Without its keys people get an answer, the others go on, and nothing of it is said.
        var without = chamber.Process(SealedDocumentsSpecs.Over(chamber.Documents, folder.File("other"), chamber.Time), s => s.RemoveAll(typeof(ILogger<>)).AddLogging(b => b.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        var lost = await Assert.ThrowsAsync<StoreUnavailableException>(() => without.Do(chamber.Say("north", $"tensions {code}")));
        Assert.DoesNotContain("M4RK3R", lost.ToString(), StringComparison.Ordinal);
        chamber.Time.Advance(TimeSpan.FromDays(30));
        await without.Clock.Look(Stop);
        Assert.NotEmpty(log.Said);
        Assert.All(log.Said, l => Assert.DoesNotContain("M4RK3R", l, StringComparison.Ordinal));
    }

    private static async Task<string> Mine(Chamber chamber, Chamber.Desk desk, string who) => await Said(await desk.Do(chamber.Say(who, "export me")));

    private static async Task<string> Said(Reply reply)
    {
        using var bytes = new MemoryStream();
        if (reply is Reply.File file)
        {
            await file.Write(bytes, Stop);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
