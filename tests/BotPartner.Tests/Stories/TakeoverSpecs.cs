using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using BotPartner.Storage.Cosmos;
using Microsoft.AspNetCore.Http;

namespace BotPartner.Tests.Stories;

/// <summary>Two processes of the bot on one store, one of which is killed hard in the midst of its work: the other takes over. What it was
/// at is held, so that it dies exactly there.</summary>
public sealed partial class TakeoverSpecs
{
    private static readonly string[] Choices = ["For", "Against", "Abstain"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_message_that_a_killed_process_was_sending_is_sent_by_the_other_when_the_lease_is_over(bool arrived, int stands)
    {
        // The processes go by the system's time; people and platforms are kept near it.
        await using var stage = await Stage.Set(Store.Shared, time: new ManualTime(TimeProvider.System.GetUtcNow()));
        await Founded.Across(stage);
        await using var pair = await Pair.Start(stage);
        Follow(stage);
        var held = pair.FirstHeld(
            r => r.ToSlack,
            () => new((request, body) => request.Path.Value!.EndsWith("/chat.postMessage", StringComparison.Ordinal) && Encoding.UTF8.GetString(body).Contains("Estuary", StringComparison.Ordinal), arrived));
        Assert.Null((await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "decide Estuary | majority > 1/2 | quorum 1% | closes in 30d")).Failed);
        var (victim, other) = await held;

        // The card stands in Teams, and the store knows; only the message to Slack is in the victim's hand.
        await Until(stage, async () => (await pair.Decision()) is { } decision && decision.Delivered.Keys.Any(k => k.Contains("teams", StringComparison.Ordinal)));
        var before = (await pair.Decision())!;
        var owed = Assert.Single(Assert.Single(before.Owes).To);
        other.ToSlack.Hold = null;
        await victim.Process.Kill();
        stage.SendTo([other.Url]);
        Assert.Equal(arrived ? 1 : 0, Posted(stage));

        await Until(stage, async () => (await pair.Decision())?.Delivered.Keys.Any(k => k.Contains("slack", StringComparison.Ordinal)) == true);
        var landed = (await pair.Decision())!.Delivered.Single(d => d.Key.Contains("slack", StringComparison.Ordinal)).Value;
        Assert.True(landed.At >= owed.Lease, $"taken over at {landed.At}, before the end of the lease at {owed.Lease}");
        Assert.Equal((stands, stands), (Posted(stage), CardsInSlack(stage).Length));
        Assert.Single(stage.Teams.Posts(stage.Teams.General), m => IsCard(m.Read()));

        // The one that the store knows of lives on, and the outcome comes once.
        await Heard(stage, () => Press(stage.Slack.Bo, CardsInSlack(stage)[^1], "For"));
        await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "close 1");
        await Told(stage);
        Assert.Equal((stands, stands), (Posted(stage), CardsInSlack(stage).Length));
        Assert.Contains("Closed", CardsInSlack(stage)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(other.Process.Errors);
    }

    [Theory]
    [InlineData("one of two boxes", false)]
    [InlineData("one of two boxes", true)]
    [InlineData("the sum", false)]
    public async Task A_closing_over_which_a_process_is_killed_is_finished_by_the_other_and_told_once(string over, bool saved)
    {
        // What it takes to begin lies in the past, so that the platforms are not ahead of the processes.
        await using var stage = await Stage.Set(Store.Shared, time: new ManualTime(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(3)));
        await Founded.Wide(stage);
        for (var i = 1; i <= 15; i++)
        {
            await stage.Teams.Anna.Says($"partner add Village {i} as community in Africa");
            await stage.Pass(i % 5 == 0 ? 3 : 0);
        }

        var (inTeams, inSlack) = await Founded.Put(stage, "Adopt the charter | majority > 1/2 | quorum 1% | closes in 30d");
        await using var pair = await Pair.Start(stage);
        var stands = await Votes(stage, inTeams, inSlack);
        await Until(stage, () => Task.FromResult(Turnout().IsMatch(inTeams.Read()) && Turnout().IsMatch(inSlack.Read())));

        // Asked to close, it dies over a save: just before, or just after the store has it. Nobody asks again.
        var held = pair.FirstHeld(r => r.ToStore, () => new((request, body) => Saves(request, body, over), saved));
        var asked = stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", "close 1");
        var (victim, other) = await held;
        var decision = (await pair.Decision())!;
        Assert.Equal((Phase.Closing, 2), (decision.State.Phase, decision.State.Boxes));
        bool[] expected = [true, over == "the sum" || saved];
        await Until(stage, async () => (await pair.Sealed(decision)).SequenceEqual(expected));
        await victim.Process.Kill();
        stage.SendTo([other.Url]);
        other.ToStore.Hold!.Release();
        await asked;
        await Told(stage);

        var counts = Choices.Select(c => stands.Values.Count(s => s == c)).ToArray();
        var (told, wrote) = Founded.Outcomes(stage);
        foreach (var outcome in new[] { told, wrote })
        {
            Assert.Contains($"For {counts[0]}, against {counts[1]}, abstentions {counts[2]}", outcome, StringComparison.Ordinal);
        }

        Assert.Empty(other.Process.Errors);
    }

