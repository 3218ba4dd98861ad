using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>What the courier does when platforms, stores and processes fail.</summary>
public sealed class CourierTroubleSpecs
{
    private readonly Workshop shop = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_place_delays_no_other_not_even_later_contents_and_not_the_waking()
    {
        var slow = new TaskCompletionSource<Sent?>();
        shop.Sender.Script = s => s.Place == "slow" ? slow.Task : Task.FromResult<Sent?>(null);
        var woken = 0;
        shop.Woken = keys =>
        {
            // Not in the edit, which is made anew where another was faster.
            woken++;
            return shop.Edit(keys[0].Id, n => n with { Wake = null, State = n.State.Count("woken") });
        };
        await shop.Owe("n", "one", 1, "slow", "fast");
        var ticking = shop.Tick();
        await Workshop.Until(async () => (await shop.Load("n")).Delivered.Count == 1);

        shop.Time.Advance(TimeSpan.FromSeconds(2));
        await shop.Owe("n", "two", 2, "slow", "fast");
        await shop.Edit("n", n => n with { Wake = shop.Now });
        await shop.Clock.Look(Stop);
        await Workshop.Until(() => shop.Sender.To("fast").Count() == 2);
        Assert.Equal(["one"], shop.Sender.To("slow"));
        Assert.Equal(1, woken);

        slow.SetResult(new Sent.Done("m9"));
        await ticking;
        await shop.Pass(1);
        Assert.Equal(["one", "two in m9"], shop.Sender.To("slow"));
        Assert.Equal(2, shop.Sender.To("fast").Count());
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task Too_many_requests_hold_the_whole_place_as_long_as_it_asks_and_no_other_place()
    {
        var asked = false;
        shop.Sender.Answer(s => s.Place == "A" && !asked && (asked = true) ? new Sent.Later(Duration.FromSeconds(30), "429") : null);
        await shop.Owe("n1", "one", 1, "A", "B");
        await shop.Tick();
        await shop.Owe("n2", "two", 1, "A", "B");
        await shop.Pass(29);
        Assert.Single(shop.Sender.To("A"));
        Assert.Equal(["one", "two"], shop.Sender.To("B"));
        await shop.Pass(2);
        Assert.Equal(["one", "one", "two"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task Too_many_requests_without_a_time_are_tried_again_ever_later_and_at_last_given_up()
    {
        shop.Sender.Answer(_ => new Sent.Later(null, "429"));
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        for (var i = 0; i < 10_000 && (await shop.Load("n")).Due is { } due; i++)
        {
            shop.Time.SetUtcNow(due.ToDateTimeOffset());
            await shop.Tick();
        }

        var gaps = shop.Sender.Sendings.Zip(shop.Sender.Sendings.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).ToArray();
        Assert.InRange(shop.Sender.Sendings[^1].At - shop.Sender.Sendings[0].At, Duration.FromDays(2), Duration.FromDays(4));
        Assert.All(gaps.Index(), g => Assert.InRange(g.Item, Math.Min(600, Math.Pow(2, Math.Min(g.Index, 20))) * 0.75, Math.Min(600, Math.Pow(2, g.Index)) + 0.001));
        Assert.Empty((await shop.Load("n")).Owes);
    }

    [Fact]
    public async Task A_sender_that_throws_is_tried_again_and_stops_nothing_else()
    {
        var first = true;
        shop.Sender.Script = s => s.Place == "A" && first && !(first = false) ? throw new InvalidOperationException("secret words") : Task.FromResult<Sent?>(null);
        await shop.Owe("n", "one", 1, "A", "B");
        await shop.Tick();
        Assert.Equal(["one"], shop.Sender.To("B"));
        await shop.Pass(1);
        Assert.Equal(["one", "one"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task A_sender_that_never_answers_is_given_up_in_time_for_the_next_attempt()
    {
        shop.Sender.Script = s => shop.Sender.Sendings.Count == 1 ? new TaskCompletionSource<Sent?>().Task : Task.FromResult<Sent?>(null);
        await shop.Owe("n", "one", 1, "A");
        var ticking = shop.Tick();
        await Workshop.Until(() => shop.Sender.Sendings.Count == 1);
        shop.Time.Advance(TimeSpan.FromSeconds(25));
        await ticking;
        await shop.Pass(1);
        Assert.Equal(2, shop.Sender.Sendings.Count);
    }

    [Fact]
    public async Task A_place_that_is_gone_is_reported_once_and_tried_no_more()
    {
        shop.Sender.Answer(s => s.Place == "A" ? new Sent.Gone("removed") : null);
        await shop.Owe("n1", "one", 1, "A", "B");
        await shop.Owe("n2", "two", 1, "A", "B");
        await shop.Tick();
        await shop.Pass(700);
        Assert.Equal(["A"], shop.Gone.Places);
        Assert.Equal(2, shop.Sender.To("A").Count());
        Assert.Equal(["one", "two"], shop.Sender.To("B").Order());
        Assert.Null((await shop.Load("n1")).Due);
    }

    [Fact]
    public async Task A_place_that_came_back_is_reached_and_reported_again_when_it_goes_again()
    {
        var there = false;
        shop.Sender.Answer(_ => there ? null : new Sent.Gone("removed"));
        foreach (var (id, up) in new[] { ("n1", false), ("n2", true), ("n3", false) })
        {
            there = up;
            await shop.Owe(id, id, 1, "A");
            await shop.Tick();
        }

        Assert.Equal(["A", "A"], shop.Gone.Places);
        Assert.Contains("card|north/realm/A", (await shop.Load("n2")).Delivered);
    }

    [Fact]
    public async Task That_a_place_is_gone_is_not_forgotten_while_it_cannot_be_reported()
    {
        shop.Gone.Fails = true;
        shop.Sender.Answer(_ => new Sent.Gone("removed"));
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        Assert.NotNull((await shop.Load("n")).Due);
        shop.Gone.Fails = false;
        await shop.Pass(2);
        Assert.Equal(["A"], shop.Gone.Places);
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task A_refused_edit_is_dropped_and_the_message_not_posted_anew()
    {
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        shop.Sender.Answer(_ => new Sent.Refused("deleted"));
        await shop.Owe("n", "two", 2, "A");
        await shop.Pass(60);
        Assert.Equal(["one", "two in m1"], shop.Sender.To("A"));
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task A_platform_that_is_switched_off_keeps_what_is_owed_to_it()
    {
        await shop.Edit("n", n => n.Owing(new("card", 1, new Card("one", "one", []), [new(new("south", "r", "X", PlaceKind.Channel), "en", "Etc/UTC")])));
        for (var i = 0; i < 50; i++)
        {
            await shop.Tick();
            shop.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(0, (await shop.Load("n")).Owes[0].To[0].Attempts);
    }

    [Fact]
    public async Task Two_processes_over_one_store_send_everything_once()
    {
        for (var i = 0; i < 50; i++)
        {
            await shop.Owe($"n{i}", $"{i}", 1, "A", "B", "C");
        }

        var other = shop.Process();
        await Task.WhenAll(Task.Run(() => shop.Clock.Tick(Stop), Stop), Task.Run(() => other.Tick(Stop), Stop));
        Assert.Equal(150, shop.Sender.Sendings.Count);
        Assert.Equal(150, shop.Sender.Sendings.Distinct().Count());
    }

    [Fact]
    public async Task What_a_dead_process_had_in_hand_another_sends_when_the_lease_is_over()
    {
        shop.Sender.Script = _ => new TaskCompletionSource<Sent?>().Task;
        await shop.Owe("n", "one", 1, "A");

        // It takes the post in hand, and dies before it can save anything more.
        _ = shop.Process(new DyingDocuments(shop.Documents, dieAt: 2, written: false), out var _).Tick(Stop);
        await Workshop.Until(() => shop.Sender.Sendings.Count == 1);
        var dead = shop.Now + Duration.FromSeconds(60);
        shop.Time.Advance(TimeSpan.FromSeconds(59));
        shop.Sender.Script = _ => Task.FromResult<Sent?>(null);
        Assert.Equal(dead, (await shop.Load("n")).Due);
        await shop.Clock.Look(Stop);
        Assert.Single(shop.Sender.Sendings);
        shop.Time.SetUtcNow(dead.ToDateTimeOffset());
        await shop.Tick();
        Assert.Equal(2, shop.Sender.Sendings.Count);
        Assert.Null((await shop.Load("n")).Due);
    }

    [Fact]
    public async Task A_content_owed_while_an_earlier_one_is_on_its_way_follows_a_second_later()
    {
        var way = new TaskCompletionSource<Sent?>();
        shop.Sender.Script = s => s.Words == "one" ? way.Task : Task.FromResult<Sent?>(null);
        await shop.Owe("n", "one", 1, "A");
        var ticking = shop.Tick();
        await Workshop.Until(() => shop.Sender.Sendings.Count == 1);
        await shop.Owe("n", "two", 2, "A");
        way.SetResult(new Sent.Done("m5"));
        await ticking;
        Assert.Equal(shop.Now + Duration.FromSeconds(1), (await shop.Load("n")).Due);
        await shop.Pass(1);
        Assert.Equal(["one", "two in m5"], shop.Sender.To("A"));
    }

    [Fact]
    public async Task A_result_that_cannot_be_saved_at_once_is_saved_later_and_not_sent_twice()
    {
        var refused = 0;
        shop.Sender.Answer(_ =>
        {
            shop.Documents.Writing = _ =>
            {
                refused++;
                throw new StoreUnavailableException("down");
            };
            return null;
        });
        await shop.Owe("n", "one", 1, "A");
        var ticking = shop.Tick();
        await Workshop.Until(() => Volatile.Read(ref refused) > 0);
        await Workshop.Until(() =>
        {
            shop.Documents.Writing = null;
            shop.Time.Advance(TimeSpan.FromMilliseconds(100));
            return ticking.IsCompleted;
        });
        await ticking;
        await shop.Pass(120);
        Assert.Single(shop.Sender.Sendings);
        Assert.Contains("card|north/realm/A", (await shop.Load("n")).Delivered);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public async Task A_yes_that_is_saved_when_the_lease_is_over_may_stand_twice_and_the_log_says_so(int seconds, bool twice)
    {
        var other = shop.Process();
        shop.Sender.Answer(_ =>
        {
            shop.Sender.Answer(_ => null);
            shop.Documents.Writing = _ =>
            {
                // The store is slow, and another process looks for work meanwhile.
                shop.Documents.Writing = null;
                shop.Time.Advance(TimeSpan.FromSeconds(seconds));
                other.Tick(Stop).GetAwaiter().GetResult();
            };
            return null;
        });
        await shop.Owe("n", "one", 1, "A");
        await shop.Tick();
        await shop.Pass(120);
        Assert.Equal(twice ? 2 : 1, shop.Sender.Sendings.Count);
        Assert.Equal(twice ? 1 : 0, shop.Log.Lines.Count(l => l.Contains("A card of a note was sent to north, and the store took that only when its lease was over", StringComparison.Ordinal)));
        Assert.Null((await shop.Load("n")).Due);
    }
}
