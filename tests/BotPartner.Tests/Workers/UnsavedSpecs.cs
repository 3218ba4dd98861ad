using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>A store, or a part of it, that takes nothing for a while: nothing is sent twice by the same process, and nothing else waits for it.</summary>
public sealed class UnsavedSpecs
{
    private readonly Workshop shop = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sent_while_the_store_took_nothing_is_not_sent_again_and_known_to_it_in_the_end()
    {
        await SentUnsaved(180);
        await Until(async () => (await shop.Load("n")).Owes.Count == 0);
        Assert.Equal(["one"], shop.Sender.To("A"));
        var note = await shop.Load("n");
        Assert.Equal("m1", Assert.Single(note.Delivered).Value.Message);

        // A later content edits it.
        shop.Sender.Answer(_ => null);
        await shop.Owe("n", "two", 2, "A");
        await shop.Pass(2);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task A_later_content_that_comes_before_the_first_is_saved_edits_the_message_that_stands()
    {
        await SentUnsaved(50);
        shop.Sender.Answer(_ => null);
        await shop.Owe("n", "two", 2, "A");
        await Until(async () => (await shop.Load("n")).Owes.Count == 0);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
        Assert.Equal(2, Assert.Single((await shop.Load("n")).Delivered).Value.Revision);
    }

    [Fact]
    public async Task A_message_that_the_store_does_not_know_is_edited_even_if_that_fails_at_first()
    {
        await SentUnsaved(50);
        var edits = 0;
        shop.Sender.Answer(s => s.Edits is not null && ++edits < 3 ? new Sent.Later(null, "429") : null);
        await shop.Owe("n", "two", 2, "A");
        await Until(async () => (await shop.Load("n")).Owes.Count == 0);
        Assert.Equal(["one", "two in m1", "two in m1", "two in m1"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task What_is_said_once_and_owed_again_later_is_said_again()
    {
        for (var revision = 1; revision <= 2; revision++)
        {
            var words = $"word {revision}";
            await shop.Edit("n", note => note.Owing(
                new Post("card", revision, new Card(words, words, []), [new Addressee(Workshop.Channel("A"), "en", "Etc/UTC")]) { Once = true }));
            await shop.Pass(1);
        }

        Assert.Equal(["word 1", "word 2"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task What_cannot_be_saved_keeps_nothing_else_from_being_done_not_even_what_lies_beside_it()
    {
        await Note("bad", -60);
        await Note("beside", -30);
        await shop.Owe("n", "one", 1, "A");
        var woken = new List<string>();
        shop.Woken = async keys =>
        {
            foreach (var key in keys)
            {
                await shop.Change.Run(Storage.Note.Kind, key, null, n => n! with { Wake = null }, Stop);
                woken.Add(key.Id);
            }
        };
        Refuse(k => k.Id == "bad");
        await Until(() => Task.FromResult(woken.Count == 1 && shop.Sender.Sendings.Count == 1));
        Assert.Equal(["one"], shop.Sender.To("A"));
        Assert.Equal(["beside"], woken);
        Assert.NotNull(shop.Clock.LastTick);

        shop.Documents.Writing = null;
        await shop.Pass(61);
        Assert.Equal(["beside", "bad"], woken);
    }

    [Fact]
    public async Task A_store_that_takes_nothing_at_all_ends_the_look_and_what_was_due_is_done_once_it_does()
    {
        await Note("one", -60);
        await Note("two", -50);
        await shop.Owe("n", "words", 1, "A");
        Refuse(_ => true);
        var woken = 0;
        shop.Woken = async keys =>
        {
            foreach (var key in keys)
            {
                await shop.Change.Run(Storage.Note.Kind, key, null, n => n! with { Wake = null }, Stop);
                woken++;
            }
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => shop.Clock.Look(Stop));
        for (var i = 0; i < 600; i++)
        {
            await Second();
        }

        shop.Documents.Writing = null;
        await shop.Pass(61);
        Assert.Equal(2, woken);
        Assert.Equal(["words"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task One_that_stays_due_however_often_it_is_woken_is_woken_ever_more_seldom()
    {
        var woken = new List<Instant>();
        shop.Woken = _ =>
        {
            woken.Add(shop.Now);
            return Task.CompletedTask;
        };
        await shop.Edit("n", n => n with { Wake = shop.Now });
        await shop.Pass(600);
        Assert.InRange(woken.Count, 15, 40);
        Assert.InRange(woken[^1] - woken[^4], Duration.FromSeconds(60), Duration.FromMinutes(10));
    }

    [Fact]
    public async Task A_process_that_is_stopping_gives_back_what_waits_its_turn()
    {
        var clock = shop.Process(shop.Documents, out var courier);
        var first = new TaskCompletionSource<Sent?>();
        shop.Sender.Script = s => s.Words == "one" ? first.Task : Task.FromResult<Sent?>(null);
        await shop.Owe("n1", "one", 1, "A");
        await shop.Owe("n2", "two", 1, "A");
        await clock.Look(Stop);
        await Workshop.Until(() => shop.Sender.Sendings.Count == 1);
        courier.Stop();
        first.SetResult(null);
        await courier.Quiet;
        Assert.Equal(["one"], shop.Sender.To("A"));
        await shop.Tick();
        Assert.Equal(["one", "two"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task What_is_withdrawn_while_it_is_being_sent_is_edited_where_it_stands_then_and_sent_nowhere_else()
    {
        var first = new TaskCompletionSource<Sent?>();
        shop.Sender.Script = s => s.Place == "A" ? first.Task : throw new InvalidOperationException("not yet");
        await shop.Owe("n", "one", 1, "A", "B");
        var ticking = shop.Tick();
        await Workshop.Until(async () => (await shop.Load("n")).Owes.Single().To is [{ Attempts: 0 }, { Attempts: 1 }]);
        await shop.Edit("n", n => n.Withdrawing(o => o.Slot == "card", shop.Now));
        Assert.Equal(["A"], (await shop.Load("n")).Owes.Single().To.Select(t => t.Place.Channel));
        await shop.Owe("n", "two", 2, "A", "B");
        shop.Sender.Answer(_ => null);
        first.SetResult(null);
        await ticking;
        await shop.Pass(3);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
        Assert.Equal("two", shop.Sender.To("B").Last());

        // One that dies with its process before the platform has it is sent by nobody.
        await shop.Edit("m", n => n.Owing(new Post("card", 1, new Card("x", "x", []), [new Addressee(Workshop.Channel("C"), "en", "Etc/UTC") { Lease = shop.Now + Duration.FromSeconds(60) }])));
        await shop.Edit("m", n => n.Withdrawing(_ => true, shop.Now));
        await shop.Pass(120);
        Assert.Empty(shop.Sender.To("C"));
        Assert.Empty((await shop.Load("m")).Owes);
    }

    /// <summary>A message is sent, and the store takes nothing from just then for so many seconds: longer than it is tried to save that it was sent.</summary>
    private async Task SentUnsaved(int seconds)
    {
        shop.Sender.Answer(_ =>
        {
            Refuse(_ => true);
            return null;
        });
        await shop.Owe("n", "one", 1, "A");
        await shop.Clock.Look(Stop);
        await Workshop.Until(() => shop.Sender.Sendings.Count == 1);
        for (var i = 0; i < seconds; i++)
        {
            await Second();
        }

        shop.Documents.Writing = null;
    }

    private async Task Note(string id, int due)
    {
        Key key = new("elsewhere", id);
        await shop.Change.Run(Storage.Note.Kind, key, null, _ => Storage.Note.Kind.New(key, Storage.Note.Empty) with { Wake = shop.Now + Duration.FromSeconds(due) }, Stop);
    }

    private void Refuse(Func<Key, bool> which) => shop.Documents.Writing = key =>
    {
        if (which(key))
        {
            throw new StoreUnavailableException("down");
        }
    };

    /// <summary>Second by second, until it is so.</summary>
    private Task Until(Func<Task<bool>> condition) => Workshop.Until(async () =>
    {
        await Second();
        return await condition();
    });

    /// <summary>A second in which the clock does what it can.</summary>
    private async Task Second()
    {
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        try
        {
            await shop.Clock.Look(Stop);
        }
        catch (StoreUnavailableException)
        {
            // Nothing could be done at all.
        }

        // What waits for time to pass is left to the next second.
        for (var i = 0; i < 20; i++)
        {
            await Task.Yield();
        }
    }
}
