using System.Collections.Concurrent;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Sandbox;

namespace BotPartner.Tests.Stories;

/// <summary>The process is killed while people vote. What it said yes to is counted, once, and is seen.</summary>
public abstract class KilledStory(Store store)
{
    private const int Rounds = 4;
    private static readonly string[] Choices = ["For", "Against", "Abstain"];
    private static readonly string[] Partners = ["Ministry of Water", "Rivières Vivantes", "Dakar City", "Ríos Libres", "Delta Fishers Council"];

    [Fact]
    public async Task Every_acknowledged_ballot_survives_being_killed_hard_and_the_cards_catch_up()
    {
        // The bot in its own process goes by the system's time; people and platforms are kept near it.
        await using var stage = await Stage.Set(store, time: new ManualTime(TimeProvider.System.GetUtcNow()));
        await Founded.Wide(stage);
        var (inTeams, inSlack) = await Founded.Put(stage, "Adopt the charter | majority > 1/2 | quorum 1% | closes in 30d");
        await stage.Stop();

        var dice = new Dice(20261121);
        var said = new Said();
        for (var round = 0; round < Rounds; round++)
        {
            var processes = await Task.WhenAll(Enumerable.Range(0, stage.Replicas).Select(_ => BotProcess.Start(stage.Arguments, TestContext.Current.CancellationToken)));
            try
            {
                stage.SendTo(processes.Select(p => p.Url));
                Follow(stage);
                said.Agrees(await Standing(stage));

                var (seed, acknowledged) = (dice.Next(), said.Acknowledged);
                using var over = new CancellationTokenSource();
                var voting = Task.WhenAll(
                    Votes(stage, said, "Ministry of Water", seed, c => Press(stage.Teams.Anna, inTeams, c), over.Token),
                    Votes(stage, said, "Rivières Vivantes", seed + 1, c => Press(stage.Teams.Elodie, inTeams, c), over.Token),
                    Votes(stage, said, "Dakar City", seed + 2, c => Press(stage.Slack.Bo, inSlack, c), over.Token),
                    Votes(stage, said, "Ríos Libres", seed + 3, c => Press(stage.Slack.Dana, inSlack, c), over.Token),
                    Votes(stage, said, "Delta Fishers Council", seed + 4, c => Press(stage.Slack.Femi, inSlack, c), over.Token));
                await Soon.True(() => said.Acknowledged > acknowledged);
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Below(1800)), TimeProvider.System, TestContext.Current.CancellationToken);
                await Task.WhenAll(processes.Select(p => p.Process.Kill()));
                await over.CancelAsync();
                await voting;
                Assert.All(processes, p => Assert.Empty(p.Process.Errors));
            }
            finally
            {
                Array.ForEach(processes, p => p.Process.Dispose());
            }
        }

        // A minute later nothing is in the hands of the dead any more. Nobody votes again: the cards follow by themselves.
        Follow(stage);
        stage.Time.Advance(TimeSpan.FromSeconds(61));
        await stage.Start();
        await stage.Pass(3);
        var tally = said.Agrees(inTeams.Read());
        Assert.Equal(tally, said.Agrees(inSlack.Read()));

        await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "close 1");
        await stage.Teams.Anna.Says("close 1");
        await stage.Pass(4);
        Assert.Equal(tally, said.Agrees(inTeams.Read()));
        Assert.Equal(tally, said.Agrees(inSlack.Read()));
        var (told, wrote) = Founded.Outcomes(stage);
        var counts = Choices.Select(c => tally.Count(t => t.EndsWith($": {c}", StringComparison.Ordinal))).ToArray();
        foreach (var outcome in new[] { told, wrote })
        {
            Assert.Contains($"For {counts[0]}, against {counts[1]}, abstentions {counts[2]}", outcome, StringComparison.Ordinal);
            Assert.Contains($": {counts.Sum()} of 5 partners voted", outcome, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>The card as it is shown to who asks; a process that has only just started may take longer than a platform waits.</summary>
    private static async Task<string> Standing(Stage stage)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = (await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "decision 1")).Message!.Read();
            if (answer.StartsWith("Decision 1", StringComparison.Ordinal) || tries == 20)
            {
                return answer;
            }
        }
    }

    /// <summary>Votes again and again, one thing after the other; what gets no yes may count, or not.</summary>
    private static Task Votes(
        Stage stage, Said said, string partner, ulong seed, Func<string, Task<bool>> press, CancellationToken over) => Task.Run(
        async () =>
        {
            var dice = new Dice(seed);
            while (!over.IsCancellationRequested)
            {
                var choice = Choices[dice.Below(Choices.Length)];
                said.Tries(partner, choice);
                Follow(stage);
                if (await press(choice))
                {
                    said.Knows(partner, choice);
                }
            }
        },
        CancellationToken.None);

    private static async Task<bool> Press(TeamsPerson person, TeamsMessage card, string choice) =>
        await person.Presses(card, choice) is { Status: 200, InnerStatus: 200 };

    private static async Task<bool> Press(SlackPerson person, SlackMessage card, string choice) => (await person.Presses(card, choice)).Status == 200;

    private static void Follow(Stage stage) => stage.Time.SetUtcNow(TimeProvider.System.GetUtcNow());

    /// <summary>What each partner may be held to: what was acknowledged last, or what was on its way when the process died.</summary>
    private sealed class Said
    {
        private readonly ConcurrentDictionary<string, HashSet<string>> possible = new(Partners.Select(p => KeyValuePair.Create(p, new HashSet<string> { "" })));
        private int acknowledged;

        public int Acknowledged => Volatile.Read(ref acknowledged);

        public void Tries(string partner, string choice) => possible[partner].Add(choice);

        public void Knows(string partner, string choice)
        {
            possible[partner] = [choice];
            Interlocked.Increment(ref acknowledged);
        }

        /// <summary>Checks that a card says nothing else, and holds all to what it says.</summary>
        public IReadOnlyList<string> Agrees(string card)
        {
            var lines = card.Split('\n');
            var tally = new List<string>();
            foreach (var partner in Partners)
            {
                var choices = Choices.Where(c => lines.Any(l => l.StartsWith($"{c}: ", StringComparison.Ordinal) && l.Contains(partner, StringComparison.Ordinal))).ToArray();
                var choice = choices.Length == 0 ? "" : Assert.Single(choices);
                Assert.True(possible[partner].Contains(choice), $"{partner} is said to have said '{choice}'; possible: {string.Join(" or ", possible[partner].Select(p => $"'{p}'"))}, in: {card}");
                possible[partner] = [choice];
                tally.Add($"{partner}: {choice}");
            }

            var turnout = tally.Count(t => !t.EndsWith(": ", StringComparison.Ordinal));
            Assert.Matches($"Turnout: {turnout} of 5|{turnout} / 5 · Turnout", card);
            return tally;
        }
    }
}

public sealed class KilledOnSqlite() : KilledStory(Store.Sqlite);

public sealed class KilledOnCosmos() : KilledStory(Store.Cosmos);

public sealed class KilledOnShared() : KilledStory(Store.Shared);
