using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using NodaTime;

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

    [Fact]
    public async Task Without_a_number_they_are_for_what_was_completed_last()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("south", "milestone add Pumps set by friday owner south"));
        chamber.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Do(chamber.Say("south", "milestone done 2"));
        var given = await desk.Do(chamber.Say("west", "bravo"));
        Assert.Contains("👏 Well done: it counts", given.Read(), StringComparison.Ordinal);
        Assert.Contains("Celebration 2", given.Read(), StringComparison.Ordinal);
        await desk.Do(chamber.Say("west", "kudos merci"));
        Assert.Empty(await Counted(chamber, desk));
        Assert.Equal([("clap", 1), ("heart", 1)], (await chamber.Celebration(2))!.State.Kudos.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value)));
        await desk.Do(chamber.Say("south", "milestone undo 2"));
        await desk.Do(chamber.Say("west", "felicidades"));
        Assert.Equal([("clap", 1)], await Counted(chamber, desk));

        // Where there is nothing, the way to the wall is shown, and no milestone is called 0.
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        var none = await desk.Do(chamber.Say("west", "kudos"));
        Assert.DoesNotContain("0", none.Read(), StringComparison.Ordinal);
        Assert.Equal(["celebrations"], none.Actions());
        Assert.Equal(["celebrations"], (await desk.Do(chamber.Say("west", "kudos 7"))).Actions());
    }

    [Fact]
    public async Task The_members_are_not_read_at_every_beat()
    {
        var (chamber, desk) = await Open();
        var reading = new Reading(chamber.Documents);
        var other = chamber.Process(reading);
        for (var i = 0; i < 20; i++)
        {
            await desk.Do(Press(chamber, i % 2 == 0 ? "south" : "west", Celebration.Kinds[i % 3]));
            chamber.Time.Advance(TimeSpan.FromSeconds(1));
            await other.Tick();
        }

        Assert.InRange(reading.Members, 2, 5);
        for (var i = 0; i < 20; i++)
        {
            chamber.Time.Advance(TimeSpan.FromSeconds(1));
            await other.Tick();
        }

        // Then all rests.
        Assert.InRange(reading.Members, 2, 8);
        foreach (var entry in await chamber.Documents.List(Chamber.Id, MilestoneKinds.Kudos.Name, "", 100, TestContext.Current.CancellationToken))
        {
            Assert.Null(MilestoneKinds.Kudos.Read(entry).Wake);
        }
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
        // Which accounts are linked is remembered for five seconds.
        foreach (var _ in Enumerable.Range(0, 4))
        {
            chamber.Time.Advance(TimeSpan.FromSeconds(2));
            await desk.Tick();
        }

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

    /// <summary>Counts how often the members are listed.</summary>
    private sealed class Reading(IDocuments documents) : IDocuments
    {
        public int Members { get; private set; }

        public Task<Entry?> Find(Key key, CancellationToken cancellation) => documents.Find(key, cancellation);

        public Task<string?> Save(Entry entry, CancellationToken cancellation) => documents.Save(entry, cancellation);

        public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => documents.Delete(key, version, cancellation);

        public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation)
        {
            Members += kind == Kinds.Member.Name ? 1 : 0;
            return documents.List(partition, kind, after, take, cancellation);
        }

        public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => documents.Due(now, take, cancellation);
    }
}
