using BotPartner.Core.Chat;
using BotPartner.Workers;
using NodaTime;

namespace BotPartner.Tests.Workers;

public sealed class PacerSpecs
{
    // The documented limits of one conversation.
    private static readonly Window[] Teams = [Per(7, 1), Per(8, 2), Per(60, 30), Per(1800, 3600)];
    private static readonly Window[] Slack = [Per(1, 1)];
    private static readonly Place Place = Workshop.Channel("A");
    private readonly ManualTime time = new();

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    [Fact]
    public void Four_windows_hold_at_once_over_two_hours()
    {
        var sent = Drain(new([new FakeSender(time, "north", Teams)]), Duration.FromHours(2));
        AssertKept(Teams, sent);

        // And what is allowed is used: 1,800 in each hour, and the first seven of the third.
        Assert.Equal(3607, sent.Count);
    }

    [Fact]
    public void One_a_second_holds_over_a_minute()
    {
        var sent = Drain(new([new FakeSender(time, "north", Slack)]), Duration.FromSeconds(60));
        AssertKept(Slack, sent);
        Assert.Equal(61, sent.Count);
    }

    [Fact]
    public void Those_who_wait_get_turns_one_after_the_other_and_newcomers_come_after_them()
    {
        var pacer = new Pacer([new FakeSender(time, "north", Slack)]);
        var turns = Enumerable.Range(0, 4).Select(i => pacer.Ask(Place, $"{i}", Now) - Now).ToArray();
        Assert.Equal([0, 1, 2, 3], turns.Select(t => t.TotalSeconds));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (pacer.Ask(Place, "newcomer", Now) - Now).TotalSeconds);
        Assert.Equal(Now, pacer.Ask(Place, "1", Now));
        Assert.Equal(1, (pacer.Ask(Place, "2", Now) - Now).TotalSeconds);
    }

    [Fact]
    public void A_promise_nobody_comes_for_is_void_after_a_while()
    {
        var pacer = new Pacer([new FakeSender(time, "north", Slack)]);
        foreach (var i in Enumerable.Range(0, 3))
        {
            pacer.Ask(Place, $"{i}", Now);
        }

        time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(Now, pacer.Ask(Place, "newcomer", Now));
    }

    [Fact]
    public void A_message_that_took_long_to_arrive_is_counted_from_its_arrival()
    {
        var pacer = new Pacer([new FakeSender(time, "north", Slack)]);
        pacer.Ask(Place, "1", Now);
        time.Advance(TimeSpan.FromMilliseconds(700));
        pacer.Landed(Place, Now);
        Assert.Equal(Duration.FromSeconds(1), pacer.Ask(Place, "2", Now) - Now);
    }

    [Fact]
    public void A_blocked_place_waits_and_places_do_not_share_their_pace()
    {
        var pacer = new Pacer([new FakeSender(time, "north", Slack)]);
        pacer.Block(Place, Now + Duration.FromSeconds(30), "b");
        Assert.Equal([31, 30, 32], new[] { "a", "b", "c" }.Select(n => (pacer.Ask(Place, n, Now) - Now).TotalSeconds));
        Assert.Equal(Now, pacer.Ask(Workshop.Channel("B"), "a", Now));
    }

    [Fact]
    public async Task A_hundred_documents_for_one_place_go_out_at_its_pace_with_few_saves()
    {
        var shop = new Workshop(Slack);
        foreach (var i in Enumerable.Range(0, 100))
        {
            await shop.Owe($"n{i:00}", $"{i}", 1, "A");
        }

        var saves = 0;
        shop.Documents.Writing = _ => Interlocked.Increment(ref saves);
        await shop.Tick();
        await shop.Pass(99);
        Assert.Equal(100, shop.Sender.Sendings.Count);
        AssertKept(Slack, [.. shop.Sender.Sendings.Select(s => s.At)]);
        Assert.InRange(saves, 200, 400);
    }

    private static Window Per(int count, int seconds) => new(count, Duration.FromSeconds(seconds));

    private static void AssertKept(IEnumerable<Window> windows, List<Instant> sent)
    {
        foreach (var window in windows)
        {
            for (var i = window.Count; i < sent.Count; i++)
            {
                Assert.True(sent[i] - sent[i - window.Count] >= window.Per, $"more than {window.Count} in {window.Per} from number {i}");
            }
        }
    }

    /// <summary>One who always wants to send, and always comes when told to.</summary>
    private List<Instant> Drain(Pacer pacer, Duration span)
    {
        var (sent, end) = (new List<Instant>(), Now + span);
        for (var i = 0; Now <= end;)
        {
            var turn = pacer.Ask(Place, $"{i}", Now);
            if (turn == Now)
            {
                sent.Add(turn);
                i++;
            }
            else
            {
                time.SetUtcNow(turn.ToDateTimeOffset());
            }
        }

        return sent;
    }
}
