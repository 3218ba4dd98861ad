using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions.Counting;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Whatever people do in whatever order, at whatever times: no dead end, no stage beyond its limit, no end that one side makes alone.</summary>
public sealed class ProtocolWalkSpecs
{
    private const int Walks = 10_000;
    private static readonly string[] Zones = ["UTC", "Europe/Paris", "Africa/Dakar", "America/Lima", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Apia"];

    [Fact]
    public void Ten_thousand_tensions_come_to_an_end_that_is_allowed()
    {
        var endings = new Dictionary<Ending, int>();
        for (var seed = 1; seed <= Walks; seed++)
        {
            var ending = Walk(new Dice((ulong)seed), seed);
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        // All of them come about, so that the walks go everywhere.
        Assert.Equal(Enum.GetValues<Ending>(), endings.Keys.Order());
        Assert.All(endings.Values, n => Assert.True(n > Walks / 100));
    }

    private static Ending Walk(Dice dice, int seed)
    {
        var protocol = Any(dice);
        var now = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(dice.Below(60 * 24 * 400));
        var course = protocol.Begin(now);
        var steps = dice.Below(40);
        for (var step = 0; step < steps; step++)
        {
            if (dice.OneIn(2))
            {
                now = dice.OneIn(3) && course.Due is { } due && due > now ? due : now + Duration.FromMinutes(dice.Below(60 * 24 * 4));
                course = Ticked(protocol, course, now, seed);
            }

            var move = AnyMove(dice, course);
            var (next, refusal) = protocol.Do(course, move, now);
            Assert.True(refusal is null || ReferenceEquals(course, next), $"{seed}: a refused {move} changed something");
            Allowed(protocol, course, move, next, refusal, seed);
            course = next;
        }

        // Then nobody says anything any more.
        for (var looks = 0; course.Ended is null; looks++)
        {
            Assert.True(looks < 100, $"{seed}: it does not end");
            Assert.NotNull(course.Due);
            now = now > course.Due ? now : course.Due.Value;
            course = Ticked(protocol, course, now, seed);
        }

        Assert.InRange(course.Events.Count, 2, 300);
        Assert.All(course.Events.Zip(course.Events.Skip(1)), e => Assert.True(e.First.At <= e.Second.At, $"{seed}: not in order"));
        Assert.All(course.Events, e => Assert.Contains(protocol.Ladder.Rungs, r => r.Stage == e.Stage));
        return course.Ended.Value;
    }

    /// <summary>All that the clock does at a moment. Afterwards nothing is overdue.</summary>
    private static Course Ticked(Protocol protocol, Course course, Instant now, int seed)
    {
        for (var looks = 0; course.Due <= now; looks++)
        {
            Assert.True(looks < 10, $"{seed}: the clock goes in circles");
            var next = protocol.Tick(course, now);
            Assert.True(next.Ended is null or Ending.Exhausted or Ending.Expired, $"{seed}: the clock ended it as {next.Ended}");
            Assert.True(next.Ended != Ending.Expired || protocol.OnlyWithConsent, $"{seed}: expired without being asked to");
            Assert.True(next.Stage == course.Stage || !protocol.OnlyWithConsent, $"{seed}: silence took it on against the raiser's wish");
            Assert.True(next.Stage <= course.Stage || course.Question is not null, $"{seed}: nobody was asked before it went on");
            course = next;
        }

        Assert.True(course.Ended is not null || (course.Question?.Until ?? course.Limit) > now, $"{seed}: beyond its limit");
        return course;
    }

    /// <summary>What one move may make of it.</summary>
    private static void Allowed(Protocol protocol, Course before, Move move, Course after, string? refusal, int seed)
    {
        var said = $"{seed}: {move} at {before.Stage}";
        if (refusal is not null)
        {
            return;
        }

        Assert.True(before.Ended is null || move is Move.Reopen, said);
        Assert.True(
            move switch
            {
                Move.Escalate escalate => escalate.Entry == before.Entry,
                Move.StepBack back => back.Entry == before.Entry,
                Move.Answer answer => answer.Question == before.Question?.Number,
                _ => true,
            },
            $"{said}: it had moved on");
        Assert.True(after.Stage <= before.Stage || move.By == Side.Raiser || move is Move.Acknowledge || !protocol.OnlyWithConsent, $"{said}: not with their consent");
        if (after.Ended is { } ending && before.Ended is null)
        {
            var other = move.By == Side.Raiser ? Side.Other : Side.Raiser;
            var byBoth = move switch
            {
                Move.Confirm confirm => before.Offers.Any(o => o.By == other && o.Number == confirm.Offer),
                Move.Answer { Wish: Wish.Resolved } => before.Question?.Of(other) == Wish.Resolved,
                _ => false,
            };
            Assert.True(
                ending switch
                {
                    Ending.Resolved => byBoth,
                    Ending.Withdrawn => move is Move.Withdraw { By: Side.Raiser },
                    _ => false,
                },
                $"{said}: {ending}");
        }

        Assert.True(after.Stage >= before.Stage || (move is Move.StepBack && before.WouldStepBack is { } one && one != move.By), said);
        Assert.True(after.Ended is not null || after.Due is not null, $"{said}: nothing leads on");
        Assert.True(after.Ended is null || after.Offers.Count == 0, said);
    }

    private static Move AnyMove(Dice dice, Course course)
    {
        var by = dice.OneIn(2) ? Side.Raiser : Side.Other;
        var offer = dice.OneIn(4) || course.Offers.Count == 0 ? dice.Below(5) : dice.Of(course.Offers).Number;
        var entry = course.Entry - (dice.OneIn(4) ? 1 : 0);
        var question = dice.OneIn(4) ? dice.Below(5) : course.Question?.Number ?? 1;
        return dice.Below(24) switch
        {
            < 3 => new Move.Acknowledge(by),
            < 6 => new Move.Escalate(by, entry),
            < 9 => new Move.StepBack(by, entry),
            < 15 => new Move.Answer(by, dice.Of(Enum.GetValues<Wish>()), question),
            < 18 => new Move.Propose(by),
            < 19 => new Move.Confirm(by, offer),
            < 22 => new Move.Decline(by, offer),
            < 23 => dice.OneIn(4) ? new Move.Withdraw(by) : new Move.Reopen(by),
            _ => new Move.Reopen(by),
        };
    }

    private static Protocol Any(Dice dice)
    {
        var rungs = Enum.GetValues<Stage>().Where(s => s == Stage.Talk || !dice.OneIn(4)).Select(s => new Rung(s, 1 + dice.Below(dice.OneIn(5) ? Rung.MaxDays : 10)));
        var days = Enumerable.Range(1, 7).Where(_ => !dice.OneIn(3)).DefaultIfEmpty(3);
        var hours = dice.Below(12);
        var time = new WorkingTime([.. days], hours, hours + 1 + dice.Below(24 - hours));
        Assert.True(time.Works);
        return new(new([.. rungs]), time, [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => DateTimeZoneProviders.Tzdb[dice.Of(Zones)])], dice.OneIn(3));
    }
}
