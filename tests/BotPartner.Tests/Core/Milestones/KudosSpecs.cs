using BotPartner.Core.Chat;
using BotPartner.Core.Milestones;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Kudos: one of each kind a person, taken back by a second press, counted exactly however they arrive.</summary>
public sealed class KudosSpecs
{
    [Fact]
    public async Task A_hundred_and_more_presses_that_arrive_shuffled_and_twice_are_counted_exactly_in_few_edits()
    {
        const int People = 60;
        var (chamber, desk) = await Open();
        await chamber.Seats(Enumerable.Range(0, People).Select(i => $"p{i}"));
        var presses = new List<Request.Pressed>();
        var given = new Dictionary<(string, string), int>();
        for (var i = 0; i < 300; i++)
        {
            var (who, kind) = ($"p{i * 7 % People}", Celebration.Kinds[i * 11 / 7 % 3]);
            presses.Add(Press(chamber, who, kind));
            given[(who, kind)] = given.GetValueOrDefault((who, kind)) + 1;
        }

        var random = new Random(8);
        var arriving = presses.Concat(presses).OrderBy(_ => random.Next()).ToArray();
        var processes = new[] { desk, chamber.Process() };
        var before = chamber.Shown();
        var began = chamber.Now;
        foreach (var burst in arriving.Chunk(20))
        {
            await Task.WhenAll(burst.Select((press, i) => Task.Run(() => processes[i % 2].Do(press))));
            chamber.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAll(processes.Select(p => p.Tick()));
        }

        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var celebration = (await chamber.Celebration())!;
        Assert.All(Celebration.Kinds, k => Assert.Equal(given.Count(g => g.Key.Item2 == k && g.Value % 2 == 1), celebration.State.Kudos.GetValueOrDefault(k)));
        Assert.InRange(chamber.Shown() - before, 1, (int)(chamber.Now - began).TotalSeconds + 1);
        Assert.Empty(celebration.Owes);
        Assert.InRange(await chamber.Count("kudos"), 2, KudosBox.Boxes);
        Assert.Contains($"👏 {celebration.State.Kudos["clap"]}", chamber.Sent.Last(s => s.To.Place.Channel == "hall").Card.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_press_takes_it_back_and_kinds_are_apart()
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["kudos.given"], (await desk.Do(Press(chamber, "south", "clap"))).Keys());
        Assert.Equal(["kudos.given"], (await desk.Do(chamber.Say("south", "bravo 1 merci"))).Keys());
        Assert.Equal(["kudos.taken"], (await desk.Do(Press(chamber, "south", "clap"))).Keys());
        var press = Press(chamber, "south", "clap");
        await desk.Do(press);
        await desk.Do(Press(chamber, "south", "clap"));
        Assert.Equal(["kudos.taken"], (await desk.Do(press)).Keys());
        Assert.Equal([("heart", 1)], await Counted(chamber, desk));
        Assert.Equal(["refusal.outdated"], (await desk.Do(Press(chamber, "south", "boo"))).Keys());
        Assert.Equal(["refusal.stranger"], (await desk.Do(Press(chamber, "stranger", "clap"))).Keys());
        Assert.Equal(["kudos.unknown"], (await desk.Do(chamber.Say("south", "kudos 1 boo"))).Keys());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_person_with_two_accounts_counts_once(bool before)
    {
        var (chamber, desk) = await Open();
        if (before)
        {
            await desk.Do(Press(chamber, "south", "clap"));
            await chamber.Joins("other", "south");
            await desk.Do(Press(chamber, "other", "clap"));
            Assert.Equal([("clap", 2)], await Counted(chamber, desk));
        }

        await desk.Do(chamber.Say("south2", $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"));
        if (before)
        {
            await desk.Do(chamber.Say("other", $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"));
        }

        await desk.Tick();
        if (!before)
        {
            await desk.Do(Press(chamber, "south", "clap"));
            Assert.Equal(["kudos.taken"], (await desk.Do(Press(chamber, "south2", "clap"))).Keys());
        }

        await desk.Do(Press(chamber, "south2", "heart"));
        Assert.Equal(before ? [("clap", 1), ("heart", 1)] : [("heart", 1)], await Counted(chamber, desk));
    }

    [Fact]
    public void What_was_given_on_another_account_before_it_was_linked_is_taken_back_by_the_one_that_stands_for_both()
    {
        var linked = new Dictionary<string, string> { ["b"] = "a" };
        var other = new KudosBox(1, [new("b", "clap", true, ["m"])]);
        Assert.Equal(1, KudosShelf.Count([other], linked)["clap"]);
        var own = new KudosBox(1, []).Pressed("a", "clap", "n", given: true)!;
        Assert.Empty(KudosShelf.Count([own, other], linked));
        Assert.Equal(1, KudosShelf.Count([own.Pressed("a", "clap", "o", given: true)!, other], linked)["clap"]);
        Assert.Null(own.Pressed("a", "clap", "n", given: true));
    }

    private static Request.Pressed Press(Chamber chamber, string who, string kind) =>
        chamber.Press(who, GiveKudos.Action, new(MilestoneForm.Args(Chamber.Id, 1)) { ["k"] = kind });

    private static async Task<(string, int)[]> Counted(Chamber chamber, Chamber.Desk desk)
    {
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        return [.. (await chamber.Celebration())!.State.Kudos.Where(k => k.Value > 0).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value))];
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Wells dug by friday owner south"));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        return (chamber, desk);
    }
}
