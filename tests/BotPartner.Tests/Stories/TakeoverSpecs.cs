using System.Collections.Concurrent;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Sandbox;

namespace BotPartner.Tests.Stories;

/// <summary>Two processes of the bot on one store, one of which is killed hard in the midst of its work: the other takes over.</summary>
public sealed class TakeoverSpecs
{
    private const int Lease = 5;
    private static readonly string[] Choices = ["For", "Against", "Abstain"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_a_killed_process_had_in_hand_is_finished_by_the_other(int seed)
    {
        // The processes go by the system's time; people and platforms are kept near it.
        await using var stage = await Stage.Set(Store.Shared, time: new ManualTime(TimeProvider.System.GetUtcNow()));
        await Founded.Wide(stage);
        var (inTeams, inSlack) = await Founded.Put(stage, "Adopt the charter | majority > 1/2 | quorum 1% | closes in 30d");
        await stage.Stop();

        var dice = new Dice((ulong)seed);
        string[] arguments = [.. stage.Arguments, $"--Clock:LeaseSeconds={Lease}", "--Clock:PollSeconds=0.2"];
        var (one, other) = (await BotProcess.Start(arguments, Cancellation), await BotProcess.Start(arguments, Cancellation));
        using (one.Process)
        using (other.Process)
        {
            stage.SendTo([one.Url, other.Url]);
            var stands = new ConcurrentDictionary<string, string>();
            async Task Votes(string partner, ulong votes, Func<string, Task<bool>> press)
            {
                var own = new Dice(votes);
                for (var i = 0; i < 25; i++)
                {
                    var choice = Choices[own.Below(3)];

                    // Who gets no yes in time presses again, as people do.
                    var yes = false;
                    for (var tries = 0; !yes && tries < 20; tries++)
                    {
                        Follow(stage);
                        yes = await press(choice);
                    }

                    Assert.True(yes, $"{partner} was not heard");
                    stands[partner] = choice;
                }
            }

            await Task.WhenAll(
                Votes("Ministry of Water", dice.Next(), c => Press(stage.Teams.Anna, inTeams, c)),
                Votes("Rivières Vivantes", dice.Next(), c => Press(stage.Teams.Elodie, inTeams, c)),
                Votes("Dakar City", dice.Next(), c => Press(stage.Slack.Bo, inSlack, c)),
                Votes("Ríos Libres", dice.Next(), c => Press(stage.Slack.Dana, inSlack, c)),
                Votes("Delta Fishers Council", dice.Next(), c => Press(stage.Slack.Femi, inSlack, c)));

            // It is asked to close, and dies over it: before, while or after it seals, counts and tells.
            stage.SendTo([one.Url]);
            var asked = stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "close 1");
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Below(400)), TimeProvider.System, Cancellation);
            await one.Process.Kill();
            var heard = (await asked).Failed is null;
            stage.SendTo([other.Url]);
            Follow(stage);
            if (!heard)
            {
                await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "close 1");
            }

            await Soon.True(() =>
            {
                Follow(stage);
                return Told(stage.Teams.Posts(stage.Teams.General).Select(m => m.Read())) && Told(stage.Slack.Posts(stage.Slack.Partnership).Select(m => m.Read()))
                    && inTeams.Read().Contains("Closed", StringComparison.Ordinal) && inSlack.Read().Contains("Closed", StringComparison.Ordinal);
            });

            var counts = Choices.Select(c => stands.Values.Count(s => s == c)).ToArray();
            foreach (var outcome in Outcomes(stage))
            {
                Assert.Contains($"For {counts[0]}, against {counts[1]}, abstentions {counts[2]}", outcome, StringComparison.Ordinal);
            }

            Assert.Empty(other.Process.Errors);
        }
    }

    private static IEnumerable<string> Outcomes(Stage stage) => stage.Teams.Posts(stage.Teams.General).Select(m => m.Read())
        .Concat(stage.Slack.Posts(stage.Slack.Partnership).Select(m => m.Read()))
        .Where(IsOutcome);

    private static bool Told(IEnumerable<string> messages) => messages.Any(IsOutcome);

    private static bool IsOutcome(string message) => message.Contains("Outcome of decision 1", StringComparison.Ordinal);

    private static void Follow(Stage stage) => stage.Time.SetUtcNow(TimeProvider.System.GetUtcNow());

    private static async Task<bool> Press(TeamsPerson person, TeamsMessage card, string choice) =>
        await person.Presses(card, choice) is { Status: 200, InnerStatus: 200 };

    private static async Task<bool> Press(SlackPerson person, SlackMessage card, string choice) => (await person.Presses(card, choice)).Status == 200;
}
