using BotPartner.Sandbox;
using BotPartner.Sandbox.Rehearsal;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Sandbox;

public sealed class RoomMemorySpecs
{
    [Fact]
    public async Task A_room_that_is_kept_goes_on_with_its_people_its_messages_and_its_time()
    {
        using var folder = new TemporaryFolder();
        var cancellation = TestContext.Current.CancellationToken;
        DateTimeOffset left;
        await using (var first = await Open(folder.Path))
        {
            var guest = first.Slack.AddPerson("Late Comer", "a guest");
            first.Slack.Partnership.Join(guest.Account.Id);
            await first.Teams.Anna.Says(first.Teams.General, "@BotPartner decide Go on | majority > 1/2 | closes in 3d");
            await first.Slack.Until(() => first.Slack.Posts(first.Slack.Partnership)[^1].Buttons.Contains("For"), cancellation);
            await first.Clock.Forward(TimeSpan.FromHours(5), cancellation);
            left = first.Clock.Time.GetUtcNow();
        }

        await using var second = await Open(folder.Path);
        var (teams, slack) = (second.Teams, second.Slack);
        Assert.True(second.Clock.Time.GetUtcNow() >= left);
        Assert.Contains(slack.Workspace.Accounts, a => a.Name == "Late Comer");
        Assert.Single(teams.Messages(teams.General), m => m.PlainText().Contains(Opening.Partnership, StringComparison.Ordinal) && m.PlainText().Contains(" founded the partnership ", StringComparison.Ordinal));

        // The card that was posted in the first run takes votes in the second, and is edited where it stands, on both sides.
        var (inTeams, inSlack) = (teams.Posts(teams.General).Last(m => m.Buttons.Contains("For")), slack.Posts(slack.Partnership).Last(m => m.Buttons.Contains("For")));
        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "For");
        await teams.Until(() => inTeams.PlainText().Contains("2 / 6 · Turnout", StringComparison.Ordinal), cancellation);
        await slack.Until(() => inSlack.PlainText().Contains("2 of 6", StringComparison.Ordinal), cancellation);

        // Somebody new gets ids that nobody had.
        var other = teams.AddPerson("New Comer", "a guest");
        Assert.Single(teams.World.Accounts, a => a.Id == other.Account.Id);
    }

    [Theory]
    [InlineData("services.json")]
    [InlineData("botpartner.db")]
    public async Task Half_a_room_is_refused_and_not_founded_twice(string lost)
    {
        using var folder = new TemporaryFolder();
        await (await Open(folder.Path)).DisposeAsync();
        File.Delete(Path.Combine(folder.Path, lost));
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => Open(folder.Path));
        Assert.Contains(lost, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await TryOut.Run(["--url", "http://127.0.0.1:0", "--no-browser", "--data", folder.Path]));
    }

    [Fact]
    public async Task A_room_is_open_once()
    {
        using var folder = new TemporaryFolder();
        await using var open = await Open(folder.Path);
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => Open(folder.Path));
        Assert.Contains("open already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memory_that_cannot_be_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "botpartner.db"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "services.json"), "{ \"Ahead\":", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ConfigurationException>(() => Open(folder.Path));
    }

    private static Task<RehearsalRoom> Open(string folder) => RehearsalRoom.Open(
        new()
        {
            Url = "http://127.0.0.1:0",
            Store = Path.Combine(folder, "botpartner.db"),
            Memory = Path.Combine(folder, "services.json"),
            Seed = (ulong)TimeProvider.System.GetTimestamp(),
        },
        TestContext.Current.CancellationToken);
}