    /// <summary>Whether it is the save over which a closing shall die.</summary>
    private static bool Saves(HttpRequest request, byte[] body, string what)
    {
        if (request.Method != HttpMethod.Put.Method || Item.Read(body, copy: true).Entry is not { } entry)
        {
            return false;
        }

        return what == "the sum"
            ? entry.Kind == DecisionKinds.Decision.Name && DecisionKinds.Decision.Read(entry).State.Phase == Phase.Closed
            : entry.Kind == DecisionKinds.Box.Name && entry.Key.Id.EndsWith('1') && DecisionKinds.Box.Read(entry).State.Sealed;
    }

    /// <summary>Who gets no yes in time presses again, as people do.</summary>
    private static async Task Heard(Stage stage, Func<Task<bool>> press)
    {
        var yes = false;
        for (var tries = 0; !yes && tries < 20; tries++)
        {
            Follow(stage);
            yes = await press();
        }

        Assert.True(yes, "nobody hears");
    }

    /// <summary>All five vote, and change their votes, each through whichever process hears them.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Votes(Stage stage, TeamsMessage inTeams, SlackMessage inSlack)
    {
        var stands = new ConcurrentDictionary<string, string>();
        async Task Vote(string partner, ulong seed, Func<string, Task<bool>> press)
        {
            var dice = new Dice(seed);
            for (var i = 0; i < 10; i++)
            {
                var choice = Choices[dice.Below(3)];
                await Heard(stage, () => press(choice));
                stands[partner] = choice;
            }
        }

        await Task.WhenAll(
            Vote("Ministry of Water", 1, c => Press(stage.Teams.Anna, inTeams, c)),
            Vote("Rivières Vivantes", 2, c => Press(stage.Teams.Elodie, inTeams, c)),
            Vote("Dakar City", 3, c => Press(stage.Slack.Bo, inSlack, c)),
            Vote("Ríos Libres", 4, c => Press(stage.Slack.Dana, inSlack, c)),
            Vote("Delta Fishers Council", 5, c => Press(stage.Slack.Femi, inSlack, c)));
        return stands;
    }

    /// <summary>Until every place is told what came of it, and its card says so; then nothing more comes, and it was told once.</summary>
    private static async Task Told(Stage stage)
    {
        await Until(stage, () => Task.FromResult(
            Outcomes(stage.Teams.Posts(stage.Teams.General).Select(m => m.Read())) > 0 && Outcomes(stage.Slack.Posts(stage.Slack.Partnership).Select(m => m.Read())) > 0
            && stage.Teams.Posts(stage.Teams.General).Any(m => m.Read().Contains("Closed", StringComparison.Ordinal))
            && stage.Slack.Posts(stage.Slack.Partnership).Any(m => m.Read().Contains("Closed", StringComparison.Ordinal))));
        Founded.Outcomes(stage);
    }

    private static int Outcomes(IEnumerable<string> messages) => messages.Count(m => m.Contains("Outcome of decision 1", StringComparison.Ordinal));

    private static SlackMessage[] CardsInSlack(Stage stage) => [.. stage.Slack.Posts(stage.Slack.Partnership).Where(m => IsCard(m.Read()))];

    private static bool IsCard(string message) => message.StartsWith("Decision 1\n", StringComparison.Ordinal);

    /// <summary>How often Slack got the card to post.</summary>
    private static int Posted(Stage stage) => stage.Slack.Log.Entries.Count(e =>
        e is { Service: "slack", Direction: WireDirection.FromBot } && e.Path.Contains("chat.postMessage", StringComparison.Ordinal) && e.RequestBody.Contains("Estuary", StringComparison.Ordinal)
        && !e.RequestBody.Contains("Outcome", StringComparison.Ordinal));

    [GeneratedRegex("Turnout: 5 of 20|5 / 20 · Turnout", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Turnout();

    /// <summary>Looks again and again: a takeover comes after the lease, of real seconds.</summary>
    private static async Task Until(Stage stage, Func<Task<bool>> condition)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(TimeSpan.FromSeconds(90));
        for (Follow(stage); !await Sees(condition); Follow(stage))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, late.Token);
        }
    }

    /// <summary>A look at the store may find it busy with the two processes.</summary>
    private static async Task<bool> Sees(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static void Follow(Stage stage) => stage.Time.SetUtcNow(TimeProvider.System.GetUtcNow());

    private static async Task<bool> Press(TeamsPerson person, TeamsMessage card, string choice) =>
        await person.Presses(card, choice) is { Status: 200, InnerStatus: 200 };

    private static async Task<bool> Press(SlackPerson person, SlackMessage card, string choice) => (await person.Presses(card, choice)).Status == 200;
}
