using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>In which order messages of several documents reach a place that is unwell for a while.</summary>
public sealed class OrderSpecs
{
    private static readonly string[] Words = ["one", "two", "three", "four"];
    private Workshop shop = new(new Window(7, Duration.FromSeconds(1)));
    private readonly List<string> arrived = [];

    [Fact]
    public async Task Through_a_passing_trouble_the_order_is_kept_and_only_the_first_is_tried()
    {
        var over = shop.Now + Duration.FromSeconds(20);
        Answer(s => shop.Now < over ? new Sent.Later(null, "500") : null);
        await OweAll("A", "B");
        await Pass(40);
        Assert.Equal(["A one", "A two", "A three", "A four"], arrived.Where(a => a[0] == 'A'));
        Assert.Equal(["B one", "B two", "B three", "B four"], arrived.Where(a => a[0] == 'B'));
        Assert.Equal(["one"], shop.Sender.Sendings.Where(s => s.At < over).Select(s => s.Words).Distinct());
    }

    [Fact]
    public async Task A_message_put_while_the_trouble_lasts_comes_after_those_that_wait()
    {
        var over = shop.Now + Duration.FromSeconds(20);
        Answer(s => shop.Now < over ? new Sent.Later(null, "500") : null);
        await OweAll("A");
        await Pass(9);
        await shop.Owe("a", "late", 1, "A");
        await Pass(30);
        Assert.Equal(["A one", "A two", "A three", "A four", "A late"], arrived);
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(1, null)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    public async Task At_every_pace_the_order_is_kept_whether_or_not_the_platform_says_how_long_to_wait(int perSecond, int? wait)
    {
        shop = new(new Window(perSecond, Duration.FromSeconds(1)));
        var over = shop.Now + Duration.FromSeconds(20);
        Answer(s => shop.Now < over ? new Sent.Later(wait is { } seconds ? Duration.FromSeconds(seconds) : null, "429") : null);
        await OweAll("A");
        await Pass(40);
        Assert.Equal(["A one", "A two", "A three", "A four"], arrived);
    }

    [Fact]
    public async Task One_message_that_never_arrives_holds_up_the_others_for_a_minute_and_no_longer()
    {
        var began = shop.Now;
        Answer(s => s.Words == "one" ? new Sent.Later(null, "500") : null);
        await OweAll("A");
        await Pass(70);
        Assert.Equal(["A two", "A three", "A four"], arrived);
        Assert.InRange(shop.Sender.Sendings.First(s => s.Words == "two").At - began, Duration.FromSeconds(45), Duration.FromSeconds(65));
    }

    [Fact]
    public async Task One_message_that_cannot_even_be_rendered_holds_up_nothing()
    {
        shop.Sender.Script = s => s.Words == "one" ? throw new InvalidOperationException("broken") : Task.FromResult(Arrive(s));
        await OweAll("A");
        await Pass(1);
        Assert.Equal(["A two", "A three", "A four"], arrived);
    }

    [Fact]
    public async Task An_edit_that_fails_holds_up_no_new_message()
    {
        Answer(s => s.Edits is null ? null : new Sent.Later(null, "500"));
        await shop.Owe("0", "before", 1, "A");
        await Pass(5);
        await shop.Owe("0", "after", 2, "A");
        await Pass(1);
        await OweAll("A");
        await Pass(1);
        Assert.Equal(["A before", "A one", "A two", "A three", "A four"], arrived);
    }

    private async Task OweAll(params string[] places)
    {
        foreach (var (i, words) in Words.Index())
        {
            await shop.Owe($"{i + 1}", words, 1, places);
        }

        await shop.Tick();
    }

    /// <summary>Moves time in steps that are smaller than what is spaced.</summary>
    private async Task Pass(int seconds)
    {
        for (var i = 0; i < 20 * seconds; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(50));
            await shop.Tick();
        }
    }

    private void Answer(Func<Sending, Sent?> script) => shop.Sender.Answer(s => script(s) ?? Arrive(s));

    private Sent? Arrive(Sending sending)
    {
        lock (arrived)
        {
            arrived.Add($"{sending.Place} {sending.Words}");
        }

        return null;
    }
}
