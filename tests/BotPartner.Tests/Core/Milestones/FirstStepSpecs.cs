using BotPartner.Core.Documents;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>There is a first step as long as anything is completed: one that is taken back gives way to the next.</summary>
public sealed class FirstStepSpecs
{
    [Fact]
    public async Task One_that_is_taken_back_gives_way_to_the_earliest_that_stands()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        await Later(chamber, desk);
        Assert.Equal([3], await First(chamber));
        var card = chamber.Sent.Last(s => s.To.Place.Channel == "hall" && s.Card.Read().Contains("Three", StringComparison.Ordinal)).Card;
        Assert.Contains("Our first step together", card.Read(), StringComparison.Ordinal);

        // It does not come back to the one before.
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await Later(chamber, desk);
        Assert.Equal([3], await First(chamber));
        await desk.Do(chamber.Say("south", "milestone undo 3"));
        await Later(chamber, desk);
        Assert.Equal([2], await First(chamber));
        await desk.Do(chamber.Say("south", "milestone undo 2"));
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        await Later(chamber, desk);
        Assert.Empty(await First(chamber));
        await desk.Do(chamber.Say("south", "milestone done 2"));
        await Later(chamber, desk);
        Assert.Equal([2], await First(chamber));
    }

    [Fact]
    public async Task It_is_passed_on_by_whoever_comes_after_a_process_that_died_at_any_save()
    {
        for (var dies = 1; dies <= 6; dies++)
        {
            var (chamber, desk) = await Open();
            var left = dies;
            chamber.Documents.Writing = _ =>
            {
                if (--left == 0)
                {
                    throw new StoreUnavailableException("died");
                }
            };
            var said = chamber.Say("south", "milestone undo 1");
            try
            {
                await desk.Do(said);
            }
            catch (StoreUnavailableException)
            {
                // It is delivered again.
            }

            chamber.Documents.Writing = null;
            var other = chamber.Process();
            await other.Do(said);
            chamber.Time.Advance(TimeSpan.FromMinutes(5));
            await Later(chamber, other);
            Assert.Equal([3], await First(chamber));
        }
    }

    [Fact]
    public async Task One_taken_back_while_others_come_leaves_exactly_one()
    {
        for (var i = 0; i < 5; i++)
        {
            var (chamber, desk) = await Open();
            await desk.Do(chamber.Say("south", "milestone undo 2"));
            await desk.Do(chamber.Say("south", "milestone undo 3"));
            var (one, two) = (chamber.Process(), chamber.Process());
            await Task.WhenAll(
                Task.Run(() => one.Do(chamber.Say("south", "milestone undo 1")), TestContext.Current.CancellationToken),
                Task.Run(() => two.Do(chamber.Say("north", "milestone done 2")), TestContext.Current.CancellationToken));
            await Later(chamber, desk);
            Assert.Equal([2], await First(chamber));
        }
    }

    private static async Task<IReadOnlyList<int>> First(Chamber chamber)
    {
        var first = new List<int>();
        for (var n = 1; n <= 3; n++)
        {
            if ((await chamber.Celebration(n))?.State is { First: true })
            {
                first.Add(n);
            }
        }

        return first;
    }

    private static async Task Later(Chamber chamber, Chamber.Desk desk)
    {
        for (var i = 0; i < 3; i++)
        {
            chamber.Time.Advance(TimeSpan.FromSeconds(2));
            await desk.Tick();
        }
    }

    /// <summary>One is done, then three, then two.</summary>
    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        foreach (var title in new[] { "One", "Two", "Three" })
        {
            await desk.Do(chamber.Say("south", $"milestone add {title} by 2026-03-20 owner south"));
        }

        foreach (var n in new[] { 1, 3, 2 })
        {
            await desk.Do(chamber.Say("south", $"milestone done {n}"));
            await Later(chamber, desk);
        }

        Assert.Equal([1], await First(chamber));
        return (chamber, desk);
    }
}
